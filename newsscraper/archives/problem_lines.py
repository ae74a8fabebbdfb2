"""The lines about captures that failed: the first ones of each kind, and one sum."""

from __future__ import annotations

from collections import Counter

from newsscraper.archives.outcomes import PROBLEMS_OF_A_KIND, CaptureOutcome, UnitResult
from newsscraper.archives.progress import OnMessage
from newsscraper.captures.files import Pages


class ProblemLines:
    """Reports problems, at most ten of a kind for each file and then their number.

    Args:
        on_message: Receives each line.

    """

    def __init__(self, on_message: OnMessage) -> None:
        self._on_message = on_message
        self._file = ""
        self._seen: Counter[str] = Counter()

    def add(self, result: UnitResult, outcome: CaptureOutcome) -> None:
        """Report the problem of an outcome, if it has one.

        Args:
            result: The result that the outcome belongs to.
            outcome: The outcome.

        """
        file = outcome.path if isinstance(result.unit, Pages) else str(result.unit.identity[0])
        if file != self._file:
            self.close()
            self._file = file
        if outcome.problem is None:
            return
        if outcome.count == 1 and self._seen[outcome.cause] < PROBLEMS_OF_A_KIND:
            self._on_message(outcome.problem)
        self._seen[outcome.cause] += outcome.count

    def close(self) -> None:
        """Report how many problems of the last file were not reported one by one."""
        for cause, number in self._seen.items():
            if number > PROBLEMS_OF_A_KIND:
                self._on_message(f"{self._file}: {number - PROBLEMS_OF_A_KIND} more: {cause}")
        self._seen.clear()
