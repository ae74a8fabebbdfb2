"""The command line, with one command per file.

A command imports what it needs when it runs, so that ``--help`` is fast.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from traceback import format_exception
from typing import Any

import click

from newsscraper import interrupts
from newsscraper.cli.backfill import backfill
from newsscraper.cli.base import EXIT_DONE, EXIT_INTERRUPTED, EXIT_USAGE, examples, tell
from newsscraper.cli.crawl import crawl
from newsscraper.cli.export import export
from newsscraper.cli.exports import exports
from newsscraper.cli.extract import extract
from newsscraper.cli.failed import failed
from newsscraper.cli.latest import latest
from newsscraper.cli.reextract import reextract
from newsscraper.cli.remove import remove
from newsscraper.cli.schema import schema
from newsscraper.cli.scrape import scrape
from newsscraper.cli.sites import sites
from newsscraper.cli.sources import sources
from newsscraper.cli.status import status
from newsscraper.cli.ticker import ticker
from newsscraper.cli.versions import versions
from newsscraper.cli.watch import watch
from newsscraper.errors import UserError
from newsscraper.passwords import masked
from newsscraper.version import __version__

_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader has closed the pipe (`| head -1`). This is not an error, and Python must
            # not flush into the closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return EXIT_DONE


@click.group(
    cls=_Commands,
    context_settings=_CONTEXT,
    epilog=(
        "Exit codes: 0 success, 1 an input failed, 2 invalid usage or environment, 3 suspicious or"
        " blocked, 130 interrupted."
    ),
)
@click.version_option(__version__, "-V", "--version", prog_name="newsscraper")
@examples(
    "newsscraper crawl maghress --edition fr --limit 100 -o articles.jsonl",
    "newsscraper scrape https://www.maghress.com/fr/yabiladi/148210 --pretty",
    "newsscraper extract saved/ -o articles.jsonl",
)
def cli() -> None:
    """Turn the pages of press aggregators into clean records."""


for _command in (
    crawl,
    latest,
    watch,
    scrape,
    status,
    failed,
    sources,
    export,
    exports,
    versions,
    ticker,
    extract,
    reextract,
    remove,
    backfill,
    sites,
    schema,
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the exit code of every command."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the caller (`>&-`)
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - open until the process ends
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if mode == "w" and reconfigure is not None:
            # Records are UTF-8 in every locale, and a lone surrogate in a file name must not end
            # the run.
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = _show_masked
    # An interrupted run must not leave partial files or worker processes behind.
    interrupts.install()
    try:
        code = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="newsscraper",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except click.exceptions.Abort:
        tell("interrupted")
        code = EXIT_INTERRUPTED
    except KeyboardInterrupt:
        tell("interrupted")
        code = EXIT_INTERRUPTED
    except click.ClickException as error:
        shown = StringIO()
        error.show(file=shown)
        click.echo(masked(shown.getvalue()), err=True, nl=False)
        code = EXIT_USAGE
    except UserError as error:
        tell(str(error))
        code = EXIT_USAGE
    except OSError as error:  # the last flush of standard output
        tell(f"cannot write standard output: {error.strerror or error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = EXIT_USAGE
    sys.exit(code if isinstance(code, int) else EXIT_DONE)


def _show_masked(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Print the traceback of a bug without passwords."""
    sys.stderr.write(masked("".join(format_exception(kind, error, trace))))
