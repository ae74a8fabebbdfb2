"""Reading ticker snapshots with their sightings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select

from newsscraper.store import tables
from newsscraper.store.database import ReadRows
from newsscraper.store.filters import of_sites, run_numbers


def read_tickers(
    read_rows: ReadRows, sites: Iterable[str], run: int | Iterable[int] | None
) -> Iterator[dict[str, Any]]:
    """Yield ticker snapshots: see :meth:`newsscraper.store.Store.tickers`."""
    times = tables.sightings.c
    first = (
        select(times.ticker_id, func.min(times.fetched_at).label("first_seen"))
        .group_by(times.ticker_id)
        .subquery()
    )
    query = (
        select(tables.tickers, first.c.first_seen)
        .outerjoin(first, first.c.ticker_id == tables.tickers.c.id)
        .where(of_sites(tables.tickers.c.site, sites))
    )
    if run is not None:
        seen_by = select(tables.run_tickers.c.ticker_id).where(
            tables.run_tickers.c.run_id.in_(run_numbers(run))
        )
        query = query.where(tables.tickers.c.id.in_(seen_by))
    for row in read_rows(query.order_by(first.c.first_seen, tables.tickers.c.id)):
        del row["first_seen"]
        of_ticker = (
            select(times.fetched_at).where(times.ticker_id == row["id"]).order_by(times.fetched_at)
        )
        sightings = [sighting["fetched_at"] for sighting in read_rows(of_ticker)]
        yield {**row, "sightings": sightings}
