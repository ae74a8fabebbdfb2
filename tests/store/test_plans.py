"""Queries that run often use an index, however large the store is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, text

from newsscraper.store import Store
from tests.store.ledger import Ledger, article, visit

TODAY = date(2026, 1, 31)


@pytest.fixture
def store(store_url):
    with Store(store_url, create=True) as opened:
        ledger = Ledger(opened)
        run = ledger.begin().number
        ledger.add(run, visit(1), visit(2))
        ledger.write(run, article(1))
        yield opened


def plans(store: Store, ask) -> list[str]:
    """The plan of each statement that `ask` makes the store execute."""
    engine = store._database._engine
    asked: list[tuple[str, Any]] = []

    def note(connection, cursor, statement, parameters, context, many) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    found = []
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":  # which reads a small table as a whole
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            connection.execute(text("SET LOCAL enable_bitmapscan = off"))
        for statement, parameters in asked:
            rows = connection.exec_driver_sql(explain + statement, parameters)
            found.append("\n".join(str(row[-1]) for row in rows))
    return found


def test_an_overview_reads_neither_articles_nor_settled_urls(store):
    found = plans(store, lambda: store.overview(today=TODAY))
    of_articles = [plan for plan in found if "articles_by_source" in plan]
    assert len(of_articles) == 1
    assert of_articles[0].count("articles_by_source") == 1, "the articles are counted once"
    assert "COVERING INDEX" in of_articles[0] or "Index Only Scan" in of_articles[0]
    of_urls = found[-1]
    assert "(site=? AND state=?)" in of_urls or "(state = ANY" in of_urls, of_urls


@pytest.mark.parametrize("since", [None, "2026-01-01"])
def test_the_newest_articles_are_found_without_sorting(store, since):
    [plan] = plans(store, lambda: [*iter(store.articles(since=since, limit=10))])
    assert "articles_by_date" in plan
    assert "SORT" not in plan.upper(), plan
    assert "TEMP B-TREE" not in plan, plan
