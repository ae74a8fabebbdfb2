"""``newsscraper backfill``."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_FAILED, examples, tell
from newsscraper.cli.options import store_option
from newsscraper.errors import UserError

if TYPE_CHECKING:
    from newsscraper.archives.backfill import Line, Todo
    from newsscraper.archives.http_ranges import Ranges
    from newsscraper.store import Batch, Store

COMMON_CRAWL = "https://data.commoncrawl.org/"
_MOST_SILENT = 5


@click.command()
@click.argument("site")
@click.option(
    "--index",
    "indexes",
    metavar="FILE|URL",
    multiple=True,
    required=True,
    help="Index lines of the site. Repeatable.",
)
@click.option(
    "--warc-base",
    metavar="URL",
    default=COMMON_CRAWL,
    help=f"Where the archive's files are. [default: {COMMON_CRAWL}]",
)
@click.option(
    "--delay",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=1.0,
    help="Between two requests. [default: 1]",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Stop after N records.")
@click.option(
    "--contact",
    metavar="ADDRESS",
    envvar="NEWSSCRAPER_CONTACT",
    help="Mail or web address in the user agent (also $NEWSSCRAPER_CONTACT).",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="No progress and no closing line; problems are still told."
)
@store_option()
@examples(
    "newsscraper backfill maghress --index 'https://index.commoncrawl.org/CC-MAIN-2026-05-index?url=maghress.com/*&output=json'",
    "newsscraper backfill masress --index masress.cdxj.gz --delay 2",
)
def backfill(
    site: str,
    indexes: tuple[str, ...],
    warc_base: str,
    delay: float,
    limit: int | None,
    contact: str | None,
    quiet: bool,
    store: str,
) -> int:
    """Fetch the articles of SITE that a web archive has, into the store.

    An index line names a file, a place in it and a length: only those bytes are fetched, one record
    after the other over one connection. Lines are JSON objects as the Common Crawl index server
    gives them (output=json), or those of a CDXJ file. Of several captures of an article the newest
    is fetched, and none where the store has a later fetch.

    It can be broken off at any time: the same command goes on, and asks for no record again that
        was settled.
    """
    from newsscraper.archives.backfill import Read, Todo, index_of, lines_of
    from newsscraper.archives.http_ranges import Ranges
    from newsscraper.scope import site_named
    from newsscraper.store import Store
    from newsscraper.version import user_agent

    name = site_named(site).name
    agent = user_agent(contact)
    ranges, read = Ranges(warc_base, agent, delay), Read()
    with ExitStack() as stack:
        opened = stack.enter_context(Store(store, create=True))
        folder = opened.folder if opened.folder is not None else Path("data")
        todo = Todo(folder / f"backfill-{name}.db")
        stack.callback(todo.close)
        stack.callback(ranges.close)
        older = sum(todo.add(lines_of(index_of(index, agent), name, read)) for index in indexes)
        for line in read.broken:
            tell(f"no index line: {line}")
        if read.lines == 0 or read.broken_count == read.lines:
            raise UserError(f"no index: {', '.join(indexes)} has no line that names a record")
        filling = _Filling(opened, todo, ranges, limit, bar=not quiet and sys.stderr.isatty())
        filling.run(name, {"backfill": list(indexes), "warc_base": warc_base})
        counts, left = filling.counts, todo.left
    if not quiet:
        parts = [
            f"{counts['done']} articles",
            *(f"{counts[key]} {text}" for key, text in _TOLD.items() if counts[key]),
        ]
        if older:
            parts.append(f"{older} older captures left out, the newest wins")
        if read.passed or read.broken_count:
            parts.append(
                f"index lines passed over: {read.passed}"
                + f", {read.broken_count} broken" * bool(read.broken_count)
            )
        if left:
            parts.append(f"{left} are left, the same command goes on")
        tell(f"{name}: {'; '.join(parts)}")
    if filling.problem is not None:
        tell(filling.problem)
    return EXIT_FAILED if counts["failed"] or filling.problem is not None else EXIT_DONE


_TOLD = {"known": "known already", "none": "records without an article", "failed": "failed"}


class _Filling:
    """Fetches what waits, and writes it to the store, some records at once."""

    def __init__(
        self, store: Store, todo: Todo, ranges: Ranges, limit: int | None, *, bar: bool
    ) -> None:
        self._store, self._todo, self._ranges = store, todo, ranges
        self._limit = limit
        self._has_bar = bar
        self._silent = 0
        self.counts: Counter[str] = Counter()
        self.problem: str | None = None
        """Why it was given up."""

    def run(self, site: str, scope: dict[str, Any]) -> None:
        """Fetches all that waits, unless the server gives nothing any more."""
        from tqdm import tqdm

        from newsscraper.reports.terminal import bar_size

        number = self._store.runs.begin(site, scope)
        outcome = "interrupted"
        try:
            with tqdm(
                total=self._todo.left,
                desc=site,
                file=sys.stderr,
                leave=False,
                disable=not self._has_bar,
                **bar_size(),
            ) as bar:
                for lines in self._todo.waiting():
                    self._some(lines, number, bar)
                    if self.problem is not None or self._limit == 0:
                        break
                else:
                    outcome = "finished"
        finally:
            self._store.runs.finish(number, outcome, {"backfill": dict(self.counts)})

    def _some(self, lines: list[Line], run: int, bar: Any) -> None:
        from newsscraper.archives.backfill import article_of
        from newsscraper.archives.http_ranges import RangeError
        from newsscraper.captures import Damage
        from newsscraper.store import Batch

        known = {
            row["id"]: row["fetched_at"] or ""
            for row in self._store.articles_by_id([line.article for line in lines])
        }
        batch = Batch()
        settled: list[tuple[Line, str, str | None]] = []
        try:
            for line in lines:
                bar.update(1)
                if known.get(line.article, "") >= line.moment:
                    settled.append((line, "known", None))
                    continue
                if self._limit == 0 or self.problem is not None:
                    break
                self._limit = self._limit - 1 if self._limit is not None else None
                try:
                    content = self._ranges.get(line.file, line.offset, line.length)
                except RangeError as error:
                    self._missed(line, error, settled)
                    continue
                self._silent = 0
                found = article_of(content, line)
                if isinstance(found, Damage):
                    tell(f"{line.place}: {found.reason}")
                    settled.append((line, "failed", found.reason))
                elif isinstance(found, str):
                    settled.append((line, "none", found))
                else:
                    batch.add_article(found)
                    settled.append((line, "done", None))
        finally:  # also what was fetched before Ctrl-C is kept
            self._keep(batch, settled, run)

    def _missed(self, line: Line, error: Any, settled: list[tuple[Line, str, str | None]]) -> None:
        tell(f"{line.place}: {error}")
        self.counts["failed"] += not error.lasting
        if error.lasting:
            settled.append((line, "failed", str(error)))
        self._silent += 1
        if self._silent == _MOST_SILENT:
            self.problem = f"{_MOST_SILENT} records in a row could not be had: given up"

    def _keep(self, batch: Batch, settled: list[tuple[Line, str, str | None]], run: int) -> None:
        self._store.write(batch, run)
        self._todo.settle(settled)
        self.counts.update(state for _, state, _ in settled)
