"""Waiting for something that happens, never for time to pass: a busy machine gets there later, and
no test may mind."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from typing import IO, Any, TypeVar

LIMIT = 600.0
"""Seconds after which a run counts as hung: the limit of every wait. No test is expected to come
near it."""

_PAUSE = 0.01

T = TypeVar("T")


def wait_for(condition: Callable[[], T], process: subprocess.Popen[Any] | None = None) -> T:
    """Asks until the answer is true and returns it. Fails if `process` has exited without that, or
    LIMIT is over."""
    end = time.monotonic() + LIMIT
    while True:
        # The process first: what it did just before it exited must still count.
        code = process.poll() if process else None
        if answer := condition():
            return answer
        if process and code is not None:
            raise AssertionError(
                f"the process exited with {code} before {_name(condition)}{_last_words(process)}"
            )
        if time.monotonic() > end:
            raise AssertionError(f"waited {LIMIT:.0f} s in vain for {_name(condition)}")
        time.sleep(_PAUSE)


def finish(process: subprocess.Popen[Any]) -> tuple[Any, Any]:
    """Waits for a process to exit. Returns what it wrote to standard output and to standard error,
    if these are pipes."""
    try:
        return process.communicate(timeout=LIMIT)
    except BaseException:
        process.kill()
        process.communicate()
        raise


def _name(condition: Callable[..., Any]) -> str:
    code = getattr(condition, "__code__", None)
    return (
        f"{condition.__qualname__} ({code.co_filename}:{code.co_firstlineno})"
        if code
        else repr(condition)
    )


def _last_words(process: subprocess.Popen[Any]) -> str:
    """What the process wrote and nobody has read, without waiting for its children that hold the
    pipe open."""
    return "".join(
        _unread(stream)
        for stream in (process.stdout, process.stderr)
        if stream and not stream.closed
    )


def _unread(stream: IO[Any]) -> str:
    os.set_blocking(stream.fileno(), False)
    try:
        text = os.read(stream.fileno(), 65536).decode(errors="replace").strip()
    except BlockingIOError:
        return ""
    return text and f"\n{text}"
