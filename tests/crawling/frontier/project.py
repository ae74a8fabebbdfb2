"""Crawls with any spider, the project's settings and its ledger, and a site for them.

Each crawl runs in a separate process.
"""

from __future__ import annotations

import sqlite3
import textwrap
from collections import Counter
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.forkserver import run

PREAMBLE = """
    import asyncio
    import logging
    import os
    import signal
    import sqlite3
    import sys
    from contextlib import closing
    from pathlib import Path

    from scrapy import Request, Spider, signals
    from scrapy.crawler import CrawlerProcess
    from scrapy.exceptions import DropItem, IgnoreRequest

    from newsscraper.items.records import Article
    from newsscraper.pages.base import RawArticle
    from newsscraper.crawling.runner import settings_from
    from newsscraper.crawling.frontier.scheduler import LedgerScheduler
    from newsscraper.scope import scope_of

    BASE = sys.argv[1]
    FIRST = not Path("again").exists()  # whether this is the first of two runs
    Path("again").touch()

    def die():
        if FIRST:
            os.kill(os.getpid(), signal.SIGKILL)

    def count(where):
        '''The number of rows of the ledger, as another process sees them.'''
        with closing(sqlite3.connect("store.db")) as store:
            return store.execute(f"SELECT count(*) FROM urls WHERE {where}").fetchone()[0]

    class Pages(Spider):
        name = "pages"
        scope = scope_of("maghress", (), (), None)
        custom_settings = {"SCHEDULER": LedgerScheduler}

        async def start(self):
            yield Request(f"{BASE}/start", callback=self.parse, errback=self.failed)

        def parse(self, response):
            yield {"page": response.url}

        def failed(self, failure):
            pass

    class Keep:
        '''Keeps the items that have passed all pipelines, like a user's own store.'''

        def process_item(self, item):
            with open("items.jsonl", "a") as file:
                print(item["page"] if isinstance(item, dict) else item, file=file)
            return item
"""
RUN = """
    settings = settings_from(
        ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "ROBOTSTXT_OBEY=False", "RETRY_TIMES=1"),
        {
            "NEWSSCRAPER_STORE": "store.db",
            "NEWSSCRAPER_PROGRESS": "none",
            # Spiders written by a user may fetch from the test's site only if it is allowed.
            "NEWSSCRAPER_ALLOWED_NETWORKS": "127.0.0.0/8",
            **globals().get("SETTINGS", {}),
        },
    )
    for name in ("ITEM_PIPELINES", "SPIDER_MIDDLEWARES"):
        settings[name].update(globals().get(name, {}))
    settings["ITEM_PIPELINES"].update({Keep: 950})
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(globals()["Crawled"])
    connect = globals().get("connect")
    if connect is not None:
        connect(crawler)
    process.crawl(crawler)
    process.start()
"""


class Site:
    """Answers every path with a page that has the path as its title.

    ``/once`` fails the first time, ``/moved`` redirects, and ``/cut`` is cut short.
    """

    def __init__(self) -> None:
        site = self
        self.asked: list[tuple[str, str, bytes, str | None]] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = (self.command, self.path, body, self.headers.get("X-Token"))
                first = asked not in site.asked
                site.asked.append(asked)
                status = {"/once": 500 if first else 200, "/moved": 302}.get(self.path, 200)
                data = f"<title>{self.path}</title>".encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/target")
                self.send_header("Content-Type", "text/html")
                self.close_connection = self.path == "/cut"  # before all of it is sent
                self.send_header("Content-Length", str(len(data) + self.close_connection))
                self.end_headers()
                self.wfile.write(data)

            do_POST = do_GET  # noqa: N815

            def handle_one_request(self) -> None:
                with suppress(ConnectionError):  # of a process that was killed
                    super().handle_one_request()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def times(self) -> Counter[str]:
        return Counter(path for _, path, _, _ in self.asked)


class Project:
    """A script with a spider, run in a separate process, and the contents of its store."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site

    def run(self, script: str, code: int = 0) -> str:
        text = textwrap.dedent(PREAMBLE) + textwrap.dedent(script) + textwrap.dedent(RUN)
        (self.folder / "script.py").write_text(text, encoding="utf-8")
        done = run(self.site.base, program=["script.py"], cwd=self.folder)
        told = done.stderr.decode()
        assert done.returncode == code, told
        return told

    def urls(self) -> dict[str, str]:
        """The state of each URL, by path."""
        return {row["url"].replace(self.site.base, ""): row["state"] for row in self.rows()}

    def rows(self) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(self.folder / "store.db")) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute("SELECT * FROM urls ORDER BY id").fetchall()

    def row(self, path: str) -> sqlite3.Row:
        [row] = [row for row in self.rows() if row["url"] == self.site.base + path]
        return row

    def runs(self) -> int:
        with closing(sqlite3.connect(self.folder / "store.db")) as connection:
            return connection.execute("SELECT count(*) FROM runs").fetchone()[0]

    def items(self) -> list[str]:
        path = self.folder / "items.jsonl"
        return path.read_text().replace(self.site.base, "").splitlines() if path.exists() else []


CHILDREN = """
    class Crawled(Pages):
        def parse(self, response):
            yield {"page": response.url}
            if response.url.endswith("/start"):
                for number in range(5):
                    yield Request(f"{BASE}/{number}", callback=self.parse, errback=self.failed)
                yield {"page": response.url + "#last"}
"""
ALL = {"/start", "/start#last", *(f"/{number}" for number in range(5))}
DONE = dict.fromkeys(("/start", *(f"/{number}" for number in range(5))), "done")
