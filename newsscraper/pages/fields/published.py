"""When an article was published: the dates of metadata, print and address, weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, cast

from lxml import etree

from newsscraper.dates import parse_date
from newsscraper.dates.world_months import month_number
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.fields.hints import Hints
from newsscraper.pages.fields.metadata import Metadata
from newsscraper.pages.fields.printed_dates import (
    PrintedDate,
    Says,
    of_elements,
    said_anywhere,
)
from newsscraper.pages.fields.stated_dates import (
    StatedDate,
    read_date,
    script_published,
    uncertain_published,
)
from newsscraper.text.cleaning import clean

_MAX_START = 20
_MAY_BE_HEADLINE = "h2 h3 h4 h5 h6 p div span td a strong b legend caption".split()
_IN_ADDRESS = re.compile(r"[/=_-]((?:19|20)\d\d)(?:([/_-])(\d\d?)\2(\d\d?)|(\d\d)(\d\d))(?=\D|$)")
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d\d?)(?=[/.?]|$)")
_DAY = timedelta(days=1)
_NEAR = {Says.PUBLISHED: 25, Says.NOTHING: 14, Says.UPDATED: 25}
"""How many texts may stand between the headline and its date."""
FARTHEST = max(_NEAR.values())
"""Texts farther from the headline than this are not searched for its date."""
_LEAD = 6
"""How many texts later a date may stand that says that it is of the publication."""
_MARKED = etree.XPath(
    "descendant::*[@itemprop][contains(@itemprop,'datePublished') and not(self::meta)]"
)
"""Takes a third of the time of a walk over all names, so it is worth it on a page with a printed
date too: only the mark has the time, and disputes a wrong one."""
_MAX_MARKED = 60
_MAX_RELATIVE = 5


class Published(NamedTuple):
    """The date of publication with its witness."""

    text: str | None = None
    """As the page has it; also if it could not be used."""
    day: date | None = None
    """The day at the place of publication; ``None`` if it is not certain."""
    at: datetime | None = None
    """The time with its zone, if the page gives one."""
    witness: str | None = None
    """``json-ld``, ``opengraph``, ``meta``, ``microdata``, ``script``, ``printed`` or ``url``."""
    is_disputed: bool = False
    """Whether metadata and print are more than a day apart."""

    @property
    def iso(self) -> str | None:
        """The time as ISO 8601, else the day."""
        if self.at is not None:
            return self.at.isoformat()
        return self.day.isoformat() if self.day is not None else None


class Around(NamedTuple):
    """The dates printed around a headline."""

    after: Sequence[PrintedDate] = ()
    before: Sequence[PrintedDate] = ()


def with_text(root: etree._Element, headline: str) -> etree._Element | None:
    """The first element that contains the headline and no other text."""
    wanted = clean(headline)
    start = wanted[:_MAX_START]
    for element in root.iter(*_MAY_BE_HEADLINE):
        text = element.text
        if text and start in text and clean(text) == wanted:
            return element
    return None


def weigh_published(
    elements: Elements,
    metadata: Metadata,
    near: Around,
    stated: list[StatedDate],
    changes: Callable[[], list[StatedDate]],
    hints: Callable[[], Hints],
    url: str | None,
    until: datetime | None = None,
) -> Published:
    """Choose between the dates of metadata, print and address.

    Args:
        elements: The elements of the page.
        metadata: The page's metadata.
        near: The dates printed around the headline.
        stated: The dates of publication in the metadata.
        changes: Returns the dates of changes in the metadata.
        hints: Returns the elements that are named after a date.
        url: The page's address, if known.
        until: Time of the fetch.

    """
    latest = ((until or datetime.now(UTC)) + _DAY).date()
    stated = [entry for entry in stated if entry.day <= latest]
    address = _in_address(url, latest)
    if len(days := {entry.day for entry in stated}) == 1 and _is_confirmed(days, address, near):
        return _as_stated(_with_clock(stated))
    stated = stated or _marked(elements.root, metadata.language, latest)
    modified = {entry.day for entry in changes()}
    known = {entry.day for entry in stated} | ({address} if address else set())
    usable = list(_usable(near, known, modified, latest))
    printed = _of_publication(usable)
    if stated:
        return _with_print(stated, usable, printed, modified, address)
    if printed is not None and printed.says is not Says.UPDATED:
        return _as_printed(printed)
    for entry in uncertain_published(metadata):
        if entry.day <= latest:
            return _as_stated(entry)
    changed = {day for entry in near.after if entry.says is Says.UPDATED for day in entry.days}
    elsewhere = _elsewhere(elements.root, hints(), metadata.language, latest, changed)
    if elsewhere is not None and (address is None or abs(elsewhere.days[0] - address) <= _DAY):
        return _as_printed(elsewhere)
    for entry in script_published(elements, metadata.language):
        if entry.day <= latest and entry.day not in changed:
            return _as_stated(entry)
    if address is not None:
        return Published(address.isoformat(), address, None, "url")
    unclear = next((entry for entry in near.after if len(entry.days) > 1), None)
    return Published(unclear.text if unclear is not None else _relative(hints().dates))


def _relative(elements: Sequence[etree._Element]) -> str | None:
    """The first text that is a date relative to the fetch, "two days ago"; read later."""
    for element in elements[:_MAX_RELATIVE]:
        text = clean(text_of(element, _MAX_MARKED))
        if text and parse_date(text).warning == WarningCode.DATE_WITHOUT_REFERENCE:
            return text
    return None


def _with_print(
    stated: list[StatedDate],
    usable: list[PrintedDate],
    printed: PrintedDate | None,
    modified: set[date],
    address: date | None,
) -> Published:
    """The stated date that print or address confirm, else the printed one."""
    days = {entry.days[0] for entry in usable if entry.says is not Says.UPDATED}
    for confirmed in (days, {address}):
        same = [entry for entry in stated if entry.day in confirmed]
        if same:
            return _as_stated(_with_clock(same))
    first = _with_clock([entry for entry in stated if entry.day == stated[0].day])
    if printed is None or printed.says is Says.UPDATED or printed.days[0] in modified:
        return _as_stated(first)
    if modified and printed.days[0] > max({entry.day for entry in stated} | modified) + _DAY:
        return _as_stated(first)  # no date of publication is after the last change
    near = next((entry for entry in stated if abs(entry.day - printed.days[0]) <= _DAY), None)
    if near is not None and not near.may_be(printed.days[0]):
        return _as_stated(near)
    return _as_printed(printed)._replace(is_disputed=near is None)


def _is_confirmed(days: set[date], address: date | None, near: Around) -> bool:
    """Whether the address, or the first date after the headline, has the only day stated."""
    if address in days:
        return True
    first = next(iter(near.after), None)
    return (
        first is not None
        and first.says in (Says.NOTHING, Says.PUBLISHED)
        and first.distance <= _NEAR[first.says]
        and set(first.days) == days
    )


def _with_clock(stated: list[StatedDate]) -> StatedDate:
    """The first date with a time, else the first."""
    return next((entry for entry in stated if entry.at is not None), stated[0])


def _as_stated(entry: StatedDate) -> Published:
    return Published(entry.text, entry.day, entry.at, entry.witness)


def _as_printed(printed: PrintedDate) -> Published:
    at = printed.stamp.at if printed.stamp is not None else None
    return Published(printed.text, printed.days[0], at, "printed")


def _usable(
    near: Around, known: set[date], modified: set[date], latest: date
) -> Iterator[PrintedDate]:
    """The printed dates near the headline, with the order of day and month settled."""
    for entry in (*near.after, *near.before):
        if entry.says is Says.OTHER or entry.distance > _NEAR[entry.says]:
            continue
        days = [day for day in entry.days if day <= latest]
        if entry.other is not None and entry.other in known and not set(days) & known:
            days = [entry.other]
        if len(days) > 1:
            days = [day for day in days if day in known or day in modified]
        if len(days) == 1:
            yield entry._replace(days=(days[0],))


def _of_publication(usable: list[PrintedDate]) -> PrintedDate | None:
    """The printed date that is most likely that of publication."""
    said = next((entry for entry in usable if entry.says is Says.PUBLISHED), None)
    bare = next((entry for entry in usable if entry.says is Says.NOTHING), None)
    if said is not None and (bare is None or said.distance <= bare.distance + _LEAD):
        return said
    if bare is not None and any(
        other.says is Says.NOTHING
        and other.days != bare.days
        and 0 <= other.distance - bare.distance <= 1
        for other in usable
    ):
        return None  # two dates side by side, and nothing says which is which
    return bare or next(iter(usable), None)


def _in_address(url: str | None, latest: date) -> date | None:
    if not url:
        return None
    if match := _IN_ADDRESS.search(url):
        numbers = match[1], match[3] or match[5], match[4] or match[6]
    elif match := _MONTH_IN_ADDRESS.search(url):
        numbers = match[1], month_number(match[2], None) or 0, match[3]
    else:
        return None
    try:
        day = date(*map(int, numbers))
    except ValueError:
        return None
    return day if day <= latest else None


def _elsewhere(
    root: etree._Element, hints: Hints, language: str | None, latest: date, changed: set[date]
) -> PrintedDate | None:
    """The date of the elements that are named after one, else of a line that says "published".

    All must agree on the day, or those that are said to be of the publication. Last come the
    bylines.
    """
    return (
        _agreed(of_elements(hints.dates, language), latest, changed)
        or _agreed(said_anywhere(root, language), latest, changed)
        or _agreed(of_elements(hints.authors, language), latest, changed)
    )


def _agreed(dates: Iterable[PrintedDate], latest: date, changed: set[date]) -> PrintedDate | None:
    found = [
        entry
        for entry in dates
        if entry.says in (Says.NOTHING, Says.PUBLISHED)
        and len(entry.days) == 1
        and entry.days[0] <= latest
        and (entry.says is Says.PUBLISHED or entry.days[0] not in changed)
    ]
    said = [entry for entry in found if entry.says is Says.PUBLISHED]
    for entries in (found, said):
        if len({entry.days for entry in entries}) == 1:
            return entries[0]
    return None


def _marked(root: etree._Element, language: str | None, latest: date) -> list[StatedDate]:
    """The dates of elements that microdata mark as the date of publication, if all agree."""
    found: list[StatedDate] = []
    for element in cast("list[etree._Element]", _MARKED(root)):
        if "datePublished" in (element.get("itemprop") or "").split():
            text = (
                element.get("content")
                or element.get("datetime")
                or element.get("title")
                or text_of(element, _MAX_MARKED)
            )
            read = read_date(text, language)
            if read is not None and read[0] <= latest:
                found.append(StatedDate(text, *read, "microdata"))
    return found[:1] if len({entry.day for entry in found}) == 1 else []
