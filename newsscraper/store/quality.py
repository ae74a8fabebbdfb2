"""Counts of how complete the article pages of each source were, run by run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from newsscraper.store import tables
from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.store.database import ReadRows

_ENOUGH_RUNS = 200
"""Per source, runs are read until this many count for each field.

Each of them has at least one page of the source, so these are at least two hundred pages.
"""

Source = tuple[str, str, str]
"""Site, edition and source."""


@dataclass(frozen=True, slots=True)
class Quality:
    """The counts of one run over the article pages of one source in one layout."""

    run: int
    site: str
    edition: str
    source_id: str
    layout: str
    """``none`` if no layout matched the pages."""
    pages: int
    body: int = 0
    published: int = 0
    source: int = 0
    judged: bool = True
    """Whether the run was checked at its end; a run that was killed and not resumed was not."""
    fell: frozenset[str] = frozenset()
    """The fields that fewer pages had in that run than before, as its check reported."""


def read_quality(read_rows: ReadRows, run: int) -> Iterator[Quality]:
    """Yield the counts of the sources that a run read, newest first per source.

    The counts are those of this run and of earlier ones. Reading stops after enough runs. Runs
    whose check reported a drop of a field do not count for that field, so the counts from before
    the drop are included, however long it lasts.

    Args:
        read_rows: Runs a query on the store.
        run: Number of the run.

    """
    table = tables.quality.c
    query = select(table.site, table.edition, table.source_id)
    sources = list(read_rows(query.where(table.run_id == run).distinct()))
    judged, fell = _judgements(read_rows, run) if sources else (set(), {})
    for source in sources:
        key = (source["site"], source["edition"], source["source_id"])
        counts = select(tables.quality).where(
            table.site == key[0],
            table.edition == key[1],
            table.source_id == key[2],
            table.run_id <= run,
        )
        runs_of_field: Counter[str] = Counter()
        last = run
        for row in read_rows(counts.order_by(table.run_id.desc(), table.layout)):
            number = row.pop("run_id")
            fallen = frozenset(fell.get((number, *key), ()))
            if number != last:
                if all(runs_of_field[name] >= _ENOUGH_RUNS for name in QUALITY_FIELDS):
                    break
                last = number
                runs_of_field.update(
                    name for name in QUALITY_FIELDS if number in judged and name not in fallen
                )
            yield Quality(number, **row, judged=number in judged, fell=fallen)


def _judgements(
    read_rows: ReadRows, run: int
) -> tuple[set[int], dict[tuple[int, str, str, str], set[str]]]:
    """Return the earlier runs that were checked, and the fields that had dropped in each of them.

    The key of these fields is the run and the source.
    """
    table = tables.runs.c
    query = select(
        table.id,
        table.report.is_not(None).label("judged"),
        table.report["suspicions"].label("suspicions"),
    )
    judged: set[int] = set()
    fell: dict[tuple[int, str, str, str], set[str]] = {}
    for row in read_rows(query.where(table.id < run)):
        if row["judged"]:
            judged.add(row["id"])
        for suspicion in row["suspicions"] or ():
            key = (row["id"], suspicion["site"], suspicion["edition"], suspicion["source_id"])
            fell.setdefault(key, set()).add(suspicion["field"])
    return judged, fell
