"""When repeated jobs run: durations as text, and a schedule without overlaps."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from newsscraper.errors import UserError

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([smhd])", re.ASCII)
_SHORTEST, _LONGEST = 1, 366 * 86400


class DurationError(UserError):
    """An invalid duration; the text says why."""


def seconds_of(text: str) -> float:
    """Read a duration: ``90s``, ``15m``, ``2h``, ``1d``.

    Returns:
        Seconds.

    Raises:
        DurationError: it is not a duration.

    """
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None:
        raise DurationError(f"invalid duration {text!r}: use 90s, 15m, 2h or 1d")
    return float(found[1]) * _SECONDS[found[2]]


def interval_of(text: str) -> float:
    """Read the time from one start to the next.

    Returns:
        Seconds, from 1 to one year.

    Raises:
        DurationError: it is not a duration, or out of these bounds.

    """
    seconds = seconds_of(text)
    if seconds < _SHORTEST:
        raise DurationError(f"{text!r} is too short: the minimum is 1s")
    if seconds > _LONGEST:
        raise DurationError(f"{text!r} is too long: the maximum is 366d")
    return seconds


def jitter_of(text: str, interval: float) -> float:
    """Read the maximum delay of a start: ``10%`` of the interval, ``30s``, or ``0`` for none.

    Args:
        text: The text.
        interval: Seconds from one start to the next.

    Returns:
        Seconds, at most the interval.

    Raises:
        DurationError: it is invalid, or longer than the interval.

    """
    written = text.strip().lower()
    if written == "0":
        return 0.0
    percent = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)%", written, re.ASCII)
    try:
        seconds = float(percent[1]) / 100 * interval if percent else seconds_of(written)
    except DurationError:
        raise DurationError(f"invalid jitter {text!r}: use 10%, 30s, or 0 for none") from None
    if seconds > interval:
        raise DurationError(f"the jitter {text!r} is longer than the time between two starts")
    return seconds


@dataclass(slots=True)
class Job:
    """A repeated job."""

    name: str
    due: float
    """Time of its next round according to the schedule, in seconds since 1970."""
    start: float
    """When the round starts: `due` plus jitter."""
    rounds: int = 0
    """Number of rounds so far."""


class Schedule:
    """Which of several jobs starts next, and when. One job runs at a time.

    The first round of each job is due at once. The next is due a fixed time after the previous
    round was due (not after its end), so that the jitter does not add up.

    Args:
        names: Names of the jobs. Jobs that are due at the same time run in this order.
        every: Seconds between two rounds of a job.
        jitter: The maximum random delay of a round, in seconds; at most `every`.
        times: Number of rounds per job; ``None`` for no end.
        clock: Returns the seconds since 1970; the system clock, because users see these times.
        random: The source of the jitter.

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
        """The next job; ``None`` if all rounds are done."""
        return min(
            (job for job in self._jobs if self.has_next(job)),
            key=lambda job: job.start,
            default=None,
        )

    def has_next(self, job: Job) -> bool:
        """Whether the job has another round."""
        return self._times is None or job.rounds < self._times

    def wait(self, job: Job) -> float:
        """Seconds until the job starts; 0 if it is late."""
        now = self._clock()
        if job.start - now > self._every + self._jitter:  # the clock was set back
            job.due = job.start = now + self._every
        return max(job.start - now, 0.0)

    def finished(self, job: Job) -> bool:
        """End a round and schedule the next one.

        Returns:
            Whether the next round is late. It is then due at once, and later rounds are scheduled
            from now; missed rounds are not repeated.

        """
        job.rounds += 1
        now = self._clock()
        job.due += self._every
        job.start = job.due + self._random.uniform(0, self._jitter)
        if job.start >= now:
            return False
        job.due = job.start = now
        return True
