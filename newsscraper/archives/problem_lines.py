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
        """Report the problem of an outcome of an extraction, if it has one.

        Args:
            result: The result that the outcome belongs to.
            outcome: The outcome.

        """
        file = outcome.path if isinstance(result.unit, Pages) else str(result.unit.identity[0])
        self.begin(file)
        if outcome.problem is not None:
            self.count(outcome.problem, outcome.cause, outcome.count)

    def begin(self, file: str) -> None:
        """Begin the problems of a file, unless they have begun.

        Args:
            file: Its name, or another that is given with the numbers.

        """
        if file != self._file:
            self.close()
            self._file = file

    def count(self, problem: str, cause: str, number: int = 1) -> None:
        """Report a problem if it is one of the first of its kind.

        Args:
            problem: The whole line.
            cause: The kind of the problem.
            number: How many problems it stands for. If there are several, they are only counted.

        """
        if number == 1 and self._seen[cause] < PROBLEMS_OF_A_KIND:
            self._on_message(problem)
        self._seen[cause] += number

    def close(self) -> None:
        """Report how many problems of the last file were not reported one by one."""
        for cause, number in self._seen.items():
            if number > PROBLEMS_OF_A_KIND:
                self._on_message(f"{self._file}: {number - PROBLEMS_OF_A_KIND} more: {cause}")
        self._seen.clear()
