"""A crawl from Python, in a child process: Scrapy's event loop runs once a process, a notebook's
cell any number of times."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from newsscraper.errors import UserError
from newsscraper.reports.report import Report

Location = str | os.PathLike[str]


class CrawlError(UserError):
    """A crawl that could not begin; the text says why."""


def crawl(
    site: str,
    *,
    edition: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    author: str | Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    limit: int | None = None,
    max_pages: int | None = None,
    recheck: str | date | None = None,
    full: bool = False,
    fresh: bool = False,
    output: Location | Iterable[Location] | None = None,
    ticker_output: Location | Iterable[Location] | None = None,
    if_empty: str = "keep",
    store: Location = "data/newsscraper.db",
    base_url: str | None = None,
    contact: str | None = None,
    settings: Mapping[str, Any] | None = None,
    quiet: bool = False,
) -> Report:
    """Crawls a site as ``newsscraper crawl`` does, and waits for it.

    Args:
        site: Name of the site: ``maghress``.
        edition: Edition or editions; none for all.
        source: Slug or slugs of newspapers; none for all.
        author: Name or names; only what their pages list.
        since: First day of publication: a date, ``2026-01-31``, or ``7d``.
        until: Last day.
        limit: At most so many articles.
        max_pages: At most so many pages of each listing.
        recheck: Known articles of this day and later are asked for once more.
        full: Listings are walked to their ends.
        fresh: Begins anew, where the same crawl was broken off.
        output: File or files for the run's articles.
        ticker_output: File or files for the run's ticker snapshots.
        if_empty: What becomes of a file that exists if there is nothing for it: ``keep`` or
            ``truncate``.
        store: Where the records are kept.
        base_url: A mirror that answers for the site's root.
        contact: Where the site reaches you; part of the user agent.
        settings: Settings of Scrapy's, by name.
        quiet: Whether nothing is written to standard error meanwhile.

    Returns:
        What the run did; ``report.exit_code`` is 0 when it is through, 1 when nothing could be
        fetched, 2 when the site has no such source, 3 when it did not want to be crawled or showed
        no article.

    Raises:
        CrawlError: the site is unknown, a file or the store cannot be written; nothing was fetched.
        KeyboardInterrupt: after the crawl has been stopped, its records kept.

    """
    with tempfile.TemporaryDirectory(prefix="newsscraper-") as folder:
        written = Path(folder) / "report.json"
        command = [
            sys.executable,
            "-m",
            "newsscraper",
            "crawl",
            "--report",
            str(written),
            "--store",
            os.fspath(store),
        ]
        for name, values in (
            ("--edition", edition),
            ("--source", source),
            ("--author", author),
            ("--output", output),
            ("--ticker-output", ticker_output),
        ):
            several = [values] if isinstance(values, str | os.PathLike) else values or ()
            command += [part for value in several for part in (name, os.fspath(value))]
        for name, value in (
            ("--since", since),
            ("--until", until),
            ("--limit", limit),
            ("--max-pages", max_pages),
            ("--recheck", recheck),
            ("--if-empty", if_empty),
            ("--base-url", base_url),
            ("--contact", contact),
        ):
            command += [name, str(value)] if value is not None else []
        command += [name for name, wanted in (("--full", full), ("--fresh", fresh)) if wanted]
        command += [
            part
            for name, value in (settings or {}).items()
            for part in ("--set", f"{name}={value}")
        ]
        last = _run([*command, *(["--quiet"] if quiet else []), "--", site], quiet=quiet)
        if not written.exists():
            raise CrawlError(
                last.removeprefix("newsscraper: ") or "the crawl ended without saying why"
            )
        data = json.loads(written.read_text(encoding="utf-8"))
    return Report.from_dict(data)


def _run(command: list[str], *, quiet: bool) -> str:
    """Runs a command to its end, passing on what it says, and gives its last line."""
    last = ""
    # A session of its own: a terminal's Ctrl-C reaches it once, through us, and not twice.
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        try:
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
