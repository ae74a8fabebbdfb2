"""The scope of a crawl: its site, editions, sources, range of days and limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from newsscraper.errors import UserError
from newsscraper.sites import SITES, Address, Site, site_of
from newsscraper.urls import normal_path, with_scheme


class ScopeError(UserError):
    """An unknown site or edition, or an invalid option. The message names valid values."""


Mode = Literal["site", "latest"]
"""``site``: the whole site. ``latest``: only what its front pages, feeds and tickers show."""


class Days(NamedTuple):
    """The first and the last day of a range, as ISO dates; ``None`` leaves that end open."""

    since: str | None = None
    until: str | None = None

    def include(self, day: str | None) -> bool:
        """Whether a day lies in the range. An unknown day lies only in a range without ends."""
        if self.since is None and self.until is None:
            return True
        return day is not None and (self.since or day) <= day <= (self.until or day)

    def may_include(self, day: str | None) -> bool:
        """Like :meth:`include`, but an unknown day may lie in any range."""
        return self.include(day) if day else True


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of one site."""

    site: Site
    editions: tuple[str, ...]
    """In the site's order; all of them unless the user named some."""
    sources: tuple[str, ...] = ()
    """Slugs; empty for all sources."""
    limit: int | None = None
    """Maximum number of articles."""
    since: str | None = None
    """First day of publication, as the user wrote it: ``2026-01-31``, or ``7d`` for seven days
    before the start of the run."""
    until: str | None = None
    """Last day of publication, in the same forms."""
    authors: tuple[str, ...] = ()
    """Names, as in the addresses of the authors' pages; empty for all authors."""
    max_pages: int | None = None
    """Maximum number of pages per listing."""
    recheck: str | None = None
    """Articles published on or after this day are fetched again; same forms as `since`."""
    full: bool = False
    """Whether to read listings to their ends, even if all further articles are already known."""
    mode: Mode = "site"

    @property
    def ranged(self) -> bool:
        """Whether the scope is limited to some days or authors."""
        return bool(self.since or self.until or self.authors)

    @property
    def is_partial(self) -> bool:
        """Whether some of the site's articles are outside the scope."""
        return self.ranged or bool(self.sources) or self.editions != self.site.editions

    def covers(self, address: Address) -> bool:
        """Whether an address belongs to the site, editions and sources of the scope."""
        if address.site != self.site.name or address.edition not in self.editions:
            return False
        return not self.sources or address.source_id in self.sources

    def days(self, today: date) -> Days:
        """The range of days for a run that began on `today`."""
        return Days(_iso(self.since, today), _iso(self.until, today))

    def recheck_day(self, today: date) -> str | None:
        """The day from which articles are fetched again, ISO 8601; ``None`` if none are."""
        return _iso(self.recheck, today)

    def to_dict(self) -> dict[str, Any]:
        """Return the scope as JSON types. Two runs with equal scopes do the same job."""
        return {
            "site": self.site.name,
            "editions": list(self.editions),
            "sources": list(self.sources),
            "limit": self.limit,
            "since": self.since,
            "until": self.until,
            "authors": list(self.authors),
            "max_pages": self.max_pages,
            "recheck": self.recheck,
            "full": self.full,
            "mode": self.mode,
        }


def scope_of(
    site: str,
    editions: Iterable[str] = (),
    sources: Iterable[str] = (),
    limit: int | str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    authors: Iterable[str] = (),
    max_pages: int | str | None = None,
    recheck: str | None = None,
    full: bool = False,
    mode: Mode = "site",
) -> Scope:
    """Validate the user's options and create a scope from them.

    Args:
        site: Name of a site, its domain or an address on it.
        editions: Editions of that site; empty for all.
        sources: Slugs of newspapers, as in their addresses.
        limit: Maximum number of articles, 1 or more.
        since: First day of publication: ``2026-01-31``, or ``7d`` for seven days ago.
        until: Last day of publication.
        authors: Names, as in the addresses of the authors' pages, with spaces or plus signs.
        max_pages: Maximum number of pages per listing, 1 or more.
        recheck: Articles published on or after this day are fetched again.
        full: Whether to read listings to their ends.
        mode: The whole site, or only the newest articles.

    Raises:
        ScopeError: the site or an edition is unknown, a source is not a slug, the site has no
            pages of authors, a number is not positive, a day is invalid, or `since` is after
            `until`.

    """
    found = site_named(site)
    _check_days(since, until, recheck)
    return Scope(
        found,
        _editions(found, editions),
        tuple(dict.fromkeys(_slug(found, source) for source in _filled(sources))),
        _positive(limit, "the limit"),
        since or None,
        until or None,
        _authors(found, authors),
        _positive(max_pages, "--max-pages"),
        recheck or None,
        full,
        mode,
    )


def _filled(names: Iterable[str]) -> list[str]:
    """The names without surrounding white space; empty ones are left out."""
    return [name.strip() for name in names if name.strip()]


