"""The list of sites, and which site an address belongs to."""

from __future__ import annotations

from functools import lru_cache

from newsscraper.sites import (
    djazairess,
    maghress,
    masress,
    sauress,
    sudaress,
    turess,
    yemeress,
)
from newsscraper.sites.address import Address
from newsscraper.sites.site import Site
from newsscraper.urls import canonical, host_of

SITES: dict[str, Site] = {}
"""All sites, by name. :func:`register` adds to it."""

_BY_DOMAIN: dict[str, Site] = {}


def register(site: Site) -> None:
    """Add a site, in this process only.

    A program that declares a site of its own calls this once, before it reads or crawls a page.
    Child processes start with the built-in sites: ``newsscraper.crawl()``, ``newsscraper watch``
    and the worker processes of ``newsscraper extract --jobs`` do not know the site.

    Raises:
        ValueError: the name or the domain is taken, the domain is not a plain host name without
            ``www.``, or the site has no edition.

    """
    if site.name in SITES:
        raise ValueError(f"there is already a site named {site.name!r}")
    if host_of(f"https://{site.domain}/") != site.domain:
        raise ValueError(f"{site.domain!r} is not a domain in lower case without 'www.'")
    if (other := _BY_DOMAIN.get(site.domain)) is not None:
        raise ValueError(f"{site.domain} is already the domain of {other.name}")
    if not site.editions:
        raise ValueError(f"{site.name} has no edition")
    SITES[site.name] = _BY_DOMAIN[site.domain] = site
    address_of.cache_clear()
    canonical_url.cache_clear()


def site_of(url: str | None) -> Site | None:
    """The site that an address belongs to, or ``None``."""
    return _BY_DOMAIN.get(host_of(url)) if url else None


@lru_cache(maxsize=4096)
def address_of(url: str) -> Address | None:
    """Read an address of any known site; returns ``None`` if the host is another.

    Results are cached: tickers repeat the same links on every page.
    """
    site = site_of(url)
    return site.scheme.read(site, url) if site is not None else None


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str:
    """The canonical address: by the site's own rule on a known site, else by the general one."""
    normal = canonical(url)
    address = address_of(normal)
    return address.url if address is not None else normal


for _module in (maghress, masress, djazairess, turess, sauress, sudaress, yemeress):
    register(_module.SITE)
