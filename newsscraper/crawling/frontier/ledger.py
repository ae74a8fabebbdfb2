"""What a ledger does. The scheduler knows nothing else of it, so that another one can take the
store's place."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, Protocol

from newsscraper.store.visits import Outcome, Visit


class Ledger(Protocol):
    """Takes in the URLs that were found, hands each out once, and takes back what became of it.

    Every method returns at once: it touches memory only, and what has to be written is written
    behind the caller's back. A visit that was handed out and neither acknowledged nor returned,
    because the process died, is handed out again.
    """

    def enqueue(self, visit: Visit) -> bool:
        """Takes a URL in. ``False``: it was taken in before, as far as is known without looking it
        up; a run visits it once."""

    def lease(self) -> Visit | None:
        """The next visit, or ``None`` where none is at hand just now: :attr:`pending` says whether
        any may come."""

    def acknowledge(self, visit: Visit, outcome: Outcome) -> None:
        """Settles a visit, all that came of it included."""

    def give_back(self, visit: Visit) -> None:
        """Returns a visit as it was handed out."""

    def room(self) -> Future[Any] | None:
        """What to wait for before more is taken in, where what was taken in cannot be written as
        fast; else ``None``."""

    def close(self) -> None:
        """Returns what was not handed out to anybody, and waits until all is written."""

    @property
    def pending(self) -> bool:
        """Whether a visit is at hand, or may come."""

    def __contains__(self, url: str) -> bool:
        """Whether the URL was taken in lately: what need not be asked for again. Older ones may
        have been forgotten."""