def _editions(site: Site, names: Iterable[str]) -> tuple[str, ...]:
    wanted = [name.lower() for name in _filled(names)]
    for edition in wanted:
        if edition not in site.editions:
            raise ScopeError(
                f"{site.name} has no edition {edition!r}; it has {', '.join(site.editions)}"
            )
    return tuple(edition for edition in site.editions if edition in wanted or not wanted)


def _authors(site: Site, names: Iterable[str]) -> tuple[str, ...]:
    authors = dict.fromkeys(" ".join(name.replace("+", " ").split()) for name in _filled(names))
    if authors and site.author_url(site.default_edition, next(iter(authors))) is None:
        raise ScopeError(f"{site.name} has no pages of authors: --author cannot be used")
    return tuple(authors)


def _check_days(since: str | None, until: str | None, recheck: str | None) -> None:
    today = datetime.now(UTC).date()
    first, last = (day_of(text, today) if text is not None else None for text in (since, until))
    if first is not None and last is not None and first > last:
        raise ScopeError(f"--since {first} is after --until {last}")
    if recheck is not None:
        day_of(recheck, today)


def scope_from_texts(
    site: str = "",
    edition: str | Iterable[str] = (),
    source: str | Iterable[str] = (),
    limit: int | str | None = None,
    *,
    author: str | Iterable[str] = (),
    full: bool | str = False,
    **options: Any,
) -> Scope:
    """Read the arguments of ``scrapy crawl site -a``: texts, several values separated by commas.

    Args:
        site: Name of the site.
        edition: Edition or editions; empty for all.
        source: Slug or slugs; empty for all.
        limit: At most this many articles.
        author: Name or names; only articles listed on their pages are then crawled.
        full: ``true``, ``1`` or ``yes`` to walk listings to their ends.
        options: ``since``, ``until``, ``max_pages``, ``recheck`` and ``mode`` of :func:`scope_of`.

    Raises:
        ScopeError: as :func:`scope_of`.

    """
    return scope_of(
        site,
        _several(edition),
        _several(source),
        limit,
        authors=_several(author),
        full=str(full).lower() in ("true", "1", "yes"),
        **options,
    )


SCOPE_TEXTS = frozenset(
    "site edition source limit since until author max_pages recheck full".split()
)
"""Names of the arguments that :func:`scope_from_texts` takes from the command line."""


def _several(value: str | Iterable[str]) -> list[str]:
    return value.split(",") if isinstance(value, str) else list(value)


def day_of(text: str, today: date) -> date:
    """Read a day: ``2026-01-31``, or ``7d`` for seven days before today.

    Raises:
        ScopeError: the text is neither.

    """
    short = text.strip().lower()
    try:
        if (
            short.endswith("d")
            and short[:-1].isascii()
            and short[:-1].isdecimal()
            and len(short) < 7
        ):
            return today - timedelta(days=int(short[:-1]))
        return date.fromisoformat(short)
    except (ValueError, OverflowError):
        raise ScopeError(f"invalid date {text!r}: use 2026-01-31 or 7d") from None


def _iso(text: str | None, today: date) -> str | None:
    return day_of(text, today).isoformat() if text else None


def _positive(value: int | str | None, name: str) -> int | None:
    try:
        number = int(value) if value is not None else None
    except ValueError:
        number = 0
    if number is not None and number < 1:
        raise ScopeError(f"{name} must be 1 or more, not {value!r}")
    return number


def slug_of(source: str) -> str:
    """Return a slug as it is in records: in the normal form of a path segment."""
    return normal_path(source.strip()).strip("/")


def _slug(site: Site, source: str) -> str:
    """Validate the slug of a source and return it as written in the site's addresses.

    Raises:
        ScopeError: this is not a slug of a source of this site.

    """
    address = site.address(site.listing_url(site.default_edition, source.strip("/")))
    if (
        set("?#") & set(source)
        or address is None
        or address.kind != "listing"
        or address.source_id is None
        or address.edition != site.default_edition
    ):
        raise ScopeError(
            f"invalid source {source!r}: use the slug from its address, such as 'yabiladi' in"
            " /fr/yabiladi/148210"
        )
    return address.source_id


def site_named(name: str) -> Site:
    """Find a site by its name, its domain or an address on it.

    Raises:
        ScopeError: there is no such site; the message suggests similar names.

    """
    key = name.strip().lower()
    site = SITES.get(key) or (site_of(with_scheme(key)) if "." in key else None)
    if site is not None:
        return site
    near = nearest(key.removeprefix("www.").split(".")[0], SITES)
    raise ScopeError(f"unknown site {name!r}{near} (newsscraper sites lists them all)")


def nearest(name: str, known: Iterable[str]) -> str:
    """``; did you mean a, b?`` with the most similar names; empty if no name is similar."""
    close = get_close_matches(name.lower(), list(known), n=3, cutoff=0.5)
    return f"; did you mean {', '.join(close)}?" if close else ""
