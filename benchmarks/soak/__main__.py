"""Crawl, watch, export and status at once, killed at random: ``python -m benchmarks.soak``.

On SQLite and on PostgreSQL at the same time, one site of the replica is crawled and one watched
while articles are published, edited and removed; meanwhile an incremental export and status run
again and again. Processes are killed (SIGKILL), and the replica and PostgreSQL stopped, at random.
Then everything comes to its end undisturbed, and store and export are compared with the sites.

Returns 1 if an article is lost, duplicated or unknown, the export has a hole or repeats a record,
or a command does what it must never do. The seed decides what happens, but not at which
instruction it hits a process: two runs with one seed are alike, not equal.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory

from benchmarks.memory import proportional
from benchmarks.postgresql import NOT_FOUND, Server, empty_database, own_server
from benchmarks.soak.commands import Life
from benchmarks.soak.report import print_faults, print_memory, print_progress, print_totals
from benchmarks.soak.side import Side
from benchmarks.soak.troubles import Troubles

_CHANGES_EVERY, _PROGRESS_EVERY, _TICK = 6.0, 30.0, 0.1
_EXAMPLE = """example:
  python -m benchmarks.soak --minutes 10
  python -m benchmarks.soak --minutes 1 --seed 7 --postgresql none
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; returns 1 if something is wrong."""
    options = _options(arguments)
    seed = options.seed if options.seed is not None else SystemRandom().randrange(10**6)
    print(f"seed {seed}, {options.minutes:g} minutes", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="newsscraper-soak-")))
        server: Server | None = None
        stores = {"SQLite": str(folder / "SQLite/newsscraper.db")}
        if options.postgresql is None:
            server = stack.enter_context(own_server())
            if server is None:
                print(NOT_FOUND)
        url = server.url if server is not None else options.postgresql
        if url not in (None, "none"):
            stores["PostgreSQL"] = stack.enter_context(empty_database(url))
        sides = []
        for number, (name, store) in enumerate(stores.items()):
            side = Side(name, store, folder / name, options.articles, Random(seed + number))
            stack.enter_context(side.sites.replica)
            sides.append(side)
        troubles = Troubles(sides, server, Random(seed), options.every)
        memory = _run(sides, troubles, server, 60 * options.minutes)
        faults = {}
        for side in sides:
            print(f"{side.name}: coming to an end undisturbed", flush=True)
            faults[side.name] = side.finish()
        print_totals(sides, faults)
        print_memory(sides, memory)
        return 1 if print_faults(sides, faults) else 0


def _run(
    sides: list[Side], troubles: Troubles, server: Server | None, seconds: float
) -> Life | None:
    """Lets everything happen for some time; returns the memory of the PostgreSQL server."""
    begun = time.monotonic()

    def clock() -> float:
        return time.monotonic() - begun

    memory = Life(0) if server is not None else None
    changes, progress = 0.0, _PROGRESS_EVERY
    try:
        while (now := clock()) < seconds:
            for side in sides:
                side.tick(now)
            troubles.tick(now)
            if memory is not None and server is not None and server.is_running:
                memory.sample(now, proportional(server.pid))
            if now >= changes:
                changes = now + _CHANGES_EVERY
                for side in sides:
                    side.sites.change()
            if now >= progress:
                progress += _PROGRESS_EVERY
                print_progress(now, sides)
            time.sleep(_TICK)
    finally:
        troubles.end()
        for side in sides:
            side.stop(clock)
    return memory


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.soak",
        description=__doc__,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--minutes", type=float, default=10, help="of trouble (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, help="of all random choices (default: a new one)")
    parser.add_argument(
        "--articles",
        type=int,
        default=600,
        help="articles of a site at the start (default: %(default)s)",
    )
    parser.add_argument(
        "--every",
        type=float,
        default=4,
        help="mean seconds between two troubles of a database (default: %(default)s)",
    )
    parser.add_argument(
        "--postgresql",
        metavar="URL",
        help=(
            "a server whose user may create databases, which is not stopped; none for SQLite alone"
            " (default: a scratch server, which is)"
        ),
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))  # so that what was started is ended
    sys.exit(main())
