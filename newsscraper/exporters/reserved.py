"""Articles that are left out because their use is reserved (``--respect-rights``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsscraper.rights import reason_of

SHOWN = 10
"""Articles that are reported one by one."""


def line_of(record: dict[str, Any]) -> str:
    """The line for an article that is left out: its address and the reason.

    Args:
        record: The record as JSON types.

    """
    return f"{record['url'] or record['id']}: {reason_of(record['rights'])}; left out"


class ReservedArticles:
    """Counts articles that are left out, and reports the first ten and the number of the others.

    Args:
        on_message: Receives each line.

    """

    def __init__(self, on_message: Callable[[str], None]) -> None:
        self._on_message = on_message
        self.count = 0

    def add(self, record: dict[str, Any]) -> bool:
        """Count a record if a use of it is reserved.

        Args:
            record: A record as JSON types.

        Returns:
            Whether it is left out.

        """
        rights = record["rights"]
        if not rights or not rights["reserved"]:
            return False
        self.count += 1
        if self.count <= SHOWN:
            self._on_message(line_of(record))
        return True

    def close(self) -> None:
        """Report how many were not reported one by one."""
        if (more := self.count - SHOWN) > 0:
            self._on_message(f"{more} more are reserved and left out")
