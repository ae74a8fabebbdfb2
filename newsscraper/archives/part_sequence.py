"""Checks that the parts of an archive, read side by side, join without gaps or overlaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsscraper.archives.outcomes import UnitResult
from newsscraper.captures import Span, Unit
from newsscraper.captures.archive import WarcPart


@dataclass(slots=True)
class PartSequence:
    """How far a file has been read whose parts are read side by side.

    A part starts at the first place that looks like the beginning of a record. If the previous part
    did not end there, that place was not a record, and the part is read again from the place where
    the previous part ended.
    """

    path: str | None = None
    """The file of the part that was checked most recently."""
    end: int | None = None
    """The byte at which the last part ended."""

    def checked(self, result: UnitResult, again: Callable[[Unit], UnitResult]) -> UnitResult:
        """Return the result if it starts where the previous one ended, otherwise a new one.

        Args:
            result: The result of the next unit.
            again: Extracts a unit; called with a corrected part.

        """
        unit = result.unit
        if not isinstance(unit, WarcPart):
            self.path = self.end = None
            return result
        if self.path == unit.path and self.end is not None and not unit.exact:
            if self.end >= unit.end:  # one record covers all of this part
                return UnitResult(unit, [], Span())
            if result.span.begin != self.end:
                corrected = again(replace(unit, start=self.end, exact=True))
                result = UnitResult(unit, corrected.outcomes, corrected.span)
        self.path = unit.path
        self.end = result.span.end if result.span.end is not None else self.end
        return result
