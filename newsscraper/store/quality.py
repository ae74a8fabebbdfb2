"""How whole the pages of a run's sources were, run by run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, select

from newsscraper.store import tables
from newsscraper.store.batch import QUALITY_FIELDS

_RUNS = 200
"""So many runs that tell something of a field are read of a source: two hundred pages at least."""

Source = tuple[str, str, str]
"""Site, edition and source."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What a run counted of a source's article pages in one layout."""

    run: int
    site: str
    edition: str
    source_id: str
    layout: str
    """``none`` where no layout knew the page."""
    pages: int
    body: int = 0
    published: int = 0
    source: int = 0
    judged: bool = True
    """Whether the run has ended and was looked at; one that was killed and abandoned was not."""
    fell: frozenset[str] = frozenset()
    """The fields of the source that were found fallen in that run."""


def of_run(rows: Callable[[Executable], Iterator[dict[str, Any]]], run: int) -> Iterator[Quality]:
    """What was counted of the sources that a run read, by that run and by those before it, newest
    first for each source.

    Runs in which a field had fallen do not count for where the reading ends: however long it stays
        so, what was before is there.

    Args:
        rows: Reads a query.
        run: Number of the run.

    """
    table = tables.quality.c
    sources = list(
        rows(
            select(table.site, table.edition, table.source_id).where(table.run_id == run).distinct()
        )
    )
    judged, fell = _judgements(rows, run) if sources else (set(), {})
    for source in sources:
        key = (source["site"], source["edition"], source["source_id"])
        query = select(tables.quality).where(
            table.site == key[0],
            table.edition == key[1],
            table.source_id == key[2],
            table.run_id <= run,
        )
        telling: Counter[str] = Counter()
        last = run
        for row in rows(query.order_by(table.run_id.desc(), table.layout)):
            number = row.pop("run_id")
            fallen = frozenset(fell.get((number, *key), ()))
            if number != last:
                if all(telling[name] >= _RUNS for name in QUALITY_FIELDS):
                    break
                last = number
                telling.update(
                    name for name in QUALITY_FIELDS if number in judged and name not in fallen
                )
            yield Quality(number, **row, judged=number in judged, fell=fallen)


def _judgements(
    rows: Callable[[Executable], Iterator[dict[str, Any]]], run: int
) -> tuple[set[int], dict[tuple[int, str, str, str], set[str]]]:
    """Which earlier runs were looked at, and what had fallen in them, by run and source."""
    table = tables.runs.c
    query = select(
        table.id,
        table.report.is_not(None).label("judged"),
        table.report["suspicions"].label("suspicions"),
    )
    judged: set[int] = set()
    fell: dict[tuple[int, str, str, str], set[str]] = {}
    for row in rows(query.where(table.id < run)):
        if row["judged"]:
            judged.add(row["id"])
        for told in row["suspicions"] or ():
            fell.setdefault(
                (row["id"], told["site"], told["edition"], told["source_id"]), set()
            ).add(told["field"])
    return judged, fell
