"""The command line. Each command imports what it needs when it runs: ``--help`` answers at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from newsscraper.version import __version__

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_SUSPECT, EXIT_INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes of every command: done; an input failed; usage or environment; suspect or blocked; interrupted."""

_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def examples(*lines: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds an "Examples" paragraph to a command's help, its lines as written."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = f"{(function.__doc__ or '').rstrip()}\n\n    \b\n    Examples:\n" + "".join(
            f"      {line}\n" for line in lines
        )
        return function

    return add


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader has seen enough (`| head -1`): nothing is wrong, and Python must not flush into the closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return EXIT_DONE


@click.group(
    cls=_Commands,
    context_settings=_CONTEXT,
    epilog="Exit codes: 0 done, 1 an input failed, 2 usage or environment, 3 suspect or blocked, 130 interrupted.",
)
@click.version_option(__version__, "-V", "--version", prog_name="newsscraper")
@examples("newsscraper extract page.html", "newsscraper extract saved/ -o articles.jsonl", "newsscraper sites")
def cli() -> None:
    """Turn the pages of press aggregators into clean records."""


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a site instead of a table.")
@examples("newsscraper sites", "newsscraper sites --json")
def sites(as_json: bool) -> None:
    """List the sites that are known: name, country, time zone, editions, address."""
    import json

    from newsscraper.sites import SITES

    if as_json:
        for site in SITES.values():
            entry = {
                "name": site.name,
                "domain": site.domain,
                "country": site.country,
                "timezone": site.timezone,
                "editions": list(site.editions),
                "home": site.home,
            }
            click.echo(json.dumps(entry))
        return
    click.echo(f"{'site':<11} {'country':<8} {'editions':<9} {'time zone':<18} home")
    for site in SITES.values():
        click.echo(f"{site.name:<11} {site.country:<8} {','.join(site.editions):<9} {site.timezone:<18} {site.home}")


