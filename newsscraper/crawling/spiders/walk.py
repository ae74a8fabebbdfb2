"""The walk of a source's listing: page after page, from its newest article down, until there is
nothing left to find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha1
from typing import Any, Self

from newsscraper.items.records import Link
from newsscraper.sites import Address, address_of
from newsscraper.store.visits import Stop, Stretch

_LAST = 2
"""So many entries at a page's foot must be known for the walk to end there: one alone may be an old
article put on top."""

_LARGEST = 2**62
"""Numbers beyond are no article's, and no database's either."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a listing has been walked."""

    page: int = 1
    """Pages so far, this one included."""
    newest: int | None = None
    """Greatest number of an article met."""
    oldest: int | None = None
    """Smallest one."""
    etag: str | None = None
    """Validators of the first page."""
    last_modified: str | None = None
    passed: int | None = None
    """Greatest number of an article that was passed over, since it is older than the first day
    wanted."""
    last: str | None = None
    """What tells the page's own articles from another page's."""
    repeats: int = 0
    """Pages in a row that had the same articles as the one before."""

    @property
    def turns_in_a_circle(self) -> bool:
        """Whether a site repeats its last page for ever; once is not: a page's worth may have been
        published meanwhile."""
        return self.repeats > 1

    @classmethod
    def of(cls, data: dict[str, Any] | None) -> Self | None:
        """The walk that a request carries."""
        return cls(**data) if data is not None else None

    def to_dict(self) -> dict[str, Any]:
        """As JSON types."""
        return asdict(self)

    def met(self, own: Iterable[Link], since: str | None = None) -> Walk:
        """With a page's own articles, of which those before a day are passed over."""
        numbers = {
            number: link.published for link in own if (number := number_of(link)) is not None
        }
        passed = [
            number
            for number, day in numbers.items()
            if since is not None and day is not None and day < since
        ]
        newest = [self.newest] if self.newest is not None else []
        oldest = [self.oldest] if self.oldest is not None else []
        over = [self.passed] if self.passed is not None else []
        return replace(
            self,
            newest=max([*numbers, *newest], default=None),
            oldest=min([*numbers, *oldest], default=None),
            passed=max(passed + over, default=None),
        )

    def turned(self, own: Iterable[Link]) -> Walk:
        """With a page turned, on which these articles stand."""
        here = sha1(" ".join(sorted(link.url for link in own)).encode()).hexdigest()[:16]
        return replace(self, last=here, repeats=self.repeats + 1 if here == self.last else 0)

    def stretch(
        self, listing: Address, *, since: str | None = None, whole: bool = False
    ) -> Stretch | None:
        """What has been walked without a gap; ``None`` where no article was met.

        Args:
            listing: The listing's address.
            since: It holds everything since this day.
            whole: It goes down to the listing's end.

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
    own: Sequence[Link],
    walk: Walk,
    listing: Address,
    known: Iterable[Stretch],
    since: str | None,
    *,
    keeps: bool = True,
) -> Stop | None:
    """Where the walk may end behind this page: its last entries lie in a stretch that goes down as far
    as this walk has to.

    Args:
        own: The page's own articles, in its order.
        walk: The walk, this page included.
        listing: The listing's address.
        known: Stretches of the source from before the run.
        since: First day that is wanted; ``None`` for everything.
        keeps: Whether this walk takes in all that it passes, so that what it has walked joins the
            stretch.

    """
    last = [link for link in own if number_of(link) is not None][-_LAST:]
    here = walk.stretch(listing)
    if len(last) < _LAST or here is None:
        return None
    for stretch in known:
        if stretch.reaches(since) and all(stretch.holds(number_of(link) or -1) for link in last):
            # An article that was published late, with an old date, may have been passed over above
            # the stretch.
            whole = keeps and (walk.passed is None or walk.passed <= stretch.newest)
            return Stop(
                tuple(link.url for link in last),
                stretch.run,
                here.joined(stretch) if whole else stretch,
            )
    return None


def past(own: Sequence[Link], since: str | None) -> bool:
    """Whether a page's last dated entries are older than a day: what follows is older still."""
    dated = [link.published for link in own if link.published]
    return since is not None and len(dated) >= _LAST and all(day < since for day in dated[-_LAST:])


def number_of(link: Link) -> int | None:
    """The number of the article behind a link."""
    address = address_of(link.url)
    number = (
        int(address.number)
        if address is not None and address.number and len(address.number) < 20
        else _LARGEST
    )
    return number if number < _LARGEST else None
