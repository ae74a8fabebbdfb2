"""The state of a walk through a source's listing, from its newest article down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha1
from typing import Any, Self

from newsscraper.items.records import Link
from newsscraper.sites import Address, address_of
from newsscraper.store.visits import Stop, Stretch

_LAST = 2
"""How many of a page's last entries decide whether the walk may end. A single one may be an old
article that was moved up."""

_LARGEST = 2**62
"""Larger numbers are not an article's, and do not fit into a database column."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a listing has been walked.

    It is stored with the request for the next page, so its field names must not change.
    """

    page: int = 1
    """Number of pages so far, including this one."""
    newest: int | None = None
    """Largest article number so far."""
    oldest: int | None = None
    """Smallest article number so far."""
    etag: str | None = None
    """Validator of the first page."""
    last_modified: str | None = None
    """Validator of the first page."""
    passed: int | None = None
    """Largest number of an article that was skipped because it is older than the first day."""
    last: str | None = None
    """Hash of the articles on this page, to compare it with the next one."""
    repeats: int = 0
    """How many pages in a row had the same articles as the page before."""

    @property
    def is_repeating(self) -> bool:
        """Whether the site repeats its last page forever.

        A single repetition does not show that: a page's worth of articles may have been published
        in the meantime.
        """
        return self.repeats > 1

    @classmethod
    def of(cls, data: dict[str, Any] | None) -> Self | None:
        """The walk stored with a request; ``None`` if `data` is ``None``."""
        return cls(**data) if data is not None else None

    def to_dict(self) -> dict[str, Any]:
        """The fields as JSON types."""
        return asdict(self)

    def with_articles(self, entries: Iterable[Link], since: str | None = None) -> Walk:
        """The walk after these articles.

        Args:
            entries: The articles of a page.
            since: The first day wanted, ISO; articles dated before it are skipped.

        """
        days = {
            number: link.published for link in entries if (number := number_of(link)) is not None
        }
        skipped = [
            number
            for number, day in days.items()
            if since is not None and day is not None and day < since
        ]
        newest = [self.newest] if self.newest is not None else []
        oldest = [self.oldest] if self.oldest is not None else []
        skipped_before = [self.passed] if self.passed is not None else []
        return replace(
            self,
            newest=max([*days, *newest], default=None),
            oldest=min([*days, *oldest], default=None),
            passed=max(skipped + skipped_before, default=None),
        )

    def with_page(self, entries: Iterable[Link]) -> Walk:
        """The walk after a page with these articles: counts pages that repeat the one before."""
        here = sha1(" ".join(sorted(link.url for link in entries)).encode()).hexdigest()[:16]
        return replace(self, last=here, repeats=self.repeats + 1 if here == self.last else 0)

    def stretch(
        self, listing: Address, *, since: str | None = None, whole: bool = False
    ) -> Stretch | None:
        """The part of the listing that has been walked without a gap; ``None`` without articles.

        Args:
            listing: The address of the listing.
            since: The walk has seen all articles of this day and later, ISO.
            whole: The walk has reached the end of the listing.

        """
        if self.newest is None or self.oldest is None:
            return None
        oldest = 0 if whole else self.oldest
        return Stretch(
            listing.site,
            listing.edition,
            listing.source_id or "",
            self.newest,
            oldest,
            None if whole else since,
            self.etag,
            self.last_modified,
        )


def stop_at(
    entries: Sequence[Link],
    walk: Walk,
    listing: Address,
    known: Iterable[Stretch],
    since: str | None,
    *,
    takes_all: bool = True,
) -> Stop | None:
    """The condition under which the walk may end after a page; ``None`` if it must go on.

    The last entries of the page must lie in a known stretch that goes back as far as the walk has
    to. The database later checks whether they were in the store before the run.

    Args:
        entries: The articles of the page, in its order.
        walk: The walk, including this page.
        listing: The address of the listing.
        known: Stretches of the source from earlier runs.
        since: The first day wanted, ISO; ``None`` for everything.
        takes_all: Whether this walk follows every article that it passes, so that the part it has
            walked can be joined with the stretch.

    """
    last = [link for link in entries if number_of(link) is not None][-_LAST:]
    here = walk.stretch(listing)
    if len(last) < _LAST or here is None:
        return None
    for stretch in known:
        if stretch.reaches(since) and all(stretch.holds(number_of(link) or -1) for link in last):
            # Above the stretch, an article published late with an old date may have been skipped.
            can_join = takes_all and (walk.passed is None or walk.passed <= stretch.newest)
            return Stop(
                tuple(link.url for link in last),
                stretch.run,
                here.joined(stretch) if can_join else stretch,
            )
    return None


def is_older(entries: Sequence[Link], since: str | None) -> bool:
    """Whether the last dated entries of a page, and so all later pages, are older than a day."""
    dated = [link.published for link in entries if link.published]
    return since is not None and len(dated) >= _LAST and all(day < since for day in dated[-_LAST:])


def number_of(link: Link) -> int | None:
    """The number of the article that a link leads to; ``None`` if it has none."""
    address = address_of(link.url)
    number = (
        int(address.number)
        if address is not None and address.number and len(address.number) < 20
        else _LARGEST
    )
    return number if number < _LARGEST else None
