"""Ctrl-C and SIGTERM: recorded when they arrive, obeyed at points where no work is half done.

Python raises `KeyboardInterrupt` wherever the program happens to be. In the callback of a weak
reference (every import runs some) the exception is swallowed; if a process pool holds a lock at
that moment, the lock is never released.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_arrived = False
_is_held = False


def install() -> None:
    """Install handlers for both signals in this process.

    If Ctrl-C is ignored, as in a background job, it stays ignored.
    """
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, _record)
    signal.signal(signal.SIGTERM, _record)


def _record(number: int, frame: FrameType | None) -> None:
    global _arrived
    before, _arrived = _arrived, True
    if before or not _is_held:
        raise KeyboardInterrupt


def obey() -> None:
    """Obey a signal that has arrived. Loops call this at points where no work is half done.

    Raises:
        KeyboardInterrupt: one of the signals has arrived.

    """
    if _arrived:
        raise KeyboardInterrupt


@contextmanager
def held() -> Iterator[None]:
    """Inside this context the first signal is only recorded; a second one takes effect at once."""
    global _is_held
    before, _is_held = _is_held, True
    try:
        yield
    finally:
        _is_held = before
