"""The words in class names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.pages.generic.names import name_keys


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        ("", ()),
        ("story", ("story",)),
        ("ArticleBody__main", ("article", "body", "main", "articlebody__main")),
        ("entry-content  entry-content", ("entry", "content", "entry-content")),
        ("post-1234", ("post", "post-#")),
        ("col-md-12", ("col", "md", "col-md-#")),
        ("HTMLText", ("html", "text")),
        ("a b-c", ("b-c",)),
        ("12 34", ()),
        ("نص", ()),
    ],
)
def test_words_and_names(names: str, keys: tuple[str, ...]):
    assert name_keys(names) == keys


def test_numbers_do_not_make_names_differ():
    assert name_keys("post-1") == name_keys("post-20")


@given(st.text(max_size=500))
def test_any_names_give_few_keys_in_lower_case(names: str):
    keys = name_keys(names)
    assert len(keys) == len(set(keys)) <= 24
    assert all(key == key.lower() and len(key) > 1 for key in keys)
