"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import click

from newsscraper.cli.base import meant

Command = Callable[..., Any]

DEFAULT_STORE = "data/newsscraper.db"
"""Repeated from newsscraper.store, whose import is slow; a test compares the two."""


def store_option(default: str | None = DEFAULT_STORE) -> Callable[[Command], Command]:
    """``--store``; without a default the command keeps nothing unless it is told where."""
    told = f"[default: {default}]" if default else "Nothing is kept without it."
    return click.option(
        "--store",
        metavar="FILE",
        default=default,
        help=f"Where the records are kept: an SQLite file, or postgresql://USER@HOST/NAME. {told}",
    )


FORMATS = "<formats>"
"""Placeholder in the help of an :class:`OutputOption`."""


class OutputOption(click.Option):
    """An option whose help lists the registered formats instead of :data:`FORMATS`.

    The registry is imported only when the help is shown, since its import is slow.
    """

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Called by click."""
        from newsscraper.exporters.registry import known_formats

        found = super().get_help_record(ctx)
        return found and (
            found[0],
            found[1].replace(FORMATS, f"{known_formats()}; also s3:// etc."),
        )


BESIDE_STORE = "+"
"""``--keep-pages`` without a name."""


def pages_folder(named: str, store: str) -> str:
    """The folder of the kept pages: as named, or ``pages`` beside the store's file.

    Raises:
        click.UsageError: the store is no file, and none was named; or it cannot be made.

    """
    if named != BESIDE_STORE:
        folder = Path(named)
    elif "://" in store:
        raise click.UsageError(
            "the store is no file: name the folder of the pages, --keep-pages FOLDER"
        )
    else:
        folder = Path(store).parent / "pages"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            """Only to see whether it can be made there."""
    except OSError as error:
        raise click.UsageError(
            f"cannot keep pages in {folder}: {error.strerror or error}"
        ) from None
    return str(folder)


def output_option(command: Command) -> Command:
    """``-o`` of the commands that write standard output unless a file is named; with
    :func:`form_options`."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        cls=OutputOption,
        metavar="FILE",
        multiple=True,
        default=("-",),
        help=f"Write to FILE ({FORMATS}); - is standard output (the default). Repeatable.",
    )(form_options(command))


def ticker_output_option(told: str) -> Callable[[Command], Command]:
    """``--ticker-output``."""
    return click.option(
        "--ticker-output",
        "ticker_outputs",
        metavar="FILE",
        multiple=True,
        help=f"{told} Repeatable.",
    )


def form_options(command: Command) -> Command:
    """What may be chosen of the outputs' form; the command gets it as one argument, ``form``."""

    @wraps(command)
    def with_form(*arguments: Any, excel: bool, partition_by: str, **named: Any) -> Any:
        from newsscraper.exporters.form import Form

        return command(
            *arguments,
            form=Form(excel, tuple(partition_by.split(",")) if partition_by else ()),
            **named,
        )

    for option in (
        click.option(
            "--partition-by",
            metavar="NAME,NAME",
            type=Partitions(),
            default="",
            help=(
                ".parquet as a folder divided by site, year, month (any of them; also edition,"
                " source_id, language)."
            ),
        ),
        click.option(
            "--excel",
            is_flag=True,
            help=".csv for Excel: a byte order mark, no formulas, no cell longer than Excel's.",
        ),
    ):
        with_form = option(with_form)
    return with_form


def fetching_options(command: Command) -> Command:
    """What every command that fetches has: the mirror, Scrapy's settings, the contact, how much is
    told."""
    for option in (
        click.option(
            "-q",
            "--quiet",
            is_flag=True,
            help="No progress and no summary; problems are still told.",
        ),
        click.option(
            "-v", "--verbose", count=True, help="Tell what Scrapy tells; twice for everything."
        ),
        click.option(
            "--contact",
            metavar="ADDRESS",
            envvar="NEWSSCRAPER_CONTACT",
            help=(
                "Mail or web address in the user agent, where the site reaches you (also"
                " $NEWSSCRAPER_CONTACT)."
            ),
        ),
        click.option(
            "-s",
            "--set",
            "settings",
            metavar="NAME=VALUE",
            multiple=True,
            help="Any setting of Scrapy's. Repeatable.",
        ),
        click.option(
            "--base-url",
            metavar="URL",
            help="Fetch from a mirror of the site; {site} in it is the site's name.",
        ),
    ):
        command = option(command)
    return command


def settings_of(
    base_url: str | None, contact: str | None, quiet: bool, store: str | None
) -> dict[str, Any]:
    """The settings behind the options.

    Raises:
        click.BadParameter: the mirror's address is none.

    """
    if base_url is not None:
        from urllib.parse import urlsplit

        try:
            parts = urlsplit(base_url.replace("{site}", "site"))
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
            usable = usable and not parts.query and not parts.fragment
        except ValueError:
            usable = False
        if not usable:
            raise click.BadParameter(
                f"{base_url!r} is no http:// or https:// address of a site's root",
                param_hint="'--base-url'",
            )
    return {
        "NEWSSCRAPER_BASE_URL": base_url or "",
        "NEWSSCRAPER_STORE": store or "",
        **({"NEWSSCRAPER_CONTACT": contact} if contact else {}),
        **({"NEWSSCRAPER_PROGRESS": "none"} if quiet else {}),
    }


def check_mirror(base_url: str | None, sites: int) -> None:
    """Sees that a mirror can answer for so many sites.

    Raises:
        click.UsageError: it is one for several.

    """
    if base_url is not None and sites > 1 and "{site}" not in base_url:
        raise click.UsageError(
            "--base-url names one mirror for several sites; write {site} where their names go"
        )


class Partitions(click.ParamType):  # type: ignore[type-arg]
    """Names, with commas, of what Parquet files are divided by. Gives them each once, with
    commas."""

    name = "NAMES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Called by click."""
        from newsscraper.exporters.form import PARTITIONS

        names = [name.strip() for name in str(value).split(",") if name.strip()]
        for name in names:
            if name not in PARTITIONS:
                self.fail(
                    f"files cannot be divided by {name!r}{meant(name, PARTITIONS)}", param, ctx
                )
        return ",".join(dict.fromkeys(names))


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day: ``2026-01-31``, or so many days back: ``7d``. Gives the ISO date."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Called by click."""
        from newsscraper.scope import ScopeError, day_of

        try:
            return day_of(str(value), datetime.now(UTC).date()).isoformat()
        except ScopeError as error:
            self.fail(str(error), param, ctx)
