"""The memory that reading takes, on Linux; elsewhere it is not measured."""

from __future__ import annotations

import re
from pathlib import Path

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_PEAK, _NOW = re.compile(rb"VmHWM:\s+(\d+)"), re.compile(rb"VmRSS:\s+(\d+)")


class Peak:
    """How far the memory of this process grows from now on."""

    def __init__(self) -> None:
        self._before = 0
        self.is_measured = _CLEAR.exists()
        """Whether the system says what is used."""
        if self.is_measured:
            try:
                _CLEAR.write_text("5")  # sets the peak to what is used now
            except OSError:
                self.is_measured = False
            else:
                self._before = _kilobytes(_NOW)

    def grown(self) -> int:
        """Bytes between the memory at the beginning and its peak."""
        return (_kilobytes(_PEAK) - self._before) * 1024 if self.is_measured else 0


def _kilobytes(pattern: re.Pattern[bytes]) -> int:
    found = pattern.search(_STATUS.read_bytes())
    return int(found[1]) if found else 0
