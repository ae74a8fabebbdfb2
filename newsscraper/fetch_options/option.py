"""How an option of the fetching commands is declared, and the types of its values."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Location = str | os.PathLike[str]
Text = str | None
Texts = str | Iterable[str] | None
Day = str | date | None
Locations = Location | Iterable[Location] | None

DEFAULT_STORE = "data/newsscraper.db"
"""Repeated from newsscraper.store, whose import is slow; a test compares the two."""

BESIDE_STORE = "+"
"""The value of `keep_pages` for a folder ``pages`` beside the store."""

KEEP, TRUNCATE = "keep", "truncate"

CRAWL = ("crawl",)
SITES = ("crawl", "latest")
ALL = ("crawl", "latest", "scrape", "sources")


@dataclass(frozen=True, slots=True)
class Option:
    """How an attribute of :class:`FetchOptions` appears on the command line."""

    help: str
    metavar: str | None = None
    kind: Literal["text", "number", "flag", "count", "many", "choice", "optional"] = "text"
    """``many``: may be repeated; ``optional``: the value may be omitted."""
    short: str | None = None
    name: str | None = None
    """The name of the option, if it is not the attribute's."""
    commands: tuple[str, ...] = CRAWL
    """The commands that have it."""
    once: bool = False
    """Whether ``watch`` does not have it, because it only makes sense for a single run."""
    environment: str | None = None
    latest: str | None = None
    """Another help text for ``latest``."""


def texts(value: Locations) -> tuple[str, ...]:
    """One or several values, as a tuple of strings."""
    several = (value,) if isinstance(value, str | os.PathLike) else value or ()
    return tuple(os.fspath(part) for part in several)
