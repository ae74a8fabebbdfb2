"""Article fixtures, rebuilt by somebody who has not read the extractor, give the same values: one
test a field.

The rebuilt pages themselves are checked without the extractor: no word, link or image of the
    article may be lost.
"""

from __future__ import annotations

import json
import re
from functools import cache
from urllib.parse import urljoin

import pytest
from lxml import html as lxml_html

import newsscraper
from newsscraper import Extraction
from tests.checks import check
from tests.fixtures import Fixture
from tests.fixtures import fixtures as all_fixtures
from tests.independent_disguise import DESIGNS, disguise

FIXTURES = [
    f
    for f in all_fixtures()
    if f.page_class in ("ArticlePage", "WordedArticlePage") and f.input.suffix == ".html"
]
NAMES = [design.__name__ for design in DESIGNS]
OUTPUTS = {fixture: fixture.output for fixture in FIXTURES}
PAGES = [(fixture, design) for fixture in FIXTURES for design in NAMES]
# Where the page answers from is another matter than what it says.
FIELDS = [
    (fixture, design, field)
    for fixture, design in PAGES
    for field in [name for name in OUTPUTS[fixture] if name != "article"]
    + [f"article.{name}" for name in OUTPUTS[fixture]["article"] if name != "layout"]
]


def _id(value: object) -> str:
    return value.name if isinstance(value, Fixture) else str(value)


@cache
def _original(fixture: Fixture) -> tuple[str, str]:
    """The page, and the character set that its bytes are really in, whatever it declares."""
    content = fixture.input.read_bytes()
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        charset = (
            "windows-1256" if OUTPUTS[fixture]["article"]["language"] == "ar" else "windows-1252"
        )
        return content.decode(charset), charset


@cache
def _disguised(fixture: Fixture, design: str) -> str:
    seed = FIXTURES.index(fixture) * len(DESIGNS) + NAMES.index(design)
    return disguise(_original(fixture)[0], seed)


@cache
def _document(fixture: Fixture, design: str | None) -> lxml_html.HtmlElement:
    """The tree of a rebuilt page, or of the original; nobody changes it."""
    return lxml_html.document_fromstring(
        _disguised(fixture, design) if design else _original(fixture)[0]
    )


@cache
def _extraction(fixture: Fixture, design: str) -> Extraction:
    content = _disguised(fixture, design).encode(_original(fixture)[1], "xmlcharrefreplace")
    meta = json.loads((fixture.folder / "meta.json").read_text(encoding="utf-8"))
    return newsscraper.extract(content, url=meta["url"], fetched_at=meta["fetched_at"])


@pytest.mark.parametrize(("fixture", "design", "field"), FIELDS, ids=_id)
def test_field(fixture: Fixture, design: str, field: str):
    found = _extraction(fixture, design)
    check(found, OUTPUTS[fixture], field)


