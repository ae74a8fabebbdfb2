"""A visit is acknowledged when all that came of it is settled: real Scrapy crawls with the project's settings."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections import Counter
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

PREAMBLE = """
    import asyncio
    import logging
    import os
    import signal
    import sys
    from pathlib import Path

    from scrapy import Request, Spider, signals
    from scrapy.crawler import CrawlerProcess
    from scrapy.exceptions import DropItem, IgnoreRequest

    from newsscraper.items import Article
    from newsscraper.pages.base import RawArticle
    from newsscraper.runner import settings_from
    from newsscraper.scheduler import LedgerScheduler
    from newsscraper.scope import scope_of

    BASE = sys.argv[1]
    FIRST = not Path("again").exists()  # whether this is the first of two runs
    Path("again").touch()

    def die():
        if FIRST:
            os.kill(os.getpid(), signal.SIGKILL)

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
        '''Stands for a store of one's own: what has come through all pipelines.'''

        def process_item(self, item):
            with open("items.jsonl", "a") as file:
                print(item["page"] if isinstance(item, dict) else item, file=file)
            return item
"""
RUN = """
    settings = settings_from(
        ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "ROBOTSTXT_OBEY=False", "RETRY_TIMES=1"),
        {"NEWSSCRAPER_STORE": "store.db", "NEWSSCRAPER_PROGRESS": "none", **globals().get("SETTINGS", {})},
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
    """Answers every path with a page of its own name; ``/broken`` and ``/away`` as they are called."""

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
        Thread(target=self.server.serve_forever, daemon=True).start()

    def times(self) -> Counter[str]:
        return Counter(path for _, path, _, _ in self.asked)


