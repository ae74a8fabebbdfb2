"""A reader of CommonMark reads the text of any page back."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsscraper.items import markdown as plain_markdown
from newsscraper.text.cleaning import clean
from tests.pages.markdown.reading import blocks_of, markdown, parser, plain, words

pytest.importorskip("markdown_it")

LETTERS = "aZé7 كتاب_*`[]()<>#&;|\\!~-+=.:1\"'«»$€^{}\u00a0\u200f\u0301\u200c\n"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=12).map(escape)
INLINE = st.recursive(
    TEXTS,
    lambda inside: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["b", "i", "em", "strong", "code", "span", "a href='/x(1)_y*'", "a"]),
        st.lists(inside, max_size=3),
    ),
    max_leaves=8,
)
LINE = st.lists(INLINE | st.just("<br>"), max_size=4).map("".join)
PAGES = st.recursive(
    st.builds(
        lambda tag, text: f"<{tag}>{text}</{tag}>",
        st.sampled_from(["p", "h1", "h3", "div", "pre", "li"]),
        LINE,
    ),
    lambda inside: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["ul", "ol", "ol start=7", "li", "blockquote", "div", "tr", "td", "th"]),
        st.lists(inside, max_size=3),
    ),
    max_leaves=8,
)
CELLS = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>",
    st.sampled_from(["td", "th", "td colspan=2", "td rowspan=2"]),
    LINE,
)
EMPHASIS = st.lists(
    st.tuples(
        st.sampled_from(
            ["{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>", "<a href='/x'>{}</a>"]
        ),
        st.sampled_from(["a", "(", ".", " ", " a", "a ", "*", "_", "€", "!", "<i>b</i>c", "«ب»"]),
    ).map(lambda pair: pair[0].format(pair[1])),
    max_size=7,
).map(lambda parts: f"<p>{''.join(parts)}</p>")
TABLES = st.lists(st.lists(CELLS, max_size=3).map("".join), max_size=4).map(
    lambda rows: f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PAGES | TABLES | LINE | EMPHASIS, max_size=4).map("".join))
@example("<p>hey!<a href='/x'>l</a>")
@example("<p><b>a<i>b</i></b><i>c</i>")
@example("<p>a<b>(b)</b>c<i>d</i></p>")
@example("<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol><ol><li>d</li></ol>")
@example("<p>a | b<br>--- | ---<br>===")
@example("<p>12<b>.</b> x<br>12. x<br>\u200f- x<br>\u00a0# x")
def test_a_page_reads_back_as_the_same_words(page):
    written = markdown(page)
    if written is not None:
        blocks = blocks_of(page)
        expected = [
            word for block in range(len(blocks)) for word in clean(blocks.raw(block)).split()
        ]
        assert words(written) == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.sampled_from(LETTERS)).map(clean).filter(bool), min_size=1, max_size=3))
def test_paragraphs_read_back_as_the_same_paragraphs(paragraphs):
    written = plain_markdown.of_paragraphs("\n\n".join(paragraphs))
    tokens = [token for token in parser().parse(written) if token.type == "inline"]
    assert [plain(token.children) for token in tokens] == paragraphs
    assert written.count("\n\n") == len(paragraphs) - 1
