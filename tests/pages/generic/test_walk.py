"""The walk divides a page into blocks and loses none of its visible text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from newsscraper.pages.blocks import BLOCK_TAGS
from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.walk import MOST_BLOCKS, page_blocks, walk
from tests.pages.generic.trees import blocks_of, tree

SKIPPED = (
    "script style noscript template iframe object embed select option textarea input svg canvas"
    " video audio map head title datalist math".split()
)


@pytest.mark.parametrize("tag", sorted(BLOCK_TAGS - {"body", "br", "hr"}))
def test_a_block_element_ends_the_text_before_it_and_its_own(tag: str):
    root = tree("")
    body = root.find("body")
    body.text = "before"
    element = etree.SubElement(body, tag)
    element.text, element.tail = "inside", "after"
    assert walk(body, everything=True).texts == ["before", "inside", "after"]
    is_frame = tag in ("nav", "footer")
    assert walk(body).texts == (["before", "after"] if is_frame else ["before", "inside", "after"])


@pytest.mark.parametrize("tag", ["nav", "footer"])
@pytest.mark.parametrize(
    "content",
    [f"<p>{'Lorem ipsum. ' * 7}</p>", "<article>x</article>", "<main>x</main>", "<h1>x</h1>"],
)
def test_an_element_that_is_not_closed_may_be_around_the_text(tag: str, content: str):
    found = blocks_of(f"<{tag}><ul><li>Menu</li></ul><nav>Pages</nav><div>{content}</div>")
    assert found.texts[:2] == ["Menu", "Pages"]
    assert len(found) == 3


def test_the_foot_of_a_quotation_is_text():
    found = blocks_of("<blockquote><p>one</p><footer>two</footer></blockquote><footer>x</footer>")
    assert found.texts == ["one", "two"]


def test_a_page_with_hardly_any_text_is_read_whole():
    root = tree("<nav>one</nav><p>two</p><noscript>three</noscript><footer>four</footer>")
    assert page_blocks(root).texts == ["one", "two", "three", "four"]
    long = tree(f"<nav>one</nav><p>{'two ' * 200}</p><footer>four</footer>")
    assert len(page_blocks(long)) == 1


def test_inline_elements_do_not_divide_text():
    found = blocks_of("<p>a<b>b</b><span>c <i>d</i></span>e <a href='/x'>f</a></p>")
    assert found.texts == ["abc de f"]


def test_a_line_break_begins_a_block_and_is_counted():
    found = blocks_of("<p>one<br>two<br><br>three</p><p>four</p>")
    assert found.texts == ["one", "two", "three", "four"]
    assert found.breaks == [0, 1, 2, 0]
    assert len(set(found.owners[:3])) == 1


def test_text_is_on_one_line_and_is_kept_as_printed():
    found = blocks_of("<p>\n one\n   two\u00a0 <b>three</b>\n</p>")
    assert found.texts == ["one two three"]
    assert found.raw(0) == "\n one\n   two\u00a0 three\n"


def test_blocks_of_white_space_are_left_out():
    found = blocks_of("<div> <p>\n</p>\u00a0<p>one</p> </div>")
    assert found.texts == ["one"]
    assert found.raw(0) == "one"


@pytest.mark.parametrize("tag", SKIPPED)
def test_the_content_of_some_elements_is_no_text(tag: str):
    body = tree("").find("body")
    body.text = "before "
    element = etree.SubElement(body, tag)
    element.text, element.tail = "code", "after"
    inner = etree.SubElement(element, "p")
    inner.text, inner.tail = "code", "code"
    assert walk(body).texts == ["before after"]


def test_comments_and_instructions_are_no_text_but_what_follows_is():
    found = blocks_of("<p>one<!-- x --> two<?php x ?> three</p><script>a<!-- b -->c</script>")
    assert found.texts == ["one two three"]


@pytest.mark.parametrize("style", ["display:none", "color:red; display: none", "visibility:hidden"])
def test_an_inline_element_that_is_not_displayed_is_left_out(style: str):
    found = blocks_of(f"<p>one <span style='{style}'>two <b>three</b><br></span>four</p>")
    assert found.texts == ["one four"]
    assert found.emphasised == [0]


def test_links_and_emphasis_end_with_an_undisplayed_element():
    found = blocks_of("<p><a style='display:none'>x</a><b style='display:none'>x</b>one</p>")
    assert (found.linked, found.emphasised) == ([0], [0])


@pytest.mark.parametrize(
    "attribute",
    ["hidden", "style='display: none'", "style='visibility:hidden'", "aria-hidden=true"],
)
def test_a_block_element_that_is_not_displayed_is_marked_with_all_inside(attribute: str):
    found = blocks_of(f"<div {attribute}><div>one</div></div><div aria-hidden=false>two</div>")
    assert found.texts == ["one", "two"]
    assert [found.containers.hidden[owner] for owner in found.owners] == [True, False]


def test_links_are_counted_with_their_characters():
    found = blocks_of("<p>one <a href='/1'>two</a> <a href='/2'><b>four</b></a></p><p>five</p>")
    assert found.links == [2, 0]
    assert found.linked == [7, 0]
    assert found.emphasised == [4, 0]


def test_a_link_around_blocks_covers_them_all():
    found = blocks_of("<a href='/1'><p>one</p><p>two</p></a><p>three</p>")
    assert found.linked == [3, 3, 0]


def test_images_count_for_the_next_block():
    found = blocks_of("<p><img src=a></p><p><img src=b>one</p><p>two</p>")
    assert found.images == [2, 0]


def test_names_of_inline_and_of_block_elements():
    found = blocks_of(
        "<div class='story' id=main role=article data-x=y><p><span class=lead>one</span></p></div>"
    )
    assert found.inline_names == ["lead"]
    assert "story main article" in found.containers.names
    assert not any("y" in names.split() for names in found.containers.names)


def test_containers_know_their_parents_and_blocks():
    found = blocks_of("<div><p>one</p><ul><li>two</li><li>three</li></ul></div><p>four</p>")
    containers = found.containers
    assert containers.tags == ["body", "div", "p", "ul", "li", "li", "p"]
    assert containers.parents == [0, 0, 1, 1, 3, 3, 0]
    spans = list(zip(containers.firsts, containers.ends, strict=True))
    assert spans == [(0, 4), (0, 3), (0, 1), (1, 3), (1, 2), (2, 3), (3, 4)]
    assert found.owners == [2, 4, 5, 6]


def test_pieces_name_the_node_that_has_them():
    found = blocks_of("<p>one <b>two</b> three</p>")
    places = list(zip(found.pieces, found.nodes, found.are_tails, strict=True))
    assert [(text, node.tag, is_tail) for text, node, is_tail in places] == [
        ("one ", "p", False),
        ("two", "b", False),
        (" three", "b", True),
    ]


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_as_many_blocks_as_are_read_and_a_last_line_outside_them(more: int):
    """The last line may be the one that is too many: it ends only with the page."""
    found = blocks_of("<p>one</p>" * (MOST_BLOCKS + more) + "last")
    assert len(found) == MOST_BLOCKS
    assert found.is_cut
    assert found.containers.ends[0] == MOST_BLOCKS
    assert ("last" in found.texts) == (more < 0)


@pytest.mark.parametrize("tag", ["div", "span", "a", "b", "script"])
def test_thousands_of_levels(tag: str):
    root = element = etree.Element("body")
    for _ in range(5_000):
        element = etree.SubElement(element, tag)
        element.tail = "."
    element.text = "text"
    found = walk(root)
    assert "".join(found.texts).count(".") == (1 if tag == "script" else 5_000)
    assert any("text" in text for text in found.texts) == (tag != "script")


def test_an_empty_page_has_no_blocks():
    found = blocks_of("")
    assert len(found) == 0
    assert found.containers.tags == ["body"]
    assert found.containers.ends == [0]


PIECES = (
    "<p> </p> <div> </div> <span> </span> <a> </a> <b> <br> <!--x--> <script> </script> <li> <ul>"
    " <table> <tr> <td> text, &nbsp; <img> <h1> <svg> </svg> <textarea> </b> <section> \n"
    " <select><option> كلمة <style> </style> <noscript> <pre> <template>"
).split(" ")


def visible(element: etree._Element) -> list[str]:
    """The texts of an element that are shown, by another way: one query."""
    silent = " or ".join(f"ancestor-or-self::{tag}" for tag in SKIPPED)
    return element.xpath(f".//text()[not(parent::*[{silent}])]")


def assert_complete(found: Blocks, body: etree._Element) -> None:
    # The tail of a skipped element is a text node whose parent in XPath is the element around.
    assert "".join("".join(found.texts).split()) == "".join("".join(visible(body)).split())
    assert all(text == " ".join(text.split()) != "" for text in found.texts)
    number = len(found)
    assert {
        len(column)
        for column in (
            *(found.owners, found.linked, found.links, found.emphasised, found.inline_names),
            *(found.breaks, found.images, found.starts),
        )
    } == {number}
    assert [" ".join(found.raw(block).split()) for block in range(number)] == found.texts
    assert all(linked <= len(text) for linked, text in zip(found.linked, found.texts, strict=True))
    containers = found.containers
    for owner, (first, end) in enumerate(zip(containers.firsts, containers.ends, strict=True)):
        assert 0 <= first <= end <= number
        parent = containers.parents[owner]
        assert containers.firsts[parent] <= first <= end <= containers.ends[parent]
    for block, owner in enumerate(found.owners):
        assert containers.firsts[owner] <= block < containers.ends[owner]


@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join) | st.text(max_size=80))
@example("a<br><br>b<script>c</script>d")
@settings(deadline=None, max_examples=300)
def test_blocks_have_all_visible_text_of_any_page(content: str):
    body = tree(f"<p>start</p>{content}").find("body")
    assert_complete(walk(body), body)
