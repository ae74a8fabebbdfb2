"""Compares the cost of a crawl with plain Scrapy and others: ``python -m benchmarks.crawl``.

Measures article pages per CPU second of the crawler's process, start-up included. The server is a
separate process. All contenders fetch the same pages over loopback, those of the replica (about
50 KB each); the median over rounds counts. newsscraper cleans the text, detects languages, parses
dates and stores durably; plain Scrapy only selects a few fields and stores nothing. If a contender
misses an article, the run fails.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crawl.children import (
    Used,
    crawl_command,
    has,
    newsscraper,
    peer,
    plain,
    run,
    serving,
)
from benchmarks.crawl.peers import PEERS

GOAL = 1.0
MEMORY_GOAL = 1.2
PLAIN, OURS = "plain Scrapy", "newsscraper"
_QUEUES = (10_000, 100_000)
_LINKS = 200
_STOP_AFTER = 300


def main() -> int:
    """Prints the tables; returns 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    parser.add_argument(
        "--pages", type=int, default=5000, help="article pages of the site (default: %(default)s)"
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds; the median counts (default: %(default)s)"
    )
    parser.add_argument(
        "--peer-pages",
        type=int,
        default=300,
        help="articles for the slow peers (default: %(default)s)",
    )
    parser.add_argument(
        "--peer-python",
        default=sys.executable,
        metavar="FILE",
        help="an interpreter that has the peers",
    )
    parser.add_argument(
        "--profile", action="store_true", help="only report how newsscraper spends its time"
    )
    parser.add_argument(
        "--top",
        type=int,
        default=0,
        metavar="N",
        help="with --profile: also list the N most expensive functions",
    )
    parser.add_argument(
        "--memory", action="store_true", help="only measure the memory used by a long queue"
    )
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
        f" {platform.system()}"
    )
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store" / "crawl.db"
        if options.memory:
            return _memory(store)
        with serving("site", options.pages) as server:
            print(f"{server['articles']} articles of {server['bytes'] / 1000:.0f} KB")
            if options.profile:
                return _profile(server, store, options.top)
            code = _rates(server, store, options)
            _profile(server, store, options.top)
            return code


def _rates(server: dict[str, Any], store: Path, options: argparse.Namespace) -> int:
    contenders: dict[str, tuple[int, Callable[[], Used]]] = {
        PLAIN: (server["articles"], partial(plain, server)),
        OURS: (server["articles"], partial(newsscraper, server, store)),
    }
    imports = {
        PLAIN: [sys.executable, "-c", "import benchmarks.crawl.plain"],
        OURS: [
            sys.executable,
            "-c",
            (
                "import newsscraper.cli.crawl, newsscraper.crawling.runner,"
                " newsscraper.crawling.spiders.site"
            ),
        ],
    }
    few = min(options.peer_pages, server["articles"])
    for name, (module, _) in PEERS.items():
        if has(options.peer_python, module):
            contenders[name] = (few, partial(peer, options.peer_python, name, server, few))
            imports[name] = [options.peer_python, "-m", "benchmarks.crawl.peers", name]
        else:
            print(f"{name} is left out: {options.peer_python} has no {module}")
    used: dict[str, list[Used]] = {name: [] for name in contenders}
    begun: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(options.rounds):
        for name, (_, contend) in contenders.items():
            used[name].append(contend())
            begun[name].append(run(imports[name]).cpu)
    rates = {
        name: [pages / one.cpu for one in used[name]] for name, (pages, _) in contenders.items()
    }
    print(
        f"{options.rounds} rounds, medians\n{'':14} {'pages':>6} {'CPU s':>7} {'imports':>8}"
        f" {'pages/CPU s':>12} {'x plain':>8}   lowest - highest   seconds"
    )
    for name, (pages, _) in contenders.items():
        ratios = [rate / base for rate, base in zip(rates[name], rates[PLAIN], strict=True)]
        print(
            f"{name:14} {pages:6} {statistics.median(one.cpu for one in used[name]):7.2f}"
            f" {statistics.median(begun[name]):8.2f} {statistics.median(rates[name]):12.1f}"
            f" {statistics.median(ratios):8.2f}   {min(ratios):6.2f} - {max(ratios):.2f}     "
            f" {statistics.median(one.seconds for one in used[name]):7.1f}"
        )
    reached = statistics.median(
        ours / base for ours, base in zip(rates[OURS], rates[PLAIN], strict=True)
    )
    print(f"goal: the full crawl at least {GOAL:.1f} x plain Scrapy; measured {reached:.2f}")
    return 0 if reached >= GOAL else 1


def _profile(server: dict[str, Any], store: Path, top: int) -> int:
    found = store.parent.parent / "profile.json"
    # uvloop hears of each signal by a wake-up of its own, which would be most of what is sampled.
    used = newsscraper(
        server,
        store,
        "-s",
        "ASYNCIO_EVENT_LOOP=asyncio.SelectorEventLoop",
        runner=("benchmarks.crawl.sampling", str(found)),
    )
    seconds = json.loads(found.read_text(encoding="utf-8"))
    total = sum(seconds["parts"].values())
    print(
        f"newsscraper, sampled by processor time: {total:.1f} s of {used.cpu:.1f} s; on asyncio's"
        " own loop, the sampling itself takes a few per cent"
    )
    for part, spent in sorted(seconds["parts"].items(), key=lambda entry: -entry[1]):
        print(
            f"{part:24} {spent / total:7.1%} {spent / server['articles'] * 1000:7.2f} ms per page"
        )
    for title, functions in (
        ("with what they call", seconds["inside"]),
        ("by themselves", seconds["itself"]),
    ):
        if top:
            print(f"\nfunctions, {title}")
        for name, spent in sorted(functions.items(), key=lambda entry: -entry[1])[:top]:
            print(f"{spent / total:7.1%}  {name.rpartition('site-packages/')[2]}")
    return 0


def _memory(store: Path) -> int:
    peaks = []
    with serving("queue", _LINKS) as server:
        for length in _QUEUES:
            store.parent.mkdir(parents=True, exist_ok=True)
            report = store.parent / "report.json"
            sources = [
                word
                for number in range(length // _LINKS)
                for word in ("--source", f"source{number:03}")
            ]
            options = [
                "--edition",
                "fr",
                *sources,
                "--limit",
                str(_STOP_AFTER),
                "--report",
                str(report),
            ]
            used = run(crawl_command(server["base"], store.with_name(f"{length}.db"), *options))
            done = json.loads(report.read_text(encoding="utf-8"))
            if done["articles"] < _STOP_AFTER or done["requested"] < length:
                raise SystemExit(
                    f"of {length} URLs only {done['requested']} were queued, {done['articles']}"
                    " articles came"
                )
            peaks.append(used.peak)
            print(
                f"{length:7} queued URLs, stopped after {done['articles']} articles:"
                f" {used.peak / 1e6:6.1f} MB at most"
            )
    ratio = peaks[-1] / peaks[0]
    print(
        f"goal: ten times the queue takes at most {MEMORY_GOAL} x the memory; measured {ratio:.2f}"
    )
    return 0 if ratio <= MEMORY_GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
