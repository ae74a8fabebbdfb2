"""A crawl called from Python, in a child process.

Scrapy's event loop can run only once per process, but a notebook's cell may run many times.
"""

from __future__ import annotations

import inspect
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec

from newsscraper.errors import UserError
from newsscraper.fetch_options import FetchOptions, declared
from newsscraper.reports.report import Report

P = ParamSpec("P")


class CrawlError(UserError):
    """The crawl could not start; the text says why."""


@dataclass(frozen=True, slots=True)
class CrawlArguments(FetchOptions):
    """The arguments of :func:`crawl`: the site, and the options by name."""

    site: str
    """Name of the site: ``maghress``."""


def _takes(
    arguments: Callable[P, CrawlArguments],
) -> Callable[[Callable[[CrawlArguments], Report]], Callable[P, Report]]:
    """Let a function take the arguments of a class, with their names, types and defaults."""

    def decorate(function: Callable[[CrawlArguments], Report]) -> Callable[P, Report]:
        def call(*args: P.args, **kwargs: P.kwargs) -> Report:
            return function(arguments(*args, **kwargs))

        for name in ("__name__", "__qualname__", "__module__"):
            setattr(call, name, getattr(function, name))
        options = "\n".join(f"        {name}: {option.help}" for name, option in declared().items())
        call.__doc__ = f"{(function.__doc__ or '').rstrip()}\n\n    Options:\n{options}\n"
        call.__signature__ = inspect.signature(arguments).replace(  # type: ignore[attr-defined]
            return_annotation=Report
        )
        return call

    return decorate


@_takes(CrawlArguments)
def crawl(arguments: CrawlArguments) -> Report:
    """Crawl a site as ``newsscraper crawl`` does, and wait for the end.

    The first argument is the name of the site: ``crawl("maghress", edition="fr", limit=100)``. The
    others are the attributes of :class:`newsscraper.fetch_options.FetchOptions`; an option that can
    be repeated takes one value or a list, a day may be a :class:`datetime.date`, and `settings` is
    a mapping of Scrapy settings.

    Returns:
        What the run did. ``report.exit_code`` is 0 after success, 1 if nothing could be fetched, 2
        if the site has no such source, 3 if the site blocked the crawl or showed no articles.

    Raises:
        CrawlError: the site is unknown, or a file or the store cannot be written; nothing was
            fetched.
        KeyboardInterrupt: after the crawl was stopped; its records are kept.

    """
    if arguments.report is not None and os.fspath(arguments.report) == "-":
        raise CrawlError("the report of a crawl is returned: report takes a file, not '-'")
    with tempfile.TemporaryDirectory(prefix="newsscraper-") as folder:
        path = Path(arguments.report or Path(folder) / "report.json")
        before = path.stat().st_mtime_ns if path.exists() else None
        options = replace(arguments, report=path).arguments()
        last = _run([*options, "--", arguments.site], quiet=arguments.quiet)
        if not path.exists() or path.stat().st_mtime_ns == before:
            reason = last.removeprefix("newsscraper: ").removeprefix("Error: ")
            raise CrawlError(reason or "the crawl ended without a message")
        return Report.from_dict(json.loads(path.read_text(encoding="utf-8")))


def _run(options: list[str], *, quiet: bool) -> str:
    """Run ``newsscraper crawl`` to its end, forward its messages, and return the last one."""
    last = ""
    # The options go by standard input, because other users can see a process's arguments.
    command = [sys.executable, "-m", "newsscraper.called", "crawl"]
    # In a session of its own, so that Ctrl-C in a terminal reaches the child once, through us.
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            with suppress(BrokenPipeError), process.stdin:  # if it cannot start, it says why
                json.dump(options, process.stdin)
            for line in process.stderr:
                last = line.strip() or last
                if not quiet:
                    sys.stderr.write(line)
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            for line in process.stderr:
                sys.stderr.write(line)
            raise
    return last
