"""Articles that are left out because their use is reserved (``--respect-rights``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsscraper.rights import reason_of

_SHOWN = 10


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
        if self.count <= _SHOWN:
            self._on_message(f"{record['url'] or record['id']}: {reason_of(rights)}; left out")
        return True

    def close(self) -> None:
        """Report how many were not reported one by one."""
        if (more := self.count - _SHOWN) > 0:
            self._on_message(f"{more} more are reserved and left out")
