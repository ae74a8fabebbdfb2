"""The options of all commands that fetch, each declared once.

The command line makes its options from :class:`FetchOptions`, and :func:`newsscraper.crawl` takes
its attributes as keyword arguments. A new option of ``crawl`` is one attribute here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_type_hints

from newsscraper.errors import UserError
from newsscraper.fetch_options.checks import check_mirror, pages_folder
from newsscraper.fetch_options.option import (
    ALL,
    DEFAULT_STORE,
    SITES,
    Day,
    Location,
    Locations,
    Option,
    Text,
    Texts,
    texts,
)
from newsscraper.scope import Mode, Scope, scope_of

if TYPE_CHECKING:
    from newsscraper.exporters import Form


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """What to fetch and how: the keyword arguments of :func:`newsscraper.crawl`."""

    _: KW_ONLY
    edition: Annotated[
        Texts,
        Option("Only this edition (ar, fr, en).", "EDITION", "many", "-e", commands=SITES),
    ] = None
    source: Annotated[
        Texts,
        Option(
            "Only this newspaper, by its slug: yabiladi.",
            "SLUG",
            "many",
            commands=SITES,
            latest="Only the top of this newspaper's listing.",
        ),
    ] = None
    author: Annotated[
        Texts, Option("Only articles listed on this author's page.", "NAME", "many")
    ] = None
    since: Annotated[
        Day, Option("Published on this day or later: 2026-01-31, or 7d for 7 days ago.", "DAY")
    ] = None
    until: Annotated[Day, Option("Published on this day or earlier.", "DAY")] = None
    limit: Annotated[
        int | None,
        Option(
            "Stop after N articles.",
            "N",
            "number",
            commands=SITES,
            latest="Stop after N articles per site.",
        ),
    ] = None
    max_pages: Annotated[int | None, Option("At most N pages per listing.", "N", "number")] = None
    recheck: Annotated[
        Day, Option("Fetch known articles of this day or later again: 7d.", "DAY")
    ] = None
    full: Annotated[
        bool, Option("Walk listings to the end, even where an earlier crawl was.", kind="flag")
    ] = False
    fresh: Annotated[
        bool,
        Option("Start over instead of resuming an interrupted crawl.", kind="flag", once=True),
    ] = False
    output: Annotated[
        Locations,
        Option(
            "Write the articles of this run to FILE ({formats}), newest first; - prints them as"
            " they arrive.",
            "FILE",
            "many",
            "-o",
            commands=SITES,
            once=True,
            latest="Write the new articles to FILE ({formats}), newest first; - prints them as"
            " they arrive.",
        ),
    ] = None
    excel: Annotated[
        bool,
        Option(
            ".csv for Excel: with a byte order mark, without formulas, cells cut to Excel's limit.",
            kind="flag",
            commands=SITES,
        ),
    ] = False
    partition_by: Annotated[
        Text,
        Option(
            ".parquet as a folder divided by site, year, month (any of these; also edition,"
            " source_id, language).",
            "NAME,NAME",
            commands=SITES,
        ),
    ] = None
    format: Annotated[
        Text,
        Option(
            "Format of standard output: {stdout_formats}. [default: jsonl]",
            "NAME",
            commands=SITES,
            once=True,
        ),
    ] = None
    ticker_output: Annotated[
        Locations,
        Option(
            "Write the ticker snapshots of this run to FILE.",
            "FILE",
            "many",
            commands=SITES,
            once=True,
        ),
    ] = None
    if_empty: Annotated[
        Literal["keep", "truncate"],
        Option(
            "What to do with an existing FILE if there are no new records: keep or empty it.",
            kind="choice",
            commands=SITES,
            once=True,
        ),
    ] = "keep"
    report: Annotated[
        Location | None,
        Option(
            "Write a report of the run to FILE, as JSON.",
            "FILE",
            commands=SITES,
            once=True,
            latest="Write a report to FILE, as JSON; a list if there are several sites.",
        ),
    ] = None
    respect_rights: Annotated[
        bool,
        Option(
            "Leave out articles whose use the page or its site reserves (docs/schema.md says how).",
            kind="flag",
            commands=("crawl", "latest", "scrape"),
        ),
    ] = False
    keep_pages: Annotated[
        Location | None,
        Option(
            "Keep every response in WARC files in FOLDER; by default in pages, beside the store.",
            "FOLDER",
            "optional",
        ),
    ] = None
    store: Annotated[
        Location | None,
        Option(
            "Where to keep the records: an SQLite file, or postgresql://USER@HOST/NAME.",
            "FILE",
            commands=SITES,
        ),
    ] = DEFAULT_STORE
    base_url: Annotated[
        Text,
        Option(
            "Fetch from a mirror of the site; {site} stands for the site's name.",
            "URL",
            commands=ALL,
        ),
    ] = None
    settings: Annotated[
        Mapping[str, Any] | Iterable[str] | None,
        Option("Any Scrapy setting.", "NAME=VALUE", "many", "-s", "--set", ALL),
    ] = None
    contact: Annotated[
        Text,
        Option(
            "Mail or web address for the user agent, so that the site can reach you (also"
            " $NEWSSCRAPER_CONTACT).",
            "ADDRESS",
            commands=ALL,
            environment="NEWSSCRAPER_CONTACT",
        ),
    ] = None
    verbose: Annotated[
        int,
        Option("Show Scrapy's messages; twice for all of them.", None, "count", "-v", None, ALL),
    ] = 0
    quiet: Annotated[
        bool,
        Option(
            "No progress and no summary; problems are still reported.",
            None,
            "flag",
            "-q",
            None,
            ALL,
        ),
    ] = False

    def scope(self, site: str, mode: Mode = "site") -> Scope:
        """What to fetch of a site.

        Raises:
            UserError: the site, an edition, a source, a day or a number is invalid.

        """
        named = [texts(value) for value in (self.edition, self.source, self.author)]
        if any(not value.strip() for values in named for value in values):
            raise UserError("an option is empty: omit it or give it a value")
        editions, sources, authors = named
        return scope_of(
            site,
            editions,
            sources,
            self.limit,
            since=_day(self.since),
            until=_day(self.until),
            authors=authors,
            max_pages=self.max_pages,
            recheck=_day(self.recheck),
            full=self.full,
            mode=mode,
        )

    def named_site(self, site: str) -> str:
        """The name of a site, after a check that it has the editions and sources.

        Raises:
            UserError: the site, an edition or a source is invalid.

        """
        return scope_of(site, texts(self.edition), texts(self.source)).site.name

    @property
    def form(self) -> Form:
        """The options of the output formats."""
        from newsscraper.exporters import Form

        partitions = tuple(self.partition_by.split(",")) if self.partition_by else ()
        return Form(self.excel, partitions, self.format)

    @property
    def reserved(self) -> bool | None:
        """The argument `reserved` of :meth:`newsscraper.store.Store.articles`."""
        return False if self.respect_rights else None

    @property
    def setting_pairs(self) -> list[str]:
        """Scrapy's settings, each as ``NAME=VALUE``."""
        if isinstance(self.settings, Mapping):
            return [f"{name}={value}" for name, value in self.settings.items()]
        return list(self.settings or ())

    def run_settings(self) -> dict[str, Any]:
        """The project's own settings of a run.

        Raises:
            UserError: the mirror's address is invalid, or pages cannot be kept in the folder.

        """
        self.check_mirror(sites=1)
        store = os.fspath(self.store) if self.store is not None else ""
        found: dict[str, Any] = {
            "NEWSSCRAPER_BASE_URL": self.base_url or "",
            "NEWSSCRAPER_STORE": store,
            "NEWSSCRAPER_FRESH": self.fresh,
        }
        if self.contact:
            found["NEWSSCRAPER_CONTACT"] = self.contact
        if self.respect_rights:
            found["NEWSSCRAPER_RESPECT_RIGHTS"] = True
        if self.quiet:
            found["NEWSSCRAPER_PROGRESS"] = "none"
        if self.keep_pages is not None:
            found["NEWSSCRAPER_KEEP_PAGES"] = pages_folder(os.fspath(self.keep_pages), store)
        return found

    def check_mirror(self, sites: int) -> None:
        """Check the address of the mirror for a number of sites.

        Raises:
            UserError: the address is invalid, or is that of one site and there are several.

        """
        check_mirror(self.base_url, sites)

    def arguments(self) -> list[str]:
        """The options as a command line of ``newsscraper crawl``; omits those with defaults."""
        words: list[str] = []
        for field in fields(FetchOptions):
            value, option = getattr(self, field.name), declared()[field.name]
            if value == field.default:
                continue
            name = long_name(field.name)
            if option.kind == "flag":
                words += [name] if value else []
            elif option.kind == "count":
                words += [name] * value
            elif option.kind == "many":
                values = self.setting_pairs if field.name == "settings" else texts(value)
                words += [f"{name}={part}" for part in values]
            elif value is not None:
                words.append(f"{name}={os.fspath(value) if isinstance(value, Path) else value}")
        return words


@cache
def declared() -> dict[str, Option]:
    """The command-line option of each attribute of :class:`FetchOptions`."""
    hints = get_type_hints(FetchOptions, include_extras=True)
    names = [field.name for field in fields(FetchOptions)]
    return {name: get_args(hints[name])[1] for name in names}


def long_name(name: str) -> str:
    """The long option of an attribute: ``--max-pages`` for ``max_pages``."""
    return declared()[name].name or f"--{name.replace('_', '-')}"


def _day(value: Day) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
