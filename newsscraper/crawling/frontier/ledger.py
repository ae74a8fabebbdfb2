"""The interface of a ledger. The scheduler uses nothing else, so the store can be replaced."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, Protocol

from newsscraper.store.visits import Outcome, Visit


class Ledger(Protocol):
    """Accepts the URLs that were found, hands out each of them once, and records the outcomes.

    Every method except :meth:`close` returns at once: it only changes memory, and writing happens
    in the background. A visit that was handed out but neither acknowledged nor returned, because
    the process died, is handed out again.
    """

    def enqueue(self, visit: Visit) -> bool:
        """Add a URL to the queue. A run visits each URL once.

        Returns:
            ``False`` if the URL is known to have been added before. A URL that was added long ago
            may be accepted again; the duplicate is then dropped when it is written.

        """

    def lease(self) -> Visit | None:
        """Hand out the next visit; ``None`` if none is available now (see :attr:`pending`)."""

    def acknowledge(self, visit: Visit, outcome: Outcome) -> None:
        """Record the outcome of a visit, together with everything that it produced."""

    def give_back(self, visit: Visit) -> None:
        """Put a visit back into the queue unchanged."""

    def room(self) -> Future[Any] | None:
        """What to wait for before more is added; ``None`` if writing keeps up."""

    def close(self) -> None:
        """Put the visits that were read ahead back into the queue, and wait for all writing."""

    @property
    def pending(self) -> bool:
        """Whether a visit is available, or may become available."""

    def __contains__(self, url: str) -> bool:
        """Whether a URL was added recently and need not be requested again.

        Older URLs may have been forgotten.
        """
