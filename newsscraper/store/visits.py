"""The nouns of the ledger: a URL to be visited, what became of it, and the stretch of a listing
that was walked whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

State = Literal["queued", "leased", "done", "failed", "gone"]
"""Where a URL of the ledger stands: waiting; handed out; read; given up, with a cause; no longer
there (404, 410)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a source's listing that was walked without a gap, from its newest article down.

    Every article that the listing had there is in the ledger, so that a later walk that reaches it
    need not go on. An article lies inside whose number does (numbers grow within a source: seen)
    and that was found by the run that walked it, or before: where numbers are in no order, the
    second holds alone.
    """

    site: str
    edition: str
    source_id: str
    newest: int
    """Number of its newest article."""
    oldest: int
    """Number of its oldest one."""
    since: str | None = None
    """It holds all articles of this day and later, ISO; ``None``: it goes down to the listing's
    end."""
    etag: str | None = None
    """Validator of the listing's first page when the walk began (RFC 9110, 8.8)."""
    last_modified: str | None = None
    run: int | None = None
    """The run that walked it; filled in by the store. What was found by it or before was there to
    be found."""

    def holds(self, number: int) -> bool:
        """Whether an article of that number lies inside."""
        return self.oldest <= number <= self.newest

    def reaches(self, since: str | None) -> bool:
        """Whether it goes down as far as a walk that wants everything since a day, or
        everything."""
        return self.since is None or (since is not None and self.since <= since)

    def joined(self, older: Stretch) -> Stretch:
        """The two as one, where this one has met the older one."""
        return Stretch(
            self.site,
            self.edition,
            self.source_id,
            max(self.newest, older.newest),
            min(self.oldest, older.oldest),
            older.since,
            self.etag,
            self.last_modified,
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """When a walk ends: where these articles were known before the run."""

    known: tuple[str, ...]
    """Their canonical addresses."""
    run: int | None
    """They were found by this run or before."""
    stretch: Stretch
    """What has been walked whole then."""


@dataclass(slots=True)
class Visit:
    """A URL of the ledger, with what it takes to ask for it."""

    url: str
    """Its key: the address, or method, address and body's hash where it is no plain GET."""
    site: str | None = None
    edition: str | None = None
    source_id: str | None = None
    kind: str = "other"
    """``article``, ``listing``, ``front``, ``feed``, ``author`` or ``other``: what its form
    promises."""
    priority: int = 0
    """Higher ones first, among equals the one that was found first."""
    depth: int = 0
    """Links between it and the start."""
    found_on: str | None = None
    """The page that linked it."""
    request: dict[str, Any] | None = None
    """The request's parts that are not the ordinary ones, as JSON types."""
    tries: int = 0
    """How often it has failed."""
    etag: str | None = None
    last_modified: str | None = None
    stop: Stop | None = None
    """Where this holds, it is not visited, and the stretch is noted instead."""
    note: bool = False
    """Whether an article that is known already belongs to the run all the same."""


@dataclass(slots=True)
class Outcome:
    """What became of a visit."""

    state: State
    """``queued`` gives it back as it was."""
    status: int | None = None
    """Status of the answer."""
    cause: str | None = None
    """Code of the cause of failure."""
    reason: str | None = None
    """The cause in words."""
    lasting: bool = False
    """Whether asking again would not help, as far as anybody knows."""
    etag: str | None = None
    last_modified: str | None = None
    article_id: str | None = None
    stretch: Stretch | None = None
    """What has been walked whole with it."""
    read: dict[str, Any] | None = None
    """``url``, ``site``, ``edition``, ``source_id`` and ``id`` of the article that it led to under
    another address."""