class Project:
    """A script with a spider, run as a process of its own; and what it left in the store."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site

    def run(self, script: str, code: int = 0) -> str:
        text = textwrap.dedent(PREAMBLE) + textwrap.dedent(script) + textwrap.dedent(RUN)
        (self.folder / "script.py").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "script.py", self.site.base], cwd=self.folder, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done.stderr

    def urls(self) -> dict[str, str]:
        """State of each URL, by its path."""
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


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def project(tmp_path, site):
    return Project(tmp_path, site)


# When a visit is acknowledged

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


def test_a_slow_pipeline_is_waited_for(project):
    script = """
        class Slow:
            async def process_item(self, item):
                row = __import__("sqlite3").connect("store.db").execute(
                    "SELECT state FROM urls WHERE url = ?", (item["page"].partition("#")[0],)
                ).fetchone()
                await asyncio.sleep(0.2)
                row = __import__("sqlite3").connect("store.db").execute(
                    "SELECT state FROM urls WHERE url = ?", (item["page"].partition("#")[0],)
                ).fetchone()
                with open("states", "a") as file:
                    print(row[0], file=file)
                return item

        ITEM_PIPELINES = {Slow: 10}
    """
    project.run(textwrap.dedent(CHILDREN) + textwrap.dedent(script))
    assert project.urls() == DONE
    assert set(project.items()) == ALL
    # While its item was in the pipeline, no page was done.
    assert set((project.folder / "states").read_text().split()) == {"leased"}


def test_what_a_pipeline_drops_is_settled_and_what_it_breaks_on_is_a_failure(project):
    script = """
        class Choose:
            async def process_item(self, item):
                await asyncio.sleep(0.01)
                if item["page"].endswith("/1"):
                    raise DropItem("not this one")
                if item["page"].endswith("/2"):
                    raise ValueError("a defect")
                return item

        ITEM_PIPELINES = {Choose: 10}
    """
    project.run(textwrap.dedent(CHILDREN) + textwrap.dedent(script))
    assert project.urls() == {**DONE, "/2": "failed"}
    row = project.row("/2")
    assert (row["cause"], row["reason"]) == ("item_error", "an item pipeline failed: ValueError: a defect")
    assert set(project.items()) == ALL - {"/1", "/2"}


@pytest.mark.parametrize(
    "errback",
    [
        "def failed(self, failure):\n    yield {'page': 'lost'}\n    yield Request(f'{BASE}/0')",
        "async def failed(self, failure):\n    yield {'page': 'lost'}\n    yield Request(f'{BASE}/0')",
        "def failed(self, failure):\n    return [{'page': 'lost'}, Request(f'{BASE}/0')]",
        "async def failed(self, failure):\n    return [{'page': 'lost'}, Request(f'{BASE}/0')]",
    ],
    ids=["generator", "async generator", "list", "coroutine"],
)
def test_what_an_errback_puts_out_is_kept(project, errback):
    script = """
        class Crawled(Pages):
            async def start(self):
                yield Request(f"{BASE}/cut", callback=self.parse, errback=self.failed)

    """
    project.run(textwrap.dedent(script) + textwrap.indent(errback, "    "))
    assert project.urls() == {"/cut": "failed", "/0": "done"}
    assert sorted(project.items()) == ["/0", "lost"]


@pytest.mark.parametrize("order", [-2_000_000, -500, 0, 500, 2_000_000])
def test_what_a_spider_middleware_adds_is_counted_too(project, order):
    script = f"""
        class More:
            async def process_spider_output(self, response, result):
                async for output in result:
                    yield output
                if response.url.endswith("/start"):
                    yield {{"page": "more"}}
                    yield Request(f"{{BASE}}/more", callback=response.request.callback, errback=None)

        class Wait:
            async def process_item(self, item):
                await asyncio.sleep(0.05)
                if item["page"] == "more":
                    die()
                return item

        SPIDER_MIDDLEWARES = {{More: {order}}}
        ITEM_PIPELINES = {{Wait: 10}}
    """
    script = textwrap.dedent(CHILDREN) + textwrap.dedent(script)
    project.run(script, code=-signal.SIGKILL)
    project.run(script)
    assert project.urls() == {**DONE, "/more": "done"}
    assert set(project.items()) == ALL | {"more", "/more"}


def test_a_callback_that_breaks_is_a_failure_and_what_it_gave_before_is_kept(project):
    script = """
        class Crawled(Pages):
            def parse(self, response):
                yield {"page": response.url}
                if response.url.endswith("/start"):
                    yield Request(f"{BASE}/0", callback=self.parse, errback=self.failed)
                    raise ValueError("a defect")
    """
    project.run(script)
    assert project.urls() == {"/start": "failed", "/0": "done"}
    row = project.row("/start")
    assert (row["cause"], row["reason"], row["next_visit"]) == ("spider_error", "ValueError: a defect", None)
    assert project.items() == ["/start", "/0"]


@pytest.mark.parametrize("broken", ["def parse(self, response):\n    raise ValueError('a defect')", "parse = None"])
def test_a_callback_that_breaks_before_it_gives_anything_is_a_failure(project, broken):
    project.run(
        "class Crawled(Pages):\n    _ = 0\n\n"
        + textwrap.indent(broken.replace("parse = None", ("def parse(self, response, needed):\n    yield {}")), "    ")
    )
    assert project.urls() == {"/start": "failed"}
    assert project.row("/start")["cause"] == "spider_error"


# Killed between the end of a callback and the taking in of what it gave


@pytest.mark.parametrize("where", ["scheduled", "last scheduled", "dropped", "pipeline", "slow pipeline"])
def test_a_kill_between_a_callbacks_end_and_its_output_loses_nothing(project, where):
    script = """
        WHERE = @

        class Crawled(Crawled):
            ended = False

            def parse(self, response):
                yield from super().parse(response)
                self.ended = True

        def scheduled(request, spider):
            last = request.url.endswith("/4")
            if WHERE == "scheduled" and spider.ended and request.url.startswith(BASE) or WHERE == "last scheduled" and last:
                die()

        def dropped(item, spider):
            die()

        def connect(crawler):
            crawler.signals.connect(scheduled, signal=signals.request_scheduled)
            crawler.signals.connect(dropped, signal=signals.item_dropped)

        class Fatal:
            async def process_item(self, item):
                if WHERE == "dropped" and item["page"].endswith("/3"):
                    raise DropItem("not this one")
                if WHERE == "slow pipeline":
                    await asyncio.sleep(1)  # longer than it takes to write what is settled
                if WHERE.endswith("pipeline") and item["page"].endswith("#last"):
                    die()
                return item

        ITEM_PIPELINES = {Fatal: 10}
    """
    script = textwrap.dedent(CHILDREN) + textwrap.dedent(script).replace("@", repr(where))
    project.run(script, code=-signal.SIGKILL)
    project.run(script)
    assert project.urls() == DONE
    assert set(project.items()) == ALL - ({"/3"} if where == "dropped" else set())
    assert project.runs() == 1


def test_a_request_that_a_handler_of_the_signal_refuses_does_not_keep_its_page_open(project):
    script = """
        def connect(crawler):
            def refuse(request, spider):
                if request.url.endswith(("/0", "/4")):
                    raise IgnoreRequest

            crawler.signals.connect(refuse, signal=signals.request_scheduled, weak=False)
    """
    project.run(textwrap.dedent(CHILDREN) + textwrap.dedent(script))
    assert project.urls() == {path: state for path, state in DONE.items() if path not in ("/0", "/4")}


# Requests as data


@pytest.mark.parametrize(
    "request_text",
    [
        "Request(f'{BASE}/bad', callback=lambda response: None)",
        "Request(f'{BASE}/bad', callback=self.parse, errback=lambda failure: None)",
        "Request(f'{BASE}/bad', callback=self.parse, meta={'it': object()})",
        "Request(f'{BASE}/bad', callback=self.parse, meta={'it': float('nan')})",
        "Request(f'{BASE}/bad', callback=self.parse, cb_kwargs={'it': {1, 2}})",
        "Request(f'{BASE}/bad', callback=Pages.parse)",
        "Request(f'{BASE}/bad', callback=print)",
    ],
    ids=["callback", "errback", "meta", "nan", "cb_kwargs", "function", "builtin"],
)
def test_a_request_that_is_not_data_is_refused_loudly_and_its_page_goes_through(project, request_text):
    told = project.run(f"""
        class Crawled(Pages):
            def parse(self, response):
                yield {{"page": response.url}}
                if response.url.endswith("/start"):
                    yield {request_text}
                    yield Request(f"{{BASE}}/0", callback=self.parse, errback=self.failed)
    """)
    assert project.urls() == {"/start": "done", "/0": "done"}
    assert f"a request cannot be kept and is not made: {project.site.base}/bad" in told
    assert "'newsscraper/requests_refused': 1" in told


def test_requests_survive_a_kill_as_they_were(project):
    script = """
        from scrapy.http import FormRequest, JsonRequest

        SETTINGS = {"CONCURRENT_REQUESTS": 1}

        class Crawled(Pages):
            def parse(self, response):
                yield {"page": response.url}
                if not response.url.endswith("/start"):
                    return
                yield Request(f"{BASE}/last", callback=self.last, priority=-5)
                yield Request(f"{BASE}/post", method="POST", body=b"\\xff\\x00one", callback=self.posted, cb_kwargs={"told": [1]})
                yield Request(f"{BASE}/post", method="POST", body=b"two", callback=self.posted, cb_kwargs={"told": {"a": None}})
                yield JsonRequest(f"{BASE}/json", data={"a": "ü"}, callback=self.posted, cb_kwargs={"told": 3})
                yield FormRequest(f"{BASE}/form", formdata={"a": "b"}, callback=self.posted, cb_kwargs={"told": 4})
                yield Request(f"{BASE}/token", headers={"X-Token": "secret"}, callback=self.told, meta={"mine": {"x": 1}},
                              flags=["f"])
                yield Request(f"{BASE}/cut", callback=self.parse, errback=self.broken)

            def posted(self, response, told):
                die()  # while the others wait
                yield {"page": f"{response.request.method} {response.url} {response.request.body} {told}"}

            def told(self, response):
                yield {"page": f"{response.url} {response.meta['mine']} {response.request.flags[:1]}"}

            def last(self, response):
                yield {"page": f"{response.url} last"}

            def broken(self, failure):
                yield {"page": f"{failure.request.url} broken"}
    """
    project.run(script, code=-signal.SIGKILL)
    waiting = [row for row in project.rows() if row["state"] in ("queued", "leased")]
    assert len(waiting) == 7
    assert all(row["request"] is None or json.loads(row["request"]) for row in waiting)
    project.run(script)
    assert {row["state"] for row in project.rows() if not row["url"].endswith("/cut")} == {"done"}
    assert project.row("/cut")["state"] == "failed"
    assert set(project.items()) == {
        "/start",
        r"POST /post b'\xff\x00one' [1]",
        "POST /post b'two' {'a': None}",
        "POST /json " + repr(json.dumps({"a": "ü"}, sort_keys=True).encode()) + " 3",
        "POST /form b'a=b' 4",
        "/token {'x': 1} ['f']",
        "/last last",
        "/cut broken",
    }
    assert project.items()[-1] == "/last last", "its priority survived too"
    assert ("GET", "/token", b"", "secret") in project.site.asked


def test_a_retry_and_a_redirect_are_the_same_visit(project):
    script = """
        from newsscraper.visits import Outcome

        class Crawled(Pages):
            async def start(self):
                for path in ("once", "moved", "cut"):
                    yield Request(f"{BASE}/{path}", callback=self.parse, errback=self.failed)

        def connect(crawler):
            def opened(spider):
                ledger = crawler.newsscraper_session.ledger
                acknowledge = ledger.acknowledge

                def noted(visit, outcome):
                    with open("acknowledged", "a") as file:
                        print(visit.url, outcome.state, file=file)
                    acknowledge(visit, outcome)

                crawler.newsscraper_leases._acknowledge = noted

            crawler.signals.connect(opened, signal=signals.spider_opened, weak=False)
    """
    project.run(script)
    assert project.urls() == {"/once": "done", "/moved": "done", "/cut": "failed"}
    assert project.site.times() == {"/once": 2, "/moved": 1, "/target": 1, "/cut": 2}
    assert sorted(project.items()) == ["/once", "/target"]
    told = (project.folder / "acknowledged").read_text().replace(project.site.base, "").splitlines()
    assert sorted(told) == ["/cut failed", "/moved done", "/once done"]
