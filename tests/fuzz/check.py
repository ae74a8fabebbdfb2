"""Reads an input and checks what every reader promises."""

from __future__ import annotations

import json
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from tests.fuzz.confinement import Escape, confined
from tests.fuzz.records import one_line
from tests.fuzz.target import Finding, Target
from tests.memory import Peak

FLOOR = 100_000
"""Characters of output that any input may have."""

SECONDS, SECONDS_PER_MB = 2.0, 5.0
"""Processor time for an input, of whatever size, and for each megabyte of it."""

MOST_MEMORY = 512 * 1024 * 1024
"""Bytes that reading an input may take: far more than any budget, far less than a bomb takes."""

_PACKAGE = "/newsscraper/"


class OutOfTime(BaseException):
    """Reading took too much processor time. Not an ``Exception``: readers catch these."""


class Checked(NamedTuple):
    """How an input was read."""

    seconds: float
    """Processor time of the first reading."""
    finding: Finding | None = None


@dataclass(frozen=True)
class _Fault:
    kind: str
    place: str
    reason: str
    trace: str = ""


def allowance(size: int) -> float:
    """Processor time that an input of so many bytes may take, in seconds."""
    return SECONDS + SECONDS_PER_MB * size / 1e6


def check(target: Target, content: bytes) -> Checked:
    """Read an input twice; the first broken promise is returned."""
    begun = process_time()
    first = _read(target, content)
    seconds = process_time() - begun
    fault = first if isinstance(first, _Fault) else None
    if isinstance(first, str):
        second = _read(target, content)
        if isinstance(second, _Fault):
            fault = second
        elif first != second:
            fault = _Fault("unsteady", "", _difference(first, second))
    if fault is None:
        return Checked(seconds)
    found = Finding(target.name, fault.kind, fault.place, fault.reason, content, fault.trace)
    return Checked(seconds, found)


def _read(target: Target, content: bytes) -> str | _Fault:
    """What a reading returned, as JSON."""
    peak, seconds = Peak(), allowance(len(content))
    try:
        with confined() as escapes, cpu_limit(seconds):
            try:
                value = target.read(content)
            except target.allowed as error:
                value = {type(error).__name__: one_line(error)}
    except OutOfTime as error:
        limit = f"more than {seconds:.1f} s of processor time"
        # Where it was just then differs from input to input, so only the module counts.
        return _Fault("slow", _place(error).partition(":")[0], limit, _trace(error))
    except Escape as error:
        return _Fault("escape", _place(error), str(error), _trace(error))
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return _Fault("error", f"{type(error).__name__} {_place(error)}", reason, _trace(error))
    if escapes:  # and the exception was caught
        return _Fault("escape", escapes[0].partition(" ")[0], escapes[0])
    if (used := peak.grown()) > MOST_MEMORY:
        return _Fault("memory", "", f"took {used >> 20} MiB")
    return _written(target, content, value)


def _written(target: Target, content: bytes, value: Any) -> str | _Fault:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        return _Fault("result", f"{type(error).__name__} {str(error)[:40]}", reason)
    if "\\u0000" in text and (where := _nul(value)) is not None:
        return _Fault("result", f"NUL in {where}", f"NUL in {where}")
    most = FLOOR + target.growth * len(content)
    if len(text) > most:
        return _Fault("large", "", f"{len(text)} characters for {len(content)} bytes")
    return text


def _nul(value: Any, where: str = "the result") -> str | None:
    """The name of the field with a NUL."""
    if isinstance(value, str):
        return where if "\x00" in value else None
    inner = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list | tuple):
        inner = [(where, item) for item in value]
    found = (_nul(item, str(name)) for name, item in inner)
    return next((name for name in found if name is not None), None)


def _difference(first: str, second: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    start = max(at - 60, 0)
    return f"{first[start : at + 60]!r}, then {second[start : at + 60]!r}"


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTime` after so much processor time.

    It is raised between two operations of Python's: what hangs in C is ended by the worker's
    process limit (:mod:`tests.fuzz.worker`).
    """

    def stop(*_: object) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    # Again and again: the first may be swallowed by a `finally` or a destructor.
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _place(error: BaseException) -> str:
    """The innermost line of the package, or of anything."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _PACKAGE in Path(frame.filename).as_posix()]
    if not frames:
        return ""
    frame = (own or frames)[-1]
    name = Path(frame.filename).as_posix()
    short = name.rpartition(_PACKAGE)[2] if own else frame.filename.rpartition("/")[2]
    return f"{short}:{frame.name}"


def _trace(error: BaseException) -> str:
    lines = traceback.format_exception(error)
    return "".join(lines)[-4000:]
