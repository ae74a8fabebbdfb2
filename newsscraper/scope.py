"""What a crawl is asked for: site, editions, sources, range, limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from newsscraper.errors import UserError
from newsscraper.sites.site import SITES, Address, Site, site_of
from newsscraper.urls import normal_path, with_scheme


class ScopeError(UserError):
    """A site or an edition that is not known, or a range that is none; the text says what would be
    right."""


Mode = Literal["site", "latest"]
"""The whole site, or only what its front pages, feeds and tickers show."""


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
    """In the site's order; all of them unless some were named."""
    sources: tuple[str, ...] = ()
    """Slugs; empty for every source."""
    limit: int | None = None
    """At most so many articles."""
    since: str | None = None
    """First day of publication, as the user wrote it: ``2026-01-31``, or ``7d`` for seven days
    before the run began."""
    until: str | None = None
    """Last day."""
    authors: tuple[str, ...] = ()
    """Names, as in the addresses of their pages; empty for everyone."""
    max_pages: int | None = None
    """At most so many pages of each listing."""
    recheck: str | None = None
    """Articles of this day and later are asked for once more."""
    full: bool = False
    """Whether listings are walked to their ends, whatever is known already."""
    mode: Mode = "site"

    @property
    def ranged(self) -> bool:
        """Whether only a part of the articles found is wanted."""
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
        """The day from which articles are asked for once more, ISO."""
        return _iso(self.recheck, today)

    def to_dict(self) -> dict[str, Any]:
        """As JSON types. Two runs of equal scope are for the same purpose."""
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
    """Reads what a user asked for.

    Args:
        site: Name of a site, its domain or an address on it.
        editions: Editions of that site; none means all.
        sources: Slugs of newspapers, as in their addresses.
        limit: Number of articles, from 1.
        since: First day of publication: ``2026-01-31``, or ``7d`` for seven days back.
        until: Last day.
        authors: Names, as their pages' addresses have them, with spaces or plus signs.
        max_pages: Number of pages of each listing, from 1.
        recheck: Articles from this day on are asked for once more.
        full: Listings are walked to their ends.
        mode: The whole site, or only what is newest.

    Raises:
        ScopeError: there is no such site or edition, a source is no slug, a limit is no positive
            number, a day is none, or the first lies after the last.

    """
    found = site_named(site)
    wanted = [edition.strip().lower() for edition in editions if edition.strip()]
    for edition in wanted:
        if edition not in found.editions:
            raise ScopeError(
                f"{found.name} has no edition {edition!r}; it has {', '.join(found.editions)}"
            )
    slugs = tuple(
        dict.fromkeys(_slug(found, source.strip()) for source in sources if source.strip())
    )
    today = datetime.now(UTC).date()
    first, last = (day_of(text, today) if text is not None else None for text in (since, until))
    if first is not None and last is not None and first > last:
        raise ScopeError(f"--since {first} lies after --until {last}")
    if recheck is not None:
        day_of(recheck, today)
    return Scope(
        found,
        tuple(edition for edition in found.editions if edition in wanted or not wanted),
        slugs,
        _positive(limit, "the limit must be a number of articles"),
        since or None,
        until or None,
        tuple(
            dict.fromkeys(
                " ".join(name.replace("+", " ").split()) for name in authors if name.strip()
            )
        ),
        _positive(max_pages, "--max-pages must be a number of pages"),
        recheck or None,
        full,
        mode,
    )


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
    """Reads the arguments of ``scrapy crawl site -a``: texts, several values separated by commas.

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
    """Reads a day: ``2026-01-31``, or ``7d`` for seven days back.

    Raises:
        ScopeError: it is none.

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
        raise ScopeError(
            f"{text!r} is no day: write 2026-01-31, or 7d for seven days back"
        ) from None


def _iso(text: str | None, today: date) -> str | None:
    return day_of(text, today).isoformat() if text else None


def _positive(value: int | str | None, what: str) -> int | None:
    try:
        number = int(value) if value is not None else None
    except ValueError:
        number = 0
    if number is not None and number < 1:
        raise ScopeError(f"{what} from 1, not {value!r}")
    return number


def slug_of(source: str) -> str:
    """A slug as records have it: one escape for each character that needs one."""
    return normal_path(source.strip()).strip("/")


def _slug(site: Site, source: str) -> str:
    """The slug as addresses have it, escaped."""
    address = site.address(site.page(site.editions[0], source.strip("/")))
    if (
        set("?#") & set(source)
        or address is None
        or address.kind != "listing"
        or address.source_id is None
        or address.edition != site.editions[0]
    ):
        raise ScopeError(
            f"{source!r} is no source: name it as in its address, like 'yabiladi' in"
            " /fr/yabiladi/148210"
        )
    return address.source_id


def site_named(name: str) -> Site:
    """The site of that name, domain or address.

    Raises:
        ScopeError: there is none; the text names the nearest.

    """
    key = name.strip().lower()
    site = SITES.get(key) or (site_of(with_scheme(key)) if "." in key else None)
    if site is not None:
        return site
    near = nearest(key.removeprefix("www.").split(".")[0], SITES)
    raise ScopeError(f"there is no site {name!r}{near} (newsscraper sites lists them all)")


def nearest(name: str, known: Iterable[str]) -> str:
    """``; did you mean a, b?`` with the names most like it, or nothing where none is."""
    close = get_close_matches(name.lower(), list(known), n=3, cutoff=0.5)
    return f"; did you mean {', '.join(close)}?" if close else ""
