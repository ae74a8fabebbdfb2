"""The nouns of the ledger: a visit, its outcome, and the walked stretch of a listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from newsscraper.passwords import masked

State = Literal["queued", "leased", "done", "failed", "gone", "removed"]
"""State of a URL: waiting; handed out to a crawl; read; failed with a cause; gone (404, 410); taken
down (``newsscraper remove``), never to be visited again."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a source's listing that was walked without a gap, from its newest article down.

    Every article of this part is in the ledger, so a later walk that reaches it can stop. An
    article is inside if its number is (within a source, later articles have higher numbers: seen)
    and if it was found by the run that walked the stretch, or earlier. The second condition
    protects against sources whose numbers are not in order.
    """

    site: str
    edition: str
    source_id: str
    newest: int
    """Number of its newest article."""
    oldest: int
    """Number of its oldest one."""
    since: str | None = None
    """It has all articles from this day on, ISO 8601; ``None`` if it reaches the listing's end."""
    etag: str | None = None
    """Validator of the listing's first page when the walk began (RFC 9110, 8.8)."""
    last_modified: str | None = None
    run: int | None = None
    """The run that walked it; set by the store."""

    def holds(self, number: int) -> bool:
        """Whether an article with this number is inside."""
        return self.oldest <= number <= self.newest

    def reaches(self, since: str | None) -> bool:
        """Whether it reaches back to a day, or to the end of the listing if `since` is ``None``."""
        return self.since is None or (since is not None and self.since <= since)

    def joined(self, older: Stretch) -> Stretch:
        """Return the union of this stretch and the older one that its walk has reached."""
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
    """A condition that ends a walk: all these articles were known before the run."""

    known: tuple[str, ...]
    """Canonical URLs of the articles."""
    run: int | None
    """All these articles must have been found by this run or an earlier one."""
    stretch: Stretch
    """The stretch that has then been walked."""


@dataclass(slots=True)
class Visit:
    """A URL of the ledger with everything needed to request it."""

    url: str
    """Its key: the URL; for requests other than a plain GET, method, URL and hash of the body."""
    site: str | None = None
    edition: str | None = None
    source_id: str | None = None
    kind: str = "other"
    """``article``, ``listing``, ``front``, ``feed``, ``author`` or ``other``, by its form."""
    priority: int = 0
    """Higher priorities are visited first, equal ones in the order in which they were found."""
    depth: int = 0
    """Number of links between it and the start."""
    found_on: str | None = None
    """The page that links to it."""
    request: dict[str, Any] | None = None
    """The parts of the request that are not defaults, as JSON types."""
    tries: int = 0
    """How often it has failed."""
    etag: str | None = None
    last_modified: str | None = None
    stop: Stop | None = None
    """If this condition is met, the URL is not visited and the stretch is stored instead."""
    note: bool = False
    """Whether an article that is already known counts as an article of the run."""


@dataclass(slots=True)
class Outcome:
    """The outcome of a visit."""

    state: State
    """``queued`` returns it to the queue unchanged."""
    status: int | None = None
    """HTTP status of the response."""
    cause: str | None = None
    """Code of the cause of failure."""
    reason: str | None = None
    """The cause in words."""
    lasting: bool = False
    """Whether the failure is expected to last, so that a retry would not help."""
    etag: str | None = None
    last_modified: str | None = None
    article_id: str | None = None
    stretch: Stretch | None = None
    """The stretch that was completely walked with this visit."""
    read: dict[str, Any] | None = None
    """The article that was read, if its URL differs from the requested one.

    Keys: ``url``, ``site``, ``edition``, ``source_id`` and ``id``.
    """

    def __post_init__(self) -> None:
        if self.reason is not None:  # the text of an exception, of any package
            self.reason = masked(self.reason)
