"""A disguise changes the markup of a page and nothing else, and what it makes is HTML that browsers
take as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from tests.disguise import DISGUISES, disguise
from tests.disguise.tree import INLINE, parse
from tests.disguised import charset_of
from tests.fixtures import fixtures
from tests.replica import corpus, render

PAGES = [
    fixture.input.read_bytes()
    for fixture in fixtures()
    if fixture.page_class
    in ("ArticlePage", "ColumnArticlePage", "ListingPage", "FrontPage", "AuthorPage")
]
TEXTS = [page.decode(charset_of(page)) for page in PAGES]
SOME = TEXTS[::7]
_CELLS = ("td", "th")
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6")

any_page = st.sampled_from(TEXTS)
any_seed = st.integers(0, 10_000).map(str)


def tree(page: str) -> etree._Element:
    return lxml_html.document_fromstring(page)


def lines(page: str) -> list[str]:
    """The page as a browser shows it, without white space: blocks and line breaks begin a line,
    cells of a row do not."""
    found = [""]

    def walk(element: etree._Element) -> None:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "head"):
            return
        breaks = element.tag not in INLINE and element.tag not in _CELLS
        if breaks or element.tag == "br":
            found.append("")
        found[-1] += element.text or ""
        for child in element:
            walk(child)
            found[-1] += child.tail or ""
        if breaks:
            found.append("")

    walk(tree(page))
    return [line for line in ("".join(line.split()) for line in found) if line]


def ends(parts: list[str]) -> set[int]:
    """After how many characters a line ends."""
    total = 0
    return {total := total + len(part) for part in parts}


def hrefs(page: str) -> list[tuple[str, str]]:
    return [
        (name, element.get(name))
        for element in tree(page).iter("a", "img")
        for name in ("href", "src")
        if element.get(name)
    ]


@given(any_page, any_seed)
@settings(max_examples=15)
def test_words_links_and_images_keep_their_order(page: str, seed: str):
    for name in ("names", "tags"):
        other = disguise(page, name, seed)
        assert "".join(lines(other)) == "".join(lines(page))
        assert hrefs(other) == hrefs(page)


@given(any_page, any_seed)
@settings(max_examples=15)
def test_what_began_a_line_still_does(page: str, seed: str):
    assert ends(lines(disguise(page, "names", seed))) == ends(lines(page))
    assert ends(lines(page)) <= ends(lines(disguise(page, "tags", seed)))


@given(any_page, any_seed, st.sampled_from(DISGUISES))
@settings(max_examples=20)
def test_a_parser_finds_the_tree_that_was_written(page: str, seed: str, name: str):
    """No element is moved, closed early or dropped: paragraphs hold no blocks, cells stand in rows,
    rows in tables."""
    written = parse(disguise(page, name, seed))
    read = tree(written.html())
    assert [element.tag for element in written.walk()] == [
        element.tag for element in read.iter() if isinstance(element.tag, str)
    ]
    for element in read.iter(*_PARAGRAPHS):
        assert {
            child.tag for child in element.iterdescendants() if isinstance(child.tag, str)
        } <= INLINE
    for element in read.iter("td"):
        assert element.getparent().tag == "tr"
    for element in read.iter("tr"):
        assert element.getparent().tag == "table"
    for element in read.iter("table", "tr"):
        assert not (element.text or "").strip()
        assert not any((child.tail or "").strip() for child in element)
        assert {child.tag for child in element} <= {"table": {"tr"}, "tr": {"td"}}[element.tag]


@pytest.mark.parametrize("name", DISGUISES)
def test_no_class_or_id_name_is_left(name: str):
    for page in SOME:
        before, after = (
            {
                value
                for element in parse(text).walk()
                for key in ("class", "id")
                for value in (element.attributes.get(key) or "").split()
            }
            for text in (page, disguise(page, name, "1"))
        )
        assert before
        assert not before & after
        # The sheet's selectors go with the elements.
        assert (
            not set(re.findall(r"^\.([\w-]+){", disguise(page, name, "1"), re.MULTILINE)) & before
        )


def test_names_are_the_same_all_over_a_page_and_a_site():
    first = disguise(
        "<style>.a{color:red} #b > .a {x:y}</style><p class='a c' id=b></p>", "names", "1"
    )
    sheet, classes, identity = (
        re.search(pattern, first)[1] for pattern in (r"\.(\w+){", r'class="(\w+) ', r'id="(\w+)"')
    )
    assert sheet == classes
    assert f"#{identity} > .{sheet} " in first
    assert f'class="{classes}"' in disguise("<i class=a></i>", "names", "1")
    assert classes not in disguise("<i class=a></i>", "names", "2")


def test_the_furniture_has_three_to_ten_other_headlines_and_leaves_the_article_alone():
    counts = set()
    for seed in range(16):
        page = SOME[seed % len(SOME)]
        without, furnished = (
            disguise(page, "tags", str(seed)),
            disguise(page, "furniture", str(seed)),
        )
        added = set(
            re.findall(r"<a href=\"(?:/fr|/en)?/[a-z0-9]+/\d+\">([^<]+)<", furnished)
        ) - set(re.findall(r">([^<]+)<", without))
        counts.add(len(added))
        rest = iter(lines(furnished))
        assert all(line in rest for line in lines(without))  # in this order
    assert min(counts) >= 3
    assert max(counts) <= 10
    assert len(counts) > 3


def test_the_furniture_says_where_and_when_other_articles_were_published():
    for edition, site in (("fr", "maghress"), ("ar", "yemeress"), ("en", "masress")):
        story = corpus.of(site, edition)[0]
        page = render.article(story, render.strip(site, edition))
        before, between = render.WORDING[edition]["published"]
        label = re.compile(rf"{before} <a [^>]*>[^<]+</a> {between} \d\d - \d\d - \d{{4}}")
        assert len(label.findall(page)) == 1
        assert (
            max(len(label.findall(disguise(page, "furniture", str(seed)))) for seed in range(8)) > 3
        )


def test_redesigns_differ_and_the_same_seed_gives_the_same_page():
    page = TEXTS[0]
    for name in DISGUISES:
        assert len({disguise(page, name, str(seed)) for seed in range(6)}) == 6
        assert disguise(page, name, "1") == disguise(page, name, "1")


@pytest.mark.parametrize("name", DISGUISES)
def test_a_page_that_is_cut_off_is_disguised_too(name: str):
    page = TEXTS[0]
    for length in (0, 100, len(page) // 2, len(page) - 30):
        disguise(page[:length], name, "1")


def test_a_disguise_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="names, tags, furniture"):
        disguise("<p>", "wig", "1")


def test_what_disguises_does_not_know_what_reads():
    folder = Path(disguise.__code__.co_filename).parent
    for path in folder.glob("*.py"):
        imported = re.findall(
            r"^(?:from|import) (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
        mine = {name for name in imported if name.startswith(("newsscraper", "tests"))}
        if path.name != "__main__.py":  # prints the figures, and so has to read
            assert all(name.startswith("tests.disguise.") for name in mine), path.name
