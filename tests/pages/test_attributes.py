"""Tags with more attributes than libxml2 can read in linear time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import newsscraper
from newsscraper.items.records import Capture
from newsscraper.pages.attributes import MOST_ATTRIBUTES, without_crowds
from newsscraper.pages.document import Document
from newsscraper.pages.parser import parse
from tests.growth import grows_linearly


def joined(sign: str, attribute: str) -> Callable[[int], str]:
    return lambda number: sign.join(attribute.replace("#", str(each)) for each in range(number))


NAMES = joined(" ", "a#")
ENDS = joined(" ", "a#='>'")
CROWDS: dict[str, Callable[[int], str]] = {
    "names": lambda number: f"<p {NAMES(number)}>",
    "names and lines": lambda number: "<p\n" + joined("\n\t", "a#")(number) + ">",
    "names and slashes": lambda number: "<p " + joined("/", "a#")(number) + ">",
    "values": lambda number: "<p " + joined(" ", "a#=1")(number) + ">",
    "values with tags": lambda number: "<p " + joined(" ", 'a#="<p>"')(number) + ">",
    "values with ends": lambda number: "<p " + joined("", "a#='>'")(number) + ">",
    "values without marks": lambda number: "<p " + joined(" ", "a#=<b")(number) + ">",
    "spaces around signs": lambda number: "<p " + joined(" ", "a# = '>'")(number) + ">",
    "names like tags": lambda number: "<p " + joined(" ", "<a#")(number) + ">",
    "a stray mark": lambda number: f'<p " {NAMES(number)} ">',
    "a name that is a sign": lambda number: f'<p =" {NAMES(number)}> ">',
    "a sign after a value": lambda number: f"<p a='1'=\" {NAMES(number)}> \">",
    "a sign after a slash": lambda number: f'<p a /=" {NAMES(number)}> ">',
    "a sign in the name": lambda number: f'<p=" {NAMES(number)}> ">',
    "two signs": lambda number: f'<p a==" {NAMES(number)}> ">',
    "a long name": lambda number: "<p" + "q" * 999 + f"=' {NAMES(number)}> '>",
    "after a comment": lambda number: f'<!-- <i x="--><p {ENDS(number)}">',
    "after a script": lambda number: f'<script>a<b c="</script><p {ENDS(number)}">',
    "few but long": lambda number: f"<p {ENDS(30)} {NAMES(number)}>",
}
OTHERS: dict[str, Callable[[int], str]] = {
    "crowds that are allowed": lambda number: f"<p {NAMES(500)}>" * (number // 100),
    "starts in a row": lambda number: ("<a" * 90 + ">") * (number // 10),
    "starts in a tag": lambda number: ("<a " * 500 + ">") * (number // 100),
    "values in values": lambda number: "<a x=\"<a y='" * number,
    "values that never end": lambda number: "<p x='" * number,
    "one page in another": lambda number: "<html>" + joined("", "<html a#=1>")(number),
    "one body in another": lambda number: "<body>" + joined("", "<body a#=1>")(number),
}


@pytest.mark.parametrize("name", CROWDS)
def test_a_crowd_is_thinned_out(name: str):
    markup = f"<html><body>{CROWDS[name](5_000)}Texte</body>".encode()
    left, is_changed = without_crowds(markup)
    assert is_changed
    assert len(left) < 20_000
    root, faults = parse(markup)
    assert faults.is_crowded
    assert max(len(element.attrib) for element in root.iter()) <= 2 * MOST_ATTRIBUTES
    assert without_crowds(left) == (left, False)


@pytest.mark.parametrize("name", {**CROWDS, **OTHERS})
def test_parsing_is_linear(name: str):
    make = (CROWDS | OTHERS)[name]
    assert grows_linearly(lambda number: parse(make(number).encode()), 10_000)


def test_text_and_elements_around_a_crowd_are_kept():
    html = f"<html><body><p>Avant.</p><p id='x' {NAMES(9_000)}>Dedans.</p><p>Après.</p></body>"
    document = Document(Capture(content=html))
    assert [element.text for element in document.root.iter("p")] == ["Avant.", "Dedans.", "Après."]
    assert [element.get("id") for element in document.root.iter("p")][1] == "x"
    assert document.notes == ["too_many_attributes"]


def test_a_page_with_a_crowd_is_reported():
    html = f"<html><body><p {NAMES(9_000)}>Texte.</p></body></html>"
    assert "too_many_attributes" in newsscraper.extract(html).warnings


@pytest.mark.parametrize(
    "markup",
    [
        f"<p {NAMES(MOST_ATTRIBUTES)}>",
        f"<p title='a > b' {NAMES(40)}>",
        "<p data-x='" + "a1 a2 a3 " * 9_000 + "'>",
        "<p>" + "mot " * 9_000,
        "<script>if (a<b) { " + "mot " * 500 + "}</script>",
        "<img src=/" + "a" * 5_000 + ">",
    ],
)
def test_usual_tags_stay_as_they_are(markup: str):
    assert without_crowds(markup.encode()) == (markup.encode(), False)


def test_a_crowd_in_an_entry_of_a_feed():
    def feed(number: int) -> str:
        return (
            "<rss><channel><item><title>T</title><link>https://example.org/1</link><description>"
            f"<![CDATA[<p {NAMES(number)}>Un mot]]></description></item></channel></rss>"
        )

    [link] = newsscraper.extract(feed(5_000)).links
    assert link.teaser == "Un mot"
    assert grows_linearly(lambda number: newsscraper.extract(feed(number)).links, 10_000)
