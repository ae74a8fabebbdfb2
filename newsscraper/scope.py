"""What a crawl is asked for: site, editions, sources, limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from newsscraper.errors import UserError
from newsscraper.sites import SITES, Site, site_of
from newsscraper.urls import normal_path, with_scheme


class ScopeError(UserError):
    """A site or an edition that is not known; the text names the nearest."""


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

    def to_dict(self) -> dict[str, Any]:
        """As JSON types."""
        return {
            "site": self.site.name, "editions": list(self.editions), "sources": list(self.sources), "limit": self.limit,
        }  # fmt: skip


def scope_of(
    site: str,
    editions: Iterable[str] = (),
    sources: Iterable[str] = (),
    limit: int | str | None = None,
) -> Scope:
    """Reads what a user asked for.

    Args:
        site: Name of a site, its domain or an address on it.
        editions: Editions of that site; none means all.
        sources: Slugs of newspapers, as in their addresses.
        limit: Number of articles, from 1.

    Raises:
        ScopeError: there is no such site or edition, a source is no slug, or the limit is no positive number.

    """
    found = site_named(site)
    wanted = [edition.strip().lower() for edition in editions if edition.strip()]
    for edition in wanted:
        if edition not in found.editions:
            raise ScopeError(f"{found.name} has no edition {edition!r}; it has {', '.join(found.editions)}")
    slugs = tuple(dict.fromkeys(_slug(found, source.strip()) for source in sources if source.strip()))
    try:
        number = int(limit) if limit is not None else None
    except ValueError:
        number = 0
    if number is not None and number < 1:
        raise ScopeError(f"the limit must be a number of articles from 1, not {limit!r}")
    return Scope(found, tuple(edition for edition in found.editions if edition in wanted or not wanted), slugs, number)


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
        raise ScopeError(f"{source!r} is no source: name it as in its address, like 'yabiladi' in /fr/yabiladi/148210")
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
