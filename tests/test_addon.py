"""The add-on in a Scrapy project that is not ours: another spider, other items beside ours, a real server on loopback."""

from __future__ import annotations

import json
import textwrap
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests import forkserver
from tests.replica import corpus, render

pytestmark = pytest.mark.process

PROJECT = {
    "scrapy.cfg": "[settings]\ndefault = theirs.settings\n",
    "theirs/__init__.py": "",
    "theirs/settings.py": """
        BOT_NAME = "theirs"
        SPIDER_MODULES = ["theirs.spiders"]
        ADDONS = {"@": 500}
        ITEM_PIPELINES = {"theirs.pipelines.Mark": 800}
        TELNETCONSOLE_ENABLED = False
        REMOTE_CONTROL_ENABLED = False
        ROBOTSTXT_OBEY = False
    """,
    "theirs/pipelines.py": """
        from newsscraper import Article

        class Mark:
            '''Runs behind the add-on's pipeline: by now an article has its fields.'''

            def process_item(self, item):
                if isinstance(item, Article):
                    return {**item.to_dict(), "ticker": len(item.ticker.items), "marked": True}
                return item
    """,
    "theirs/spiders/__init__.py": "",
    "theirs/spiders/theirs.py": """
        import scrapy

        from newsscraper.addon import articles

        class Theirs(scrapy.Spider):
            name = "theirs"

            def __init__(self, base):
                self.base = base

            async def start(self):
                for name in ("story.html", "empty.html", "list.html"):
                    yield scrapy.Request(f"{self.base}/{name}")

            def parse(self, response):
                yield from articles(response)
                yield {"page": response.url.rsplit("/", 1)[1]}
    """,
}
EMPTY_ARTICLE = (
    '<html><body><span class="articlecontent"></span>'
    '<span class="articlenewspaper">Publié dans X le 01 - 02 - 2025</span></body></html>'
)


@pytest.fixture
def site(tmp_path):
    story = corpus.by_id("turess/fr/lacotedesjasmins/7755")
    pages = {
        "story.html": render.article(story, render.strip("turess", "fr")),
        "empty.html": EMPTY_ARTICLE,
        "list.html": render.listing("turess", "fr", "lacotedesjasmins", 1, 4),
    }
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", story
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


@pytest.mark.parametrize("name_of_addon", ["newsscraper.addon", "newsscraper.addon.NewsscraperAddon"])
def test_one_line_in_addons_gives_another_project_the_pipelines(tmp_path, site, name_of_addon):
    base, story = site
    for name, text in PROJECT.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).replace("@", name_of_addon), encoding="utf-8")
    output = tmp_path / "items.jsonl"
    done = forkserver.run(
        "crawl", "theirs", "-a", f"base={base}", "-O", str(output), program=["-m", "scrapy"], cwd=tmp_path / "project"
    )
    told = done.stderr.decode()
    assert done.returncode == 0, told
    items = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    marked = [item for item in items if item.get("marked")]
    assert len(marked) == 1
    assert marked[0]["headline"] == corpus_headline(story)
    assert marked[0]["published"] == story.published
    assert marked[0]["language"] == "fr"
    # The page names its own address (rel=canonical), but it was fetched from elsewhere, and that is what counts.
    assert marked[0]["url"].endswith("/story.html")
    assert marked[0]["ticker"] == len(render.strip("turess", "fr"))
    # Their own items pass untouched; the listing gives no article; the empty one is dropped with its URL and reason.
    assert sorted(item["page"] for item in items if "page" in item) == ["empty.html", "list.html", "story.html"]
    assert f"{base}/empty.html: neither headline nor body could be read" in told
    assert "'newsscraper/articles': 1" in told
    assert "'newsscraper/rejected': 1" in told


def corpus_headline(story):
    return " ".join(story.headline.split())
