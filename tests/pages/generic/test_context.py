"""What a page's head says, read without trust."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from newsscraper.pages.generic.context import Context, letters_of
from tests.pages.generic.trees import tree

HEAD = """
    <title>Le port rouvre</title>
    <meta property="og:title" content="Le port de Larache rouvre">
    <meta name="Description" content="Deux semaines">
    <meta property="og:description" content="après la tempête">
    <meta property="og:type" content=" Article ">
    <script type="application/ld+json">
        {"@type": ["NewsArticle"],
         "articleBody": "Le port \\u00ab&nbsp;rouvre&nbsp;\\u00bb, dit-il."}
    </script>
    <script>{"@type": "Product"}</script>
"""


def test_all_statements():
    root = tree("<p>x</p>", HEAD)
    root.set("class", "js")
    root.find("body").set("class", "single post")
    found = Context.of(root)
    assert found.title == "Le port de Larache rouvre"
    assert found.description == "Deux semaines après la tempête"
    assert found.types == {"newsarticle", "og:article"}
    assert found.metadata == {"og:title", "description", "og:description", "og:type"}
    assert found.names == "js single post"
    assert found.body == "leportrouvreditil"


def test_a_page_without_a_head_says_nothing():
    assert Context.of(tree("<p>x</p>")) == Context()


def test_the_longest_title_and_text_count():
    head = (
        "<title>Court</title><title>Un autre titre bien plus long</title>"
        '<meta name="title" content="Un titre long">'
        '<script type="application/ld+json">[{"articleBody":"a"},{"articleBody":"bcd"}]</script>'
    )
    found = Context.of(tree("", head))
    assert found.title == "Un titre long"  # of the title elements the first counts
    assert found.body == "bcd"


def test_invalid_json_gives_no_text():
    head = '<script type="application/ld+json">{"articleBody":"a \\x b"}</script>'
    assert Context.of(tree("", head)).body == ""


def test_letters():
    assert letters_of("Le_port, 3 fois: نعم!") == "leport3foisنعم"


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_statement_raises(script: str, content: str):
    root = tree("<p>x</p>", "<script type='application/ld+json'></script><meta name='title'>")
    data = json.dumps({"@type": content, "articleBody": content})
    for text in (script, data, data[:-3]):
        root.find(".//script").text = "".join(filter(str.isprintable, text))
        assert isinstance(Context.of(root), Context)
