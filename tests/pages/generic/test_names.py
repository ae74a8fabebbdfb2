"""The words in class names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.pages.generic.names import name_keys, names_in


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("story", ["story"]),
        ("ArticleBody__main", ["article", "body", "main", "articlebody__main"]),
        ("entry-content", ["entry", "content", "entry-content"]),
        ("article_body-text", ["article", "body", "text", "article_body-text"]),
        ("post-1234", ["post", "post-#"]),
        ("col-md-12", ["col", "md", "col-md-#"]),
        ("_story", ["story", "_story"]),
        ("article__body", ["article", "body", "article__body"]),
        ("HTMLText", ["html", "text"]),
        ("SIDEBAR", ["sidebar"]),
        ("12", []),
        ("نص", []),
    ],
)
def test_words_and_the_name_itself(name: str, keys: list[str]):
    assert name_keys(name) == keys


def test_names_are_separated_by_spaces():
    assert names_in("entry-content  wide\nmain") == ["entry-content", "wide", "main"]
    assert names_in("") == []


def test_numbers_do_not_make_names_differ():
    assert name_keys("post-1") == name_keys("post-20")


@given(st.text(max_size=500))
def test_any_names_give_few_keys_in_lower_case(names: str):
    for name in names_in(names):
        keys = name_keys(name)
        assert len(keys) <= len(name)
        assert all(key == key.lower() for key in keys)
