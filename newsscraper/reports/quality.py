"""Whether the pages of a source give less than they did: what a changed layout looks like from
afar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, takewhile
from typing import Any

from newsscraper.pages.worded.article import WordedArticlePage
from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.store.quality import Quality, Source

POINTS = 20
"""The least fall that is told, in percentage points."""
PAGES = 20
"""Of so few pages, before and now, nothing is said."""

LAYOUT = "layout"
"""What a :class:`Fall` names as its field if the pages' classes are known no longer and the pages
are read by their words."""

_WORDED = WordedArticlePage.layout
_WORDS = {"body": "a body", "published": "a date", "source": "a source"}


@dataclass(frozen=True, slots=True)
class Fall:
    """A field that a source's pages give less often than before."""

    site: str
    edition: str
    source_id: str
    field: str
    """One of ``body``, ``published``, ``source``; ``layout`` if layouts that go by classes know the
    pages no longer, and the reading by words finds the same in them."""
    layout: str
    """The layout whose pages lost most of it; ``none`` where no layout knew them; the one that
    reads them now if `field` is ``layout``."""
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
    is_worded: bool = False
    """Whether pages that layouts knew by their classes are read by their words now."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; what `layout` says already is left out."""
        return {name: value for name, value in asdict(self).items() if name != "is_worded"}

    def __str__(self) -> str:
        where = f"{self.site}/{self.edition}/{self.source_id}"
        if self.field == LAYOUT:
            return (
                f"{where}: classes unknown, read by words: only {self.given} of the last"
                f" {self.pages} pages had classes that a layout knows, {self.before:.0f} % before:"
                " has the layout changed?"
            )
        layout = "no layout knows them" if self.layout == "none" else self.layout
        if self.is_worded:
            layout += ", classes unknown, read by words"
        since = f" (told since run {self.since})" if self.since is not None else ""
        return (
            f"{where}: only {self.given} of the last {self.pages} pages gave {_WORDS[self.field]}"
            f" ({layout}), {self.before:.0f} % before: has the layout changed?{since}"
        )


def falls(history: Iterable[Quality], recent: Iterable[Quality]) -> list[Fall]:
    """The fields whose share among a source's pages has fallen by twenty points or more, over
    twenty pages or more.

    What a source's newest pages give is compared with what all pages before them gave. The newest
    are the run's own; where those are fewer than twenty, the pages of the runs before it are added,
    newest run first, until there are as many. Nothing is told of a source that the run read no page
    of, that has fewer than twenty pages before or now, or whose pages of this run alone give the
    field as they should: what was broken in the runs before it is mended.

    A run in which the field had fallen is no history for that field, or else a layout that stays
    broken would become what is usual, and nobody would be told any more. Nor is a run that was
    never judged: it was killed, and abandoned.

    Args:
        history: What runs before this one counted, in any order.
        recent: What this run counted.

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
            if _has_fallen(name, usual, newest) and _has_fallen(name, usual, rows):
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
    """The fall of a source whose pages are read by their words now, and were known by their classes
    in the runs before.

    It is reported once, when it has been so for twenty pages: nothing is lost by it.
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
    """How many of the pages a layout knew by their classes."""
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
