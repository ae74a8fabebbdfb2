"""A store that another program has changed is reported in one line."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

import newsscraper
from newsscraper.store import Batch, Store, StoreError
from tests.replica import corpus, render

STORY = corpus.by_id("djazairess/fr/lepharedoran/71562")


@pytest.fixture
def store(tmp_path) -> str:
    batch = Batch()
    batch.add_article(newsscraper.extract(render.article(STORY), STORY.url).articles[0])
    with Store(str(tmp_path / "store.db"), create=True) as made:
        made.write(batch)
    return made.location


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("images", "["),
        ("images", "[" * 5000),
        ("warnings", '{"a": x}'),
        ("tags", b"\xff\x0f\x1b[2J"),
        ("tags", ""),
    ],
    ids=lambda value: str(value)[:8],
)
def test_what_is_not_json_is_reported(store, column, value):
    with closing(sqlite3.connect(store)) as file:
        file.execute(f"UPDATE articles SET {column} = ?", (value,))
        file.commit()
    with Store(store) as changed, pytest.raises(StoreError) as refused:
        list(changed.articles())
    assert str(refused.value).startswith(f"cannot read the store {store}: ")
    assert str(refused.value).isprintable()
