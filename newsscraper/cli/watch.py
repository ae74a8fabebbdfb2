"""``newsscraper watch``."""

from __future__ import annotations

import copy
import signal
from functools import partial
from typing import Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_INTERRUPTED, EXIT_USAGE, examples, tell
from newsscraper.cli.children import Child, exit_code, passed_on
from newsscraper.cli.crawl import crawl
from newsscraper.fetch_options import FetchOptions, declared


@click.command()
@click.argument("sites", metavar="SITE...", nargs=-1, required=True)
@click.option(
    "--every",
    metavar="DURATION",
    default="1h",
    show_default=True,
    help=(
        "Time from one start to the next: 90s, 15m, 2h, 1d. After a round that takes longer, the"
        " next one starts at once."
    ),
)
@click.option(
    "--jitter",
    metavar="PERCENT|DURATION",
    default="10%",
    show_default=True,
    help=(
        "Start up to this much later, at random, so that not everybody sends requests in the same"
        " minute; 0 for exact times."
    ),
)
@click.option("--latest", is_flag=True, help="Run newsscraper latest instead of crawl.")
@click.option(
    "--times", metavar="N", type=click.IntRange(min=1), help="Stop after N rounds of each site."
)
@examples(
    "newsscraper watch maghress --every 15m --edition fr --contact you@example.org",
    "newsscraper watch maghress djazairess --latest --every 5m --jitter 30s",
    "newsscraper watch masress --every 1d -s DOWNLOAD_DELAY=3 --store"
    " postgresql://news@db.example.org/news",
)
@click.pass_context
def watch(
    context: click.Context,
    /,
    sites: tuple[str, ...],
    every: str,
    jitter: str,
    latest: bool,
    times: int | None,
    **given: Any,
) -> int:
    """Crawl each SITE again and again, one after another; the records go into the store.

    Every round is a newsscraper crawl in its own process, with the options below passed on as
    given. If a round fails, a message says so and the watch continues; only an error in the first
    round's options ends it. Ctrl-C and SIGTERM stop the current crawl, with all its records
    written, and then the watch.
    """
    from newsscraper.cli.schedule import Schedule, interval_of, jitter_of

    interval = interval_of(every)
    spread = jitter_of(jitter, interval)
    options = FetchOptions(**given)
    names = list(dict.fromkeys(options.named_site(site) for site in sites))
    options.check_mirror(len(names))
    verb = "latest" if latest else "crawl"
    words = [verb, *passed_on(context, _options_of(crawl))]

    schedule, codes = (
        Schedule(names, interval, spread, times=times),
        dict.fromkeys(names, EXIT_DONE),
    )
    with Child() as child:
        while (job := schedule.next()) is not None:
            if not child.idle(partial(schedule.wait, job)):
                return _stopped(child, EXIT_DONE)
            codes[job.name] = code = child.run([*words, "--", job.name])
            if child.signals:
                return _stopped(child, code)
            if code != EXIT_DONE:
                tell(f"{job.name}: {verb} {_ended(code)}")
            if code == EXIT_USAGE and job.rounds == 0:
                return code  # waiting would not help
            late = schedule.finished(job)
            if not schedule.has_next(job):
                continue
            if late:
                tell(f"{job.name}: the round took longer than {every}; starting the next one now")
            elif not options.quiet:
                tell(f"{job.name}: next {verb} at {_time(job.start)}")
    return max(exit_code(code) for code in codes.values())


class _AsWritten(click.ParamType):  # type: ignore[type-arg]
    """Checks a value but keeps its text, because ``7d`` is another day in every round."""

    def __init__(self, kind: click.ParamType) -> None:  # type: ignore[type-arg]
        self.name, self._kind = kind.name, kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Called by click."""
        self._kind.convert(value, param, ctx)
        return str(value)


def _options_of(command: click.Command) -> list[click.Parameter]:
    """The options of a command that every round can have."""
    found: list[click.Parameter] = []
    for option in command.params:
        if isinstance(option, click.Option) and not declared()[option.name or ""].once:
            option = copy.copy(option)
            if not option.is_flag and not option.count:
                option.type = _AsWritten(option.type)
            found.append(option)
    return found


watch.params += _options_of(crawl)


def _stopped(child: Child, code: int) -> int:
    """The exit code of a watch that was stopped. SIGTERM is the usual way and not a failure."""
    if child.signals[0] != signal.SIGTERM:
        raise KeyboardInterrupt
    if code in (EXIT_DONE, EXIT_INTERRUPTED, -signal.SIGTERM):
        tell("stopped")
        return EXIT_DONE
    tell(f"stopped; the last round {_ended(code)}")
    return exit_code(code)


def _ended(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


def _time(moment: float) -> str:
    """``14:32:10 UTC``, with the date if it is not today."""
    from datetime import UTC, datetime

    at = datetime.fromtimestamp(moment, UTC)
    today = at.date() == datetime.now(UTC).date()
    return f"{at:%H:%M:%S} UTC" if today else f"{at:%Y-%m-%d %H:%M:%S} UTC"
