"""When what is repeated begins again: durations as they are written, and a schedule without
overlaps."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from newsscraper.errors import UserError

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([smhd])", re.ASCII)
_LEAST, _MOST = 1, 366 * 86400


class DurationError(UserError):
    """A duration that cannot be read or is of no use; the text says why."""


def seconds_of(text: str) -> float:
    """Reads a duration: ``90s``, ``15m``, ``2h``, ``1d``.

    Returns:
        Seconds.

    Raises:
        DurationError: it is none.

    """
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None:
        raise DurationError(f"{text!r} is no duration: write 90s, 15m, 2h or 1d")
    return float(found[1]) * _SECONDS[found[2]]


def interval_of(text: str) -> float:
    """Reads the time from one start to the next.

    Returns:
        Seconds, from 1 to those of a year.

    Raises:
        DurationError: it is no duration, or out of these bounds.

    """
    seconds = seconds_of(text)
    if seconds < _LEAST:
        raise DurationError(f"{text!r} is too short: 1s is the least")
    if seconds > _MOST:
        raise DurationError(f"{text!r} is too long: 366d is the most")
    return seconds


def jitter_of(text: str, interval: float) -> float:
    """Reads by how much a start may come later: ``10%`` of the interval, ``30s``, or ``0`` for not
    at all.

    Args:
        text: As it is written.
        interval: Seconds from one start to the next.

    Returns:
        Seconds, no more than the interval.

    Raises:
        DurationError: it is neither, or more than the interval.

    """
    written = text.strip().lower()
    if written == "0":
        return 0.0
    percent = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)%", written, re.ASCII)
    try:
        seconds = float(percent[1]) / 100 * interval if percent else seconds_of(written)
    except DurationError:
        raise DurationError(f"{text!r} is no jitter: write 10%, 30s, or 0 for none") from None
    if seconds > interval:
        raise DurationError(f"{text!r} is more than the time from one start to the next")
    return seconds


@dataclass(slots=True)
class Job:
    """What is repeated."""

    name: str
    due: float
    """Seconds since 1970 of its next turn by the schedule alone."""
    start: float
    """When it begins: `due` and its jitter."""
    rounds: int = 0
    """How often it has run."""


class Schedule:
    """Which of several jobs begins next, and when. One runs at a time; each is due at once, then
    every so many seconds.

    A turn is counted from the one before as it was scheduled, not from its end, and the jitter does
    not add up.

    Args:
        names: Names of the jobs; those due at the same time run in this order.
        every: Seconds from one turn to the next.
        jitter: A turn begins up to so many seconds later, by chance; no more than `every`.
        times: Rounds of each job; none for no end.
        clock: Gives the seconds since 1970. The clock on the wall, since users are told its times.
        random: Where the jitter comes from.

    """

    def __init__(
        self,
        names: Iterable[str],
        every: float,
        jitter: float = 0.0,
        *,
        times: int | None = None,
        clock: Callable[[], float] = time.time,
        random: Random | None = None,
    ) -> None:
        self._every, self._jitter, self._times = every, jitter, times
        self._clock, self._random = clock, random or Random()
        now = clock()
        self._jobs = [Job(name, now, now) for name in names]

    def next(self) -> Job | None:
        """The job whose turn it is; none when all are through."""
        return min(
            (job for job in self._jobs if self.goes_on(job)),
            key=lambda job: job.start,
            default=None,
        )

    def goes_on(self, job: Job) -> bool:
        """Whether another round of it is to come."""
        return self._times is None or job.rounds < self._times

    def wait(self, job: Job) -> float:
        """Seconds until it begins; 0 where it should have by now."""
        now = self._clock()
        if job.start - now > self._every + self._jitter:  # the clock was put back
            job.due = job.start = now + self._every
        return max(job.start - now, 0.0)

    def finished(self, job: Job) -> bool:
        """Notes that a round of it is over, and sets its next turn.

        Returns:
            Whether that turn should have begun by now. It is due at once then, and later turns are
            counted from now: rounds that were missed are not made up for.

        """
        job.rounds += 1
        now = self._clock()
        job.due += self._every
        job.start = job.due + self._random.uniform(0, self._jitter)
        if job.start >= now:
            return False
        job.due = job.start = now
        return True
