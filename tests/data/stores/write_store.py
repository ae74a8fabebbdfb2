"""Write a small store with the newsscraper on the path, and dump it as SQL: see README.md.

It runs with the code of every schema so far, so it imports from wherever the names were then.
"""

from __future__ import annotations

import importlib
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from newsscraper.store import Batch, Store, tables

FOLDER = Path(__file__).parent
SCOPE = {"site": "maghress", "editions": ["fr"], "sources": [], "limit": None}
LISTING = "https://www.maghress.com/fr/atlasmatin"
URL_ROW = {
    "status": 200,
    "cause": None,
    "reason": None,
    "etag": None,
    "last_modified": None,
    "visited_at": "2026-01-30T12:00:03Z",
    "next_visit": None,
    "tries": 0,
    "article_id": None,
    "stretch": None,
}


def module(*names: str) -> Any:
    """Return the first of these modules that exists."""
    for name in names:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise ImportError(names[0])


records = module("newsscraper.items.records", "newsscraper.items")


def article(row: dict[str, Any], ticker: Any = None) -> Any:
    images = [records.Image(**image) for image in row["images"]]
    raw = records.RawArticle("test")
    return records.Article(raw=raw, **{**row, "images": images}, ticker=ticker)


def write(store: Store, data: dict[str, Any]) -> None:
    """Write three articles (one was edited), a ticker, its sources, and one run."""
    ticker_row = data["ticker"]
    items = [records.TickerItem(**item) for item in ticker_row["items"]]
    ticker = records.TickerSnapshot(**{**ticker_row, "items": items})
    edited = data["articles"][1]
    full, current, other = (
        article(row, ticker if row["ticker_id"] else None) for row in data["articles"]
    )
    earlier = article({**edited, **data["earlier"]})
    has_ledger = "urls" in tables.metadata.tables
    runs = getattr(store, "runs", None)  # methods of the store, up to schema 3
    if has_ledger:
        begin = runs.begin_or_resume if runs else store.begin_or_resume
        run = begin("maghress", SCOPE, editions=["fr"]).number
        write_ledger(store, run, full, edited)
    else:
        run = store.begin_run("maghress", SCOPE)
    for found in ((earlier,), (full, current), (other,)):
        batch = Batch()
        for one in found:
            batch.add_article(one)
        store.write(batch, run)
        if "exports" in tables.metadata.tables and found == (earlier,):
            exports = getattr(store, "exports", None)
            begin_part = exports.begin_part if runs else store.begin_part
            finish_part = exports.finish_part if runs else store.finish_part
            scope = {"output": "daily.jsonl"}
            finish_part("daily", begin_part("daily", scope))
    if "takedowns" in tables.metadata.tables:
        store.takedowns.take_down(store.takedowns.find([f"{LISTING}/90"]))
    report = {"pages": 3, "suspicions": []}
    is_open = {"is_open": True} if has_ledger else {}
    (runs.finish if runs else store.finish_run)(run, "limit", report, **is_open)


def write_ledger(store: Store, run: int, full: Any, edited: dict[str, Any]) -> None:
    """Write URLs in every state, with a value in every column, and a stretch."""
    visits = module("newsscraper.store.visits", "newsscraper.visits")
    names = ("full", "edited", "queued", "failed", "gone")
    urls = {name: f"{LISTING}/{number}" for number, name in enumerate(names, 4)}
    urls |= {"full": full.url, "edited": edited["url"]}
    batch = Batch()
    for name, url in urls.items():
        batch.found[url] = visits.Visit(
            url,
            "maghress",
            "fr",
            "atlasmatin",
            "article",
            priority=10,
            depth=2,
            found_on=LISTING,
            request={"headers": {"Accept": ["text/html"]}} if name == "queued" else None,
        )
    store.write(batch, run)
    store.write(Batch(), run, lease=len(urls))
    batch = Batch()
    stretch = visits.Stretch("maghress", "fr", "atlasmatin", 6, 1, "2026-01-01", '"e"', "Thu")
    for name, row in {
        "full": {"state": "done", "article_id": full.id, "etag": '"f"', "stretch": stretch},
        "edited": {"state": "done", "article_id": edited["id"], "last_modified": "Thu"},
        "queued": {"state": "queued"},
        "failed": {
            "state": "failed",
            "status": 500,
            "cause": "http_5xx",
            "reason": "500 Internal Server Error",
            "next_visit": "2026-01-31T12:00:00Z",
            "tries": 3,
        },
        "gone": {"state": "gone", "status": 404, "cause": "http_404", "reason": "404 Not Found"},
    }.items():
        batch.outcomes[urls[name]] = {**URL_ROW, **row, "key": urls[name]}
    store.write(batch, run)


if __name__ == "__main__":
    database = Path(sys.argv[1])
    data = json.loads((FOLDER / "records.json").read_text(encoding="utf-8"))
    # Fields that were declared since are null, also where a new record has an empty list.
    nothing = dict.fromkeys(getattr(records, "ARTICLE_FIELDS", ()))
    data["articles"] = [{**nothing, **row} for row in data["articles"]]
    with Store(str(database), create=True) as store:
        write(store, data)
    with sqlite3.connect(database) as connection:
        (version,) = connection.execute("SELECT value FROM newsscraper").fetchone()
        lines = "\n".join(connection.iterdump())
    target = FOLDER / f"schema-{version}.sql"
    target.write_text(lines + "\n", encoding="utf-8")
    print(target)
