"""Detects sources whose pages give fewer values than before, which suggests a changed layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, takewhile
from typing import Any

from newsscraper.pages.worded.article import WordedArticlePage
from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.store.quality import Quality, Source

POINTS = 20
"""The smallest drop that is reported, in percentage points."""
PAGES = 20
"""Minimum number of pages, earlier and newest ones each, for a comparison."""

LAYOUT = "layout"
"""The `field` of a :class:`Fall` if no layout knows the pages' CSS classes any more, and the pages
are read by their wording instead."""

_WORDED = WordedArticlePage.layout
_WORDS = {"body": "a body", "published": "a date", "source": "a source"}


@dataclass(frozen=True, slots=True)
class Fall:
    """A field that the pages of a source give less often than before."""

    site: str
    edition: str
    source_id: str
    field: str
    """``body``, ``published`` or ``source``; ``layout`` if no layout knows the CSS classes of the
    pages any more, but the same values are read from their wording."""
    layout: str
    """The layout whose pages lost most values; ``none`` if no layout matched them. If `field` is
    ``layout``, the layout that reads the pages now."""
    before: float
    """Percentage of the earlier pages that gave the field."""
    now: float
    """Percentage of the newest pages that give the field."""
    given: int
    """Number of the newest pages that give the field."""
    pages: int
    """Number of the newest pages: those of the run and, if they are few, of the runs before it."""
    since: int | None = None
    """The run that first reported the drop, if every run since has reported it."""
    is_worded: bool = False
    """Whether pages with formerly known CSS classes are now read by their wording."""

    def to_dict(self) -> dict[str, Any]:
        """Return the drop as JSON types, without `is_worded`, which follows from `layout`."""
        return {name: value for name, value in asdict(self).items() if name != "is_worded"}

    def __str__(self) -> str:
        where = f"{self.site}/{self.edition}/{self.source_id}"
        if self.field == LAYOUT:
            return (
                f"{where}: unknown CSS classes, read by wording: only {self.given} of the last"
                f" {self.pages} pages had classes that a layout knows, {self.before:.0f} % before:"
                " has the layout changed?"
            )
        layout = "no layout matched" if self.layout == "none" else self.layout
        if self.is_worded:
            layout += ", unknown CSS classes, read by wording"
        since = f" (reported since run {self.since})" if self.since is not None else ""
        return (
            f"{where}: only {self.given} of the last {self.pages} pages gave {_WORDS[self.field]}"
            f" ({layout}), {self.before:.0f} % before: has the layout changed?{since}"
        )


def falls(history: Iterable[Quality], recent: Iterable[Quality]) -> list[Fall]:
    """Return the fields whose share of a source's pages has dropped by twenty points or more.

    The newest pages of a source are compared with all earlier ones. The newest pages are those of
    this run; if there are fewer than twenty, pages of earlier runs are added, newest run first,
    until there are twenty. Nothing is reported for a source if this run read none of its pages, if
    it has fewer than twenty pages before or now, or if the pages of this run alone show no drop:
    then the problem of earlier runs has been fixed.

    Runs that reported a drop of a field are not used as history for that field. Otherwise a layout
    that stays broken would become the norm and would no longer be reported. Runs that were killed
    before they were evaluated are not used either.

    Args:
        history: Counts of the earlier runs, in any order.
        recent: Counts of this run.

    """
    before, own = _by_source(history), _by_source(recent)
    found = []
    for source, rows in sorted(own.items()):
        earlier = [
            list(run)
            for _, run in groupby(
                sorted(before.get(source, ()), key=_newest_first), lambda row: row.run
            )
        ]
        newest, taken = list(rows), 0
        while taken < len(earlier) and _pages(newest) < PAGES:
            newest += earlier[taken]
            taken += 1
        older = [row for run in earlier[taken:] for row in run]
        for name in QUALITY_FIELDS:
            usual = [row for row in older if row.judged and name not in row.fell]
            if min(_pages(usual), _pages(newest)) < PAGES:
                continue
            if _has_dropped(name, usual, newest) and _has_dropped(name, usual, rows):
                layout = _layout(name, usual, newest)
                found.append(
                    Fall(
                        *source,
                        field=name,
                        layout=layout,
                        before=_percentage(name, usual),
                        now=_percentage(name, newest),
                        given=_given(name, newest),
                        pages=_pages(newest),
                        since=_since(name, earlier),
                        is_worded=layout == _WORDED and 2 * _known(usual) > _pages(usual),
                    )
                )
        if (fall := _unknown(source, rows, earlier)) is not None:
            found.append(fall)
    return found


def _unknown(
    source: Source, rows: Sequence[Quality], earlier: Sequence[Sequence[Quality]]
) -> Fall | None:
    """Return the drop of a source whose CSS classes are no longer known, if there is one.

    It is reported once, after twenty pages, since the wording of the pages still gives all values.
    """
    streak = list(takewhile(lambda run: not _known(run), earlier))
    before_this = sum(map(_pages, streak))
    usual: list[Quality] = []
    for run in earlier[len(streak) :]:
        usual += run
        if _pages(usual) >= PAGES:
            break
    newest = [*rows, *(row for run in streak for row in run)]
    before, now = _pages(usual), _pages(newest)
    worded = sum(row.pages for row in rows if row.layout == _WORDED)
    if before_this >= PAGES or min(before, now) < PAGES or 2 * worded <= _pages(rows):
        return None
    if 100 * (_known(usual) * now - _known(newest) * before) < POINTS * before * now:
        return None
    percentages = round(100 * _known(usual) / before, 1), round(100 * _known(newest) / now, 1)
    return Fall(*source, LAYOUT, _WORDED, *percentages, _known(newest), now, is_worded=True)


def _known(rows: Iterable[Quality]) -> int:
    """Return the number of pages that a layout knew by their CSS classes."""
    return sum(
        row.pages for row in rows if row.layout not in (_WORDED, "none", "GenericArticlePage")
    )


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


def _has_dropped(name: str, usual: Sequence[Quality], rows: Sequence[Quality]) -> bool:
    """Compare in integers, so that a drop of exactly twenty points counts."""
    before, now = _pages(usual), _pages(rows)
    return 100 * (_given(name, usual) * now - _given(name, rows) * before) >= POINTS * before * now


def _layout(name: str, usual: Sequence[Quality], newest: Sequence[Quality]) -> str:
    """Return the layout that lost most, compared with as many earlier pages of the source."""
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
