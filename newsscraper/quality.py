"""Whether the pages of a source give less than they did: what a changed layout looks like from afar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.store.quality import Quality, Source

POINTS = 20
"""The least fall that is told, in percentage points."""
PAGES = 20
"""Of so few pages, before and now, nothing is said."""

_WORDS = {"body": "a body", "published": "a date", "source": "a source"}


@dataclass(frozen=True, slots=True)
class Fall:
    """A field that a source's pages give less often than before."""

    site: str
    edition: str
    source_id: str
    field: str
    """One of ``body``, ``published``, ``source``."""
    layout: str
    """The layout whose pages lost most of it; ``none`` where no layout knew them."""
    before: float
    """Percentage of the pages before that gave it."""
    now: float
    """Percentage of the newest pages that give it."""
    given: int
    """So many of the newest pages give it."""
    pages: int
    """How many those are: the run's own and, where they are few, those of the runs before it."""
    since: int | None = None
    """The run that told it first, where earlier runs have told it without a break."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON types."""
        return asdict(self)

    def __str__(self) -> str:
        where = f"{self.site}/{self.edition}/{self.source_id}"
        layout = "no layout knows them" if self.layout == "none" else self.layout
        since = f" (told since run {self.since})" if self.since is not None else ""
        return (
            f"{where}: only {self.given} of the last {self.pages} pages gave {_WORDS[self.field]} ({layout}), "
            f"{self.before:.0f} % before: has the layout changed?{since}"
        )


def falls(history: Iterable[Quality], recent: Iterable[Quality]) -> list[Fall]:
    """The fields whose share among a source's pages has fallen by twenty points or more, over twenty pages or more.

    What a source's newest pages give is compared with what all pages before them gave. The newest are the run's own; where
    those are fewer than twenty, the pages of the runs before it are added, newest run first, until there are as many.
    Nothing is told of a source that the run read no page of, that has fewer than twenty pages before or now, or whose pages
    of this run alone give the field as they should: what was broken in the runs before it is mended.

    A run in which the field had fallen is no history for that field, or else a layout that stays broken would become
    what is usual, and nobody would be told any more. Nor is a run that was never judged: it was killed, and abandoned.

    Args:
        history: What runs before this one counted, in any order.
        recent: What this run counted.

    """
    before, own = _by_source(history), _by_source(recent)
    found = []
    for source, rows in sorted(own.items()):
        earlier = [list(run) for _, run in groupby(sorted(before.get(source, ()), key=_newest_first), lambda row: row.run)]
        newest, taken = list(rows), 0
        while taken < len(earlier) and _pages(newest) < PAGES:
            newest += earlier[taken]
            taken += 1
        older = [row for run in earlier[taken:] for row in run]
        for name in QUALITY_FIELDS:
            usual = [row for row in older if row.judged and name not in row.fell]
            if min(_pages(usual), _pages(newest)) < PAGES:
                continue
            if _has_fallen(name, usual, newest) and _has_fallen(name, usual, rows):
                found.append(
                    Fall(
                        *source, field=name, layout=_layout(name, usual, newest), before=_percentage(name, usual),
                        now=_percentage(name, newest), given=_given(name, newest), pages=_pages(newest),
                        since=_since(name, earlier),
                    )
                )  # fmt: skip
    return found


def _by_source(rows: Iterable[Quality]) -> dict[Source, list[Quality]]:
    found: dict[Source, list[Quality]] = {}
    for row in rows:
        if row.pages > 0:
            found.setdefault((row.site, row.edition, row.source_id), []).append(row)
    return found


def _newest_first(row: Quality) -> int:
    return -row.run


def _pages(rows: Iterable[Quality]) -> int:
    return sum(row.pages for row in rows)


def _given(name: str, rows: Iterable[Quality]) -> int:
    return sum(getattr(row, name) for row in rows)


def _percentage(name: str, rows: Sequence[Quality]) -> float:
    return round(100 * _given(name, rows) / _pages(rows), 1)


def _has_fallen(name: str, usual: Sequence[Quality], rows: Sequence[Quality]) -> bool:
    """In whole numbers, so that a fall of twenty points exactly is one."""
    before, now = _pages(usual), _pages(rows)
    return 100 * (_given(name, usual) * now - _given(name, rows) * before) >= POINTS * before * now


def _layout(name: str, usual: Sequence[Quality], newest: Sequence[Quality]) -> str:
    """The layout that lacks most, measured by what as many pages of the source gave before."""
    lost: dict[str, int] = {}
    before, given = _pages(usual), _given(name, usual)
    for row in newest:
        lost[row.layout] = lost.get(row.layout, 0) + row.pages * given - getattr(row, name) * before
    return max(sorted(lost), key=lambda layout: lost[layout])


def _since(name: str, earlier: Sequence[Sequence[Quality]]) -> int | None:
    first = None
    for run in earlier:
        if run[0].judged and name not in run[0].fell:
            break
        if run[0].judged:
            first = run[0].run
    return first