@cli.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--url", metavar="URL", help="Where the page came from. For one PATH only.")
@click.option("--fetched-at", metavar="TIME", help="When it was fetched, ISO 8601 (UTC where no zone is given).")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="Write to FILE (.jsonl, .json, .csv); - is standard output (the default).",
)
@click.option("--ticker-output", metavar="FILE", help="Write the ticker snapshots to FILE as well, one record a snapshot.")
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    help="Processes to use; 0 is one a core. [default: 1]",
)
@click.option("--no-ticker", is_flag=True, help="Leave the ticker out of the records.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@click.option("--summary", is_flag=True, help="Print a table of what was found to standard error.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no closing line; problems are still told.")
@examples(
    "newsscraper extract page.html --url https://www.maghress.com/fr/yabiladi/148210",
    "newsscraper extract saved/ -o articles.jsonl --ticker-output tickers.jsonl --jobs 0",
    "curl -s URL | newsscraper extract - --url URL --pretty",
)
def extract(
    paths: tuple[str, ...],
    url: str | None,
    fetched_at: str | None,
    output: str,
    ticker_output: str | None,
    jobs: int,
    no_ticker: bool,
    pretty: bool,
    summary: bool,
    quiet: bool,
) -> int:
    """Extract the articles of saved pages: HTML, feeds, plain-text captures.

    PATH is a file, a folder (searched for .html, .htm, .txt, .xml, .rss, .atom, also with .gz), or - for standard input.
    A file meta.json beside a page, or NAME.meta.json, may hold its "url" and "fetched_at".

    One record an article, its ticker nested under "ticker". Pages that are no article (listings, feeds) give none and
    are counted; files that cannot be read, error pages and pages of no known kind are told, and the exit code is 1.
    """
    from newsscraper.batch import EXTRACT_FIELDS, TICKER_FIELDS, Summary, Tickers, extract_files
    from newsscraper.captures import STDIN, Found, find
    from newsscraper.dates import as_time
    from newsscraper.exporters import exporter_for
    from newsscraper.items import ARTICLE_FIELDS

    if not paths:
        if sys.stdin.isatty():
            raise click.UsageError("name a file or a folder, or - for standard input")
        paths = (STDIN,)
    if url is not None and (len(paths) > 1 or os.path.isdir(paths[0])):  # noqa: PTH112 - a string is all there is
        raise click.UsageError("--url tells where one page came from; give one file, or a meta.json beside each page")
    if ticker_output is not None and os.path.abspath(ticker_output) == os.path.abspath(output):  # noqa: PTH100
        raise click.UsageError("-o and --ticker-output name the same file")
    try:
        moment = as_time(fetched_at)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--fetched-at'") from None

    found, counts, tickers = Found(), Summary(), Tickers()
    exporter_class = exporter_for(output)
    ticker_class = exporter_for(ticker_output) if ticker_output else None
    if output == "-" and pretty:
        from newsscraper.exporters.array import JsonExporter

        exporter_class = JsonExporter
    ticker_exporter = ticker_class(ticker_output, TICKER_FIELDS) if ticker_class and ticker_output else None
    bar = None if quiet else _progress(find(paths, Found()) if sys.stderr.isatty() else None)
    try:
        with exporter_class(output, ARTICLE_FIELDS if no_ticker else EXTRACT_FIELDS) as exporter:
            for outcome in extract_files(find(paths, found, url, moment), jobs or os.cpu_count() or 1):
                for article in outcome.articles:
                    exporter.write(_without_ticker(article) if no_ticker else article)
                if outcome.ticker is not None and ticker_exporter is not None:
                    tickers.add(outcome.ticker)
                counts.add(outcome)
                if bar is not None:
                    bar.update(1)
                if outcome.problem is not None:
                    _tell(outcome.problem)
        if ticker_exporter is not None:
            for snapshot in tickers.snapshots.values():
                ticker_exporter.write(snapshot)
            ticker_exporter.close()
    except BaseException:
        if ticker_exporter is not None:
            ticker_exporter.abandon()
        raise
    finally:
        if bar is not None:
            bar.render_finish()

    if summary:
        click.echo("\n".join(counts.lines()), err=True)
    if not quiet:
        _tell(_closing_line(counts, dict(found.ignored), len(tickers.snapshots) if ticker_exporter else None))
    if counts.captures == 0:
        _tell("no capture was found: name files, or folders with .html, .htm, .txt, .xml, .rss or .atom files")
        return EXIT_FAILED
    return EXIT_FAILED if counts.failed else EXIT_DONE


def _without_ticker(article: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in article.items() if name != "ticker"}


def _closing_line(counts: Any, ignored: dict[str, int], tickers: int | None) -> str:
    kinds: dict[str, int] = {}
    for counter in counts.kinds.values():
        for kind, number in counter.items():
            kinds[kind] = kinds.get(kind, 0) + number
    parts = [f"{counts.captures} captures", f"{counts.articles} articles"]
    if tickers is not None:
        parts.append(f"{tickers} tickers")
    if others := [f"{number} {kind}" for kind, number in sorted(kinds.items()) if kind != "article"]:
        parts.append("not articles: " + ", ".join(others))
    if counts.failed:
        parts.append(f"{counts.failed} failed")
    if ignored:
        names = ", ".join(f"{number} {suffix}" for suffix, number in sorted(ignored.items()))
        parts.append(f"files passed over: {names}")
    return "; ".join(parts)


def _progress(files: Any) -> Any:
    """A progress bar over the files, on a terminal; ``None`` elsewhere."""
    if files is None:
        return None
    bar = click.progressbar(length=sum(1 for _ in files), label="extracting", file=sys.stderr, show_pos=True)
    bar.render_progress()
    return bar


def _tell(line: str) -> None:
    click.echo(f"newsscraper: {line}", err=True)


def _terminated(number: int, frame: Any) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with the exit code of every command."""
    from newsscraper.exporters.base import ExportError

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # Records are UTF-8 whatever the locale; a lone surrogate in a file's name must not end the run.
            reconfigure(encoding="utf-8", errors="backslashreplace")
    # A run that is told to stop leaves nothing half done: no part of a file, no worker process.
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = cli.main(args=None if arguments is None else list(arguments), prog_name="newsscraper", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        _tell("interrupted")
        code = EXIT_INTERRUPTED
    except KeyboardInterrupt:
        _tell("interrupted")
        code = EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = EXIT_USAGE
    except ExportError as error:
        _tell(str(error))
        code = EXIT_USAGE
    except OSError as error:  # the last flush of standard output
        _tell(f"cannot write standard output: {error.strerror or error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = EXIT_USAGE
    sys.exit(code if isinstance(code, int) else EXIT_DONE)


if __name__ == "__main__":
    main()
