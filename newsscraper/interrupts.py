"""Ctrl-C and SIGTERM: noted when they come, obeyed where nothing is half done.

Python raises `KeyboardInterrupt` wherever the program happens to be. Inside the callback of a weak
reference, and every import has some, it is swallowed; inside a lock of a pool of processes, that
lock is never opened again.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_came = False
_holding = False


def install() -> None:
    """Takes both signals over, for this process. Where Ctrl-C is ignored (a job in the background),
    it stays so."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, _note)
    signal.signal(signal.SIGTERM, _note)


def _note(number: int, frame: FrameType | None) -> None:
    global _came
    before, _came = _came, True
    if before or not _holding:
        raise KeyboardInterrupt


def obey() -> None:
    """Called in loops, where nothing is half done.

    Raises:
        KeyboardInterrupt: one of the signals has come.

    """
    if _came:
        raise KeyboardInterrupt


@contextmanager
def held() -> Iterator[None]:
    """Inside it the first signal is only noted; a second one does not wait."""
    global _holding
    before, _holding = _holding, True
    try:
        yield
    finally:
        _holding = before
