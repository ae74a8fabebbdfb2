"""``newsscraper extract``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_FAILED, EXIT_USAGE, examples, tell
from newsscraper.cli.options import output_option, ticker_output_option
from newsscraper.errors import UserError

if TYPE_CHECKING:
    from newsscraper.archives.parallel import Summary
    from newsscraper.archives.spool import Spool
    from newsscraper.captures import SearchSummary, Unit
    from newsscraper.exporters import Form


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--url", metavar="URL", help="Where the page came from. For one PATH only.")
@click.option(
    "--fetched-at",
    metavar="TIME",
    help="When it was fetched, ISO 8601 (UTC where no zone is given).",
)
@output_option
@ticker_output_option("Write the ticker snapshots to FILE as well, one record per snapshot.")
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help="Processes to use; 0, the default, is one a core.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on where the same command, writing to the same FILE, was broken off.",
)
@click.option(
    "--all-captures", is_flag=True, help="Keep every capture of an article, not only its newest."
)
@click.option("--no-ticker", is_flag=True, help="Leave the ticker out of the records.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@click.option("--summary", is_flag=True, help="Print a table of what was found to standard error.")
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="No progress bar and no closing line; problems are still told.",
)
@examples(
    "newsscraper extract page.html --url https://www.maghress.com/fr/yabiladi/148210",
    "newsscraper extract saved/ -o articles.jsonl --ticker-output tickers.jsonl",
    "newsscraper extract CC-MAIN-*.warc.gz --no-ticker -o articles.jsonl --resume",
    "newsscraper extract pages.parquet more.jsonl.zst --jobs 4 -o articles.csv",
    "curl -s URL | newsscraper extract - --url URL --pretty",
)
def extract(
    paths: tuple[str, ...],
    url: str | None,
    fetched_at: str | None,
    outputs: tuple[str, ...],
    ticker_outputs: tuple[str, ...],
    jobs: int,
    resume: bool,
    all_captures: bool,
    no_ticker: bool,
    pretty: bool,
    summary: bool,
    quiet: bool,
    form: Form,
) -> int:
    """Extract the articles of saved pages and archives.

    PATH is a page (HTML, a feed, a plain-text capture), an archive, a folder of both, or - for a
    page on standard input. A file meta.json beside a page, or NAME.meta.json, may hold its "url"
    and "fetched_at". Archives are WARC and WET (.warc, .warc.gz, .warc.zst, .wet.gz), JSON Lines
    (.jsonl, .jsonl.gz, .jsonl.zst) and Parquet files with html or text, url and fetched_at.

    One record an article, in the order of the input, its ticker nested under "ticker". Of several
    captures of an article the newest is kept. Pages that are no article (listings, feeds) give none
    and are counted; damaged records, files that cannot be read, and saved pages that are error
    pages or of no known kind are told, and the exit code is 1.
    """
    from newsscraper.archives.parallel import Begun, Summary, Want, extract_units
    from newsscraper.archives.spool import Spool
    from newsscraper.captures import STDIN, SearchSummary, find, size_of
    from newsscraper.dates import as_time
    from newsscraper.exporters import STDOUT, Outputs, check_targets, exporter_for
    from newsscraper.exporters.target import path_of
    from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS
    from newsscraper.version import EXTRACTOR_VERSION

    if not paths:
        if sys.stdin.isatty():
            raise click.UsageError("name a file or a folder, or - for standard input")
        paths = (STDIN,)
    if url is not None and (len(paths) > 1 or os.path.isdir(paths[0])):  # noqa: PTH112 - a string is all there is
        raise click.UsageError(
            "--url tells where one page came from; give one file, or a meta.json beside each page"
        )
    try:
        moment = as_time(fetched_at)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--fetched-at'") from None

    place = next((path for output in outputs if (path := path_of(output)) is not None), None)
    if resume and place is None:
        raise click.UsageError(
            "--resume goes on with a file or a folder of this machine; name it with -o"
        )
    fields = ARTICLE_FIELDS if no_ticker else EXTRACT_FIELDS
    targets = [
        *((output, fields) for output in outputs),
        *((output, TICKER_FIELDS) for output in ticker_outputs),
    ]
    check_targets(targets, form)
    asked = {
        "url": url,
        "fetched_at": fetched_at,
        "no_ticker": no_ticker,
        "tickers": bool(ticker_outputs),
        "paths": list(paths),
        "rules": EXTRACTOR_VERSION,
    }
    want = Want(ticker_nested=not no_ticker, tickers=bool(ticker_outputs) or summary)
    written = frozenset(path for target, _ in targets if (path := path_of(target)) is not None)
    found, keep = SearchSummary(), False
    streams = outputs == (STDOUT,) and all_captures and not pretty
    stream = exporter_for(STDOUT, form)(STDOUT, fields, form) if streams else None
    spool, bar = Spool(place, asked, resume=resume), None
    try:
        spool.open()
        bar = _Bar(size_of(paths, written)) if not quiet and sys.stderr.isatty() else None
        counts = Summary.from_dict(spool.counts) if spool.counts else Summary()
        if resume and not quiet:
            tell(
                f"going on behind {counts.captures} captures"
                if spool.resumed
                else "nothing to go on with: a new extraction begins"
            )
        begun = Begun(*spool.begun)
        units = _todo(find(paths, found, url, moment, written), spool, bar)
        for result in extract_units(units, jobs or os.cpu_count() or 1, want, begun):
            for outcome in result.outcomes:
                counts.add(outcome)
                for row in outcome.articles:
                    if stream is not None:
                        stream.write(json.loads(row.record))
                    else:
                        spool.add(row)
                if outcome.ticker is not None:
                    spool.add_ticker(outcome.ticker, whole=bool(ticker_outputs))
                if outcome.problem is not None:
                    if bar is not None:
                        bar.make_way()
                    tell(outcome.problem)
            spool.note(result.unit, counts.to_dict(), (begun.path, begun.at))
            if bar is not None:
                bar.advance(result.unit.size, counts.captures)
        spool.finish_skipping()
        if bar is not None:
            bar.finish()
            bar = None
        if nothing := _nothing(counts, found):
            if counts.refused + counts.unreadable == 0:
                tell(nothing)
            if found.has_archive and counts.failed:
                return EXIT_USAGE
        kept = counts.articles if all_captures else spool.articles
        tickers: int | None = None
        with Outputs() as files:
            if stream is None:
                files.open(outputs, fields, form, pretty=pretty).write_all(
                    spool.records(every=all_captures)
                )
            else:
                stream.close()
            if ticker_outputs:
                tickers = files.open(ticker_outputs, TICKER_FIELDS, form).write_all(spool.tickers())
            if (counts.failed or nothing) and not kept and not tickers:
                files.discard()
        if summary:
            click.echo("\n".join(counts.lines(spool.ticker_counts())), err=True)
        if not quiet:
            tell(_closing_line(counts, dict(found.ignored), tickers, kept))
    except KeyboardInterrupt:
        keep = place is not None and (resume or found.has_archive) and spool.units > 0
        if keep:
            tell(
                f"what was done is kept in {spool.folder}; the same command with --resume goes on"
                " with it"
            )
        raise
    except UserError:
        keep = resume or (place is not None and found.has_archive and spool.units > 0)
        raise
    finally:
        if bar is not None:
            bar.finish()
        spool.close(keep=keep)
    return EXIT_FAILED if counts.failed or nothing else EXIT_DONE


def _todo(units: Iterable[Unit], spool: Spool, bar: _Bar | None) -> Iterator[Unit]:
    """The units that were not done before the run was broken off."""
    for unit in units:
        if not spool.is_done(unit):
            yield unit
        elif bar is not None:
            bar.advance(unit.size, 0)


def _nothing(counts: Summary, found: SearchSummary) -> str | None:
    """What to tell where no capture was found, or none that can be read."""
    if counts.captures > counts.unreadable:
        return None
    if found.has_archive:
        passed = f" ({', '.join(sorted(counts.passed))})" if counts.passed else ""
        return f"no page was found in the archives{passed}"
    if counts.captures:
        return None
    return (
        "no capture was found: name files, or folders with .html, .htm, .txt, .xml, .rss or .atom"
        " files, or archives"
    )


def _closing_line(counts: Summary, ignored: dict[str, int], tickers: int | None, kept: int) -> str:
    kinds: dict[str, int] = {}
    for counter in counts.kinds.values():
        for kind, number in counter.items():
            kinds[kind] = kinds.get(kind, 0) + number
    parts = [f"{counts.captures} captures", f"{kept} articles"]
    if counts.articles > kept:
        parts.append(
            f"{counts.articles - kept} older captures of the same articles left out, the newest"
            " wins"
        )
    if tickers is not None:
        parts.append(f"{tickers} tickers")
    if others := [
        f"{number} {kind}" for kind, number in sorted(kinds.items()) if kind != "article"
    ]:
        parts.append("not articles: " + ", ".join(others))
    if counts.passed:
        parts.append(
            "records passed over: "
            + ", ".join(f"{number} {kind}" for kind, number in sorted(counts.passed.items()))
        )
    if counts.failed:
        parts.append(f"{counts.failed} failed")
    if ignored:
        names = ", ".join(f"{number} {suffix}" for suffix, number in sorted(ignored.items()))
        parts.append(f"files passed over: {names}")
    return "; ".join(parts)


class _Bar:
    """A progress bar over the bytes of the input."""

    def __init__(self, length: int) -> None:
        from tqdm import tqdm

        from newsscraper.reports.terminal import bar_size

        self._begun = monotonic()
        self._bar: Any = tqdm(
            total=max(length, 1),
            desc="extracting",
            unit="B",
            unit_scale=True,
            unit_divisor=1024,
            file=sys.stderr,
            leave=False,
            **bar_size(),
        )

    def advance(self, size: int, captures: int) -> None:
        """So many bytes more are done; so many captures in all."""
        self._bar.update(size)
        if captures:
            self._bar.set_postfix_str(
                f"{captures} captures, {captures / max(monotonic() - self._begun, 0.001):.0f}/s",
                refresh=False,
            )

    def make_way(self) -> None:
        """Clears its line for another; it comes back with the next step."""
        self._bar.clear()

    def finish(self) -> None:
        """Takes it away."""
        self._bar.close()
