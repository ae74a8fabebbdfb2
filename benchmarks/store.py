"""Measures commands on a large store: ``python -m benchmarks.store``.

Fills a store on SQLite with made-up articles through the same code as a crawl, copies it to
PostgreSQL, and runs ``newsscraper status`` and ``newsscraper export --limit 10`` on each: seconds
of the whole process, the median over rounds. Returns 1 if one takes longer than the goal. A store
of 1,000,000 articles takes some 10 GB of disk space on both, and some minutes to fill.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crawl.children import Used, run
from benchmarks.postgresql import NOT_FOUND, empty_database, own_server
from benchmarks.stories import records
from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store import Batch, Store
from newsscraper.store.tables import info, metadata
from newsscraper.store.visits import Visit

GOAL = 1.0
_AT_ONCE = 5000
_ARTICLES_PER_WAITING_URL = 100
_COMMANDS = {
    "status": ("status",),
    "status --json": ("status", "--json"),
    "export --limit 10": ("export", "--limit", "10", "-q"),
}
_EXAMPLE = """example:
  python -m benchmarks.store --articles 1000000
  python -m benchmarks.store --articles 10000 --rounds 1 --postgresql postgresql://me@localhost/me
"""


def main() -> int:
    """Prints the table; returns 1 if a command takes longer than the goal."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.store",
        description=__doc__,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--articles", type=int, default=1_000_000, help="size (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="the median counts (%(default)s)")
    parser.add_argument(
        "--postgresql",
        metavar="URL",
        help="a server whose user may create databases (default: a scratch server)",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        help="keep the SQLite store in this folder, and use it again (default: a temporary one)",
    )
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(options.folder or stack.enter_context(TemporaryDirectory())).resolve()
        path = folder / f"{options.articles}.db"
        if not path.exists():
            _timed("SQLite", partial(fill, str(path), options.articles))
        stores = {"SQLite": str(path)}
        server = options.postgresql
        if server is None and (own := stack.enter_context(own_server())) is not None:
            server = own.url
        if server is None:
            print(NOT_FOUND)
        else:
            stores["PostgreSQL"] = stack.enter_context(empty_database(server))
            _timed("PostgreSQL", partial(copy, path, stores["PostgreSQL"]))
        slowest = max(_measure(name, where, options.rounds) for name, where in stores.items())
    print(f"goal: {GOAL:g} s; the slowest took {slowest:.2f} s")
    return 0 if slowest <= GOAL else 1


def _measure(name: str, where: str, rounds: int) -> float:
    """Prints the rows of one database; returns the longest time."""
    medians = []
    for command, words in _COMMANDS.items():
        used = [_run([*words, "--store", where]) for _ in range(rounds)]
        seconds = [one.seconds for one in used]
        medians.append(statistics.median(seconds))
        print(
            f"{name:10}  {command:17} {medians[-1]:6.2f} s"
            f"   {min(seconds):.2f} - {max(seconds):.2f}"
            f"   CPU {statistics.median(one.cpu for one in used):.2f} s"
            f"   load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    return max(medians)


def _timed(name: str, write: Callable[[], None]) -> None:
    begun = time.monotonic()
    write()
    print(f"{name} filled in {time.monotonic() - begun:.0f} s", flush=True)


def fill(where: str, number: int) -> None:
    """Writes a store as crawls of all sites leave it: articles, their URLs, runs."""
    with Store(where, create=True) as store:
        runs: dict[str, int] = {}
        made = records(number)
        while some := list(islice(made, _AT_ONCE)):
            for site in {record["site"] for record in some}:
                if site not in runs:
                    runs[site] = store.runs.begin(site, {"editions": []})
                _write(store, runs[site], [one for one in some if one["site"] == site])
        for run in runs.values():
            store.runs.finish(run, "finished", {"articles": number // len(runs)})


def _write(store: Store, run: int, some: list[dict[str, Any]]) -> None:
    batch = Batch()
    for record in some:
        batch.articles[record["id"]] = tuple(record[name] for name in ARTICLE_FIELDS)
        key = {name: record[name] for name in ("site", "edition", "source_id")}
        batch.add_source(*key.values(), record["source"])
        batch.read[record["url"]] = {**key, "url": record["url"], "id": record["id"]}
    for visit in _others(some):
        batch.found[visit.url] = visit
    store.write(batch, run)


def _others(some: list[dict[str, Any]]) -> Iterator[Visit]:
    """URLs that were found and not read yet."""
    for record in some[::_ARTICLES_PER_WAITING_URL]:
        url = f"{record['url']}1"
        yield Visit(url, record["site"], record["edition"], record["source_id"], "article")


def copy(path: Path, url: str) -> None:
    """Copies an SQLite store into an empty PostgreSQL database."""
    import psycopg

    Store(url, create=True).close()
    with (
        closing(sqlite3.connect(path)) as source,
        psycopg.connect(url, autocommit=True) as target,
        target.cursor() as cursor,
    ):
        cursor.execute("ALTER TABLE articles DISABLE TRIGGER USER")  # the changes are copied
        for table in metadata.sorted_tables:
            if table.name == info.name:
                continue  # the version of the schema is there
            names = ", ".join(column.name for column in table.columns)
            with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as rows:
                for row in source.execute(f"SELECT {names} FROM {table.name}"):
                    rows.write_row(row)
        cursor.execute("ALTER TABLE articles ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")  # as the server does by itself within minutes


def _run(words: list[str]) -> Used:
    return run([sys.executable, "-m", "newsscraper", *words])


if __name__ == "__main__":
    sys.exit(main())
