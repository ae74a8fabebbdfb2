"""The add-on in another Scrapy project, with its own spider and items and a local server."""

from __future__ import annotations

import csv
import json
import marshal
import pickle
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO, StringIO
from threading import Thread
from xml.etree import ElementTree

import pytest
from itemadapter import ItemAdapter
from scrapy.exporters import (
    CsvItemExporter,
    JsonItemExporter,
    JsonLinesItemExporter,
    MarshalItemExporter,
    PickleItemExporter,
    XmlItemExporter,
)
from scrapy.settings import Settings

from newsscraper.addon import NewsscraperAddon
from newsscraper.crawling.feeds import CsvExporter, XmlExporter
from newsscraper.items.records import (
    ARTICLE_FIELDS,
    Article,
    Image,
    RawArticle,
    TickerItem,
    TickerSnapshot,
)
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

        import json

        class Mark:
            '''Runs behind the add-on's pipeline: by now an article has its fields.'''

            def process_item(self, item):
                if isinstance(item, Article):
                    with open("marked.json", "w") as file:
                        json.dump({**item.to_dict(), "ticker": len(item.ticker.items)}, file)
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


@pytest.mark.parametrize(
    "name_of_addon", ["newsscraper.addon", "newsscraper.addon.NewsscraperAddon"]
)
def test_one_line_in_addons_adds_the_pipelines_to_another_project(tmp_path, site, name_of_addon):
    base, story = site
    for name, text in PROJECT.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).replace("@", name_of_addon), encoding="utf-8")
    feeds = {
        name: tmp_path / f"items.{name}"
        for name in ("jsonl", "json", "csv", "xml", "marshal", "pickle")
    }
    outputs = [part for path in feeds.values() for part in ("-O", str(path))]
    done = forkserver.run(
        "crawl",
        "theirs",
        "-a",
        f"base={base}",
        *outputs,
        program=["-m", "scrapy"],
        cwd=tmp_path / "project",
    )
    log = done.stderr.decode()
    assert done.returncode == 0, log
    items = [json.loads(line) for line in feeds["jsonl"].read_text(encoding="utf-8").splitlines()]
    marked = json.loads((tmp_path / "project" / "marked.json").read_text())
    assert marked["headline"] == corpus_headline(story)
    assert marked["published"] == story.published
    assert marked["language"] == "fr"
    # The page names its own address (rel=canonical), but it was fetched from elsewhere, and that is
    # what counts.
    assert marked["url"].endswith("/story.html")
    assert marked.pop("ticker") == len(render.strip("turess", "fr"))
    # Each feed has the record, and nothing else of the item.
    assert [item for item in items if "page" not in item] == [marked]
    check_feeds(feeds, marked)
    # Their own items pass untouched; the listing gives no article; the empty one is dropped with
    # its URL and reason.
    assert sorted(item["page"] for item in items if "page" in item) == [
        "empty.html",
        "list.html",
        "story.html",
    ]
    assert f"{base}/empty.html: neither headline nor body could be read" in log
    assert "'newsscraper/articles': 1" in log
    assert "'newsscraper/rejected': 1" in log


def check_feeds(feeds, record):
    assert record in json.loads(feeds["json"].read_text(encoding="utf-8"))
    for name, load, end in (("marshal", marshal.load, EOFError), ("pickle", pickle.load, EOFError)):
        assert record in list(loaded(feeds[name], load, end))
    elements = ElementTree.parse(feeds["xml"]).getroot()
    assert [element for element in map(as_record, elements) if "id" in element] == [as_text(record)]


def loaded(path, load, end):
    with path.open("rb") as file, suppress(end):
        while True:
            yield load(file)


def as_record(element):
    """Return an element of Scrapy's XML as text, lists and dictionaries.

    Items of a list are elements called ``value``.
    """
    if not len(element):
        return element.text or ""
    if {child.tag for child in element} == {"value"}:
        return [as_record(child) for child in element]
    return {child.tag: as_record(child) for child in element}