def _dense(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _shown(element: lxml_html.HtmlElement, *furniture: str) -> list[str]:
    """The text nodes that a reader could see, without white space and without what stands in
    classes of furniture."""
    found = []
    if element.tag not in ("script", "style", "head") and element.get("class") not in furniture:
        found.append(element.text or "")
        for child in element:
            found += _shown(child, *furniture) if isinstance(child.tag, str) else []
            found.append(child.tail or "")
    return [_dense(text) for text in found if text.strip()]


def _assert_in_order(parts: list[str], text: str) -> None:
    position = 0
    for part in parts:
        found = text.find(part, position)
        assert found >= 0, f"{part!r} is lost or out of order"
        position = found + len(part)


@pytest.mark.parametrize(("fixture", "design"), PAGES, ids=_id)
def test_the_words_of_the_article_are_kept_in_order(fixture: Fixture, design: str):
    [main] = _document(fixture, None).xpath("//div[@id='main']")
    text = "".join(_shown(_document(fixture, design)))
    _assert_in_order(_shown(main, "share", "comments"), text)
    article = OUTPUTS[fixture]["article"]
    values = [
        article["headline"],
        article["source"],
        article["published_raw"],
        *article["body"].split("\n\n"),
    ]
    _assert_in_order([_dense(value) for value in values], text)
    for image in article["images"]:
        assert _dense(image["caption"] or "") in text


@pytest.mark.parametrize(("fixture", "design"), PAGES, ids=_id)
def test_the_links_and_images_of_the_article_are_kept(fixture: Fixture, design: str):
    document = _document(fixture, design)
    article = OUTPUTS[fixture]["article"]
    addresses = [urljoin(article["url"], src) for src in document.xpath("//img/@src")]
    wanted = [image["url"] for image in article["images"]]
    assert [address for address in addresses if address in wanted] == wanted
    links = [
        (urljoin(article["url"], link.get("href")), " ".join(link.text_content().split()))
        for link in document.iter("a")
    ]
    assert [text for url, text in links if url == article["original_url"]] == [
        " ".join(_closing(fixture).split())
    ]
    assert any(
        url.endswith(f"/{article['source_id']}") and text == article["source"]
        for url, text in links
    )


@pytest.mark.parametrize(("fixture", "design"), PAGES, ids=_id)
def test_the_ticker_is_kept(fixture: Fixture, design: str):
    entries = _strip(_document(fixture, None))
    assert len(entries) >= len(OUTPUTS[fixture]["ticker"]["items"]) > 0
    assert _strip(_document(fixture, design)) == entries


def _strip(page: lxml_html.HtmlElement) -> list[tuple[str, str]]:
    """Address and headline of every link that is followed by four no-break spaces."""
    return [
        (link.get("href"), link.text_content())
        for link in page.iter("a")
        if (link.tail or "").startswith("\xa0" * 4)
    ]


def _closing(fixture: Fixture) -> str:
    [main] = _document(fixture, None).xpath("//div[@id='main']")
    [link] = main.xpath(".//*[@class='articlesource' or @class='source']/a")
    return link.text_content()


@pytest.mark.parametrize(("fixture", "design"), PAGES, ids=_id)
def test_the_metadata_is_kept_and_the_markup_is_not(fixture: Fixture, design: str):
    original = _document(fixture, None)
    page = _document(fixture, design)
    for query in (
        "//title/text()",
        "//head/meta/@content",
        "//head/meta/@charset",
        "//head/link[@rel!='stylesheet']/@href",
    ):
        assert sorted(page.xpath(query)) == sorted(original.xpath(query))
    assert (page.get("lang"), page.get("dir")) == (original.get("lang"), original.get("dir"))
    names = set(page.xpath("//@class | //@id"))
    assert not names & set(original.xpath("//div[@id='page']//@class | //div[@id='page']//@id"))
    assert "\ue000" not in _disguised(fixture, design)


@pytest.mark.parametrize("design", NAMES)
def test_what_the_original_lacks_is_lacking(design: str):
    [fixture] = [f for f in FIXTURES if f.name == "maghress/ArticlePage/bouregregnews-221340"]
    html, seed = _original(fixture)[0], NAMES.index(design)
    article = OUTPUTS[fixture]["article"]
    undated = disguise(html.replace(f" le {article['published_raw']}</span>", "</span>"), seed)
    assert article["published_raw"] not in undated
    unclosed = disguise(re.sub(r'<div class="articlesource">.*?</div>', "", html), seed)
    assert article["original_url"] not in unclosed
    start = html.index("The project is budgeted")
    cut = disguise(html[: start + 30], seed)
    assert (
        lxml_html.document_fromstring(cut)
        .text_content()
        .rstrip()
        .endswith(html[start : start + 30])
    )
    assert article["original_url"] not in cut
    assert cut.count("</html>") == 0


def test_a_seed_gives_one_page_and_another_seed_another():
    html = _original(FIXTURES[0])[0]
    pages = [disguise(html, seed) for seed in range(2 * len(DESIGNS))]
    assert pages == [disguise(html, seed) for seed in range(2 * len(DESIGNS))]
    assert len(set(pages)) == 2 * len(DESIGNS)


def test_a_page_without_an_article_is_refused():
    with pytest.raises(ValueError, match="no article parts"):
        disguise("<html lang='fr'><body><p>x</p></body></html>", 0)