def as_text(value):
    """Return a record as XML can hold it: without types, null and empty lists."""
    if isinstance(value, dict):
        return {name: as_text(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [as_text(entry) for entry in value] or ""
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def article() -> Article:
    image = Image("https://www.maghress.com/a,b.jpg", "Le port, vu du môle")
    raw = RawArticle("ArticlePage", headline="Le port rouvre", body=("Imprimé",))
    return Article(
        raw,
        id="maghress/fr/atlasmatin/5001",
        headline="Le port d'Agadir rouvre",
        body="Un.\n\nDeux\uffff \x0c",
        truncated=True,
        language_confidence=0.5,
        images=[image],
        warnings=["no_author", "no_date"],
        ticker=snapshot(),
    )


def snapshot() -> TickerSnapshot:
    return TickerSnapshot(
        "maghress/fr/0",
        "maghress",
        "fr",
        [TickerItem(1, "Pluie à Rabat")],
        ["2026-01-31T08:00:00Z"],
    )


@pytest.mark.parametrize("item", [article(), snapshot()], ids=["article", "ticker"])
@pytest.mark.parametrize("names", [None, ["id", "site"]], ids=["all", "some"])
def test_every_scrapy_exporter_writes_the_record(item, names):
    record = {
        name: value for name, value in item.to_dict().items() if names is None or name in names
    }
    written = {}
    for kind in (
        JsonItemExporter,
        JsonLinesItemExporter,
        MarshalItemExporter,
        PickleItemExporter,
        CsvExporter,
        XmlExporter,
    ):
        file = BytesIO()
        exporter = kind(file, fields_to_export=names)
        exporter.start_exporting()
        exporter.export_item(item)
        exporter.finish_exporting()
        written[kind] = file.getvalue()
    assert json.loads(written[JsonItemExporter]) == [record]
    assert json.loads(written[JsonLinesItemExporter]) == record
    assert marshal.loads(written[MarshalItemExporter]) == record
    assert pickle.loads(written[PickleItemExporter]) == record
    header, row = csv.reader(StringIO(written[CsvExporter].decode(), newline=""))
    assert header == list(record)
    cells = [
        value
        if isinstance(value, str)
        else ""
        if value is None
        else json.dumps(value, ensure_ascii=False)
        for value in record.values()
    ]
    assert row == cells
    for text in ("\uffff", "\x0c"):
        record = json.loads(json.dumps(record).replace(json.dumps(text)[1:-1], "\ufffd"))
    [element] = ElementTree.fromstring(written[XmlExporter])
    assert as_record(element) == as_text(record)


def test_other_items_are_exported_as_by_scrapy():
    item = {"page": "a", "flags": [True, None], "none": None}
    for ours, theirs in ((CsvExporter, CsvItemExporter), (XmlExporter, XmlItemExporter)):
        written = []
        for kind in (ours, theirs):
            file = BytesIO()
            exporter = kind(file)
            exporter.start_exporting()
            exporter.export_item(item)
            exporter.finish_exporting()
            written.append(file.getvalue())
        assert written[0] == written[1]


def test_fields_of_an_article_can_be_changed_through_the_adapter():
    mine = article()
    adapter = ItemAdapter(mine)
    adapter["headline"] = "Autre"
    adapter["warnings"].append("mine")
    del adapter["agency"]
    assert (mine.headline, mine.warnings[-1]) == ("Autre", "mine")
    assert "agency" not in adapter
    assert len(adapter) == len(ARTICLE_FIELDS) - 1
    assert list(adapter.field_names()) == [name for name in ARTICLE_FIELDS if name != "agency"]
    for name in ("raw", "ticker", "nosuch"):
        with pytest.raises(KeyError):
            adapter[name]
        with pytest.raises(KeyError):
            adapter[name] = None
        with pytest.raises(KeyError):
            del adapter[name]


def test_a_field_of_a_subclass_is_part_of_its_record():
    @dataclass
    class Mine(Article):
        topic: str | None = None

    assert list(ItemAdapter(Mine(article().raw, topic="sport"))) == [*ARTICLE_FIELDS, "topic"]
    assert ItemAdapter.get_field_names_from_class(Mine) == [*ARTICLE_FIELDS, "topic"]


def test_an_exporter_set_by_the_project_is_kept():
    settings = Settings({"FEED_EXPORTERS": {"csv": "theirs.Csv"}})
    NewsscraperAddon().update_settings(settings)
    named = settings.getwithbase("FEED_EXPORTERS")
    assert (named["csv"], named["xml"]) == ("theirs.Csv", "newsscraper.crawling.feeds.XmlExporter")


def corpus_headline(story):
    return " ".join(story.headline.split())
