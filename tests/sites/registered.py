"""Sites that are known for the length of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from newsscraper.sites import SITES, Site, address_of, canonical_url, register, registry


@contextmanager
def registered(site: Site) -> Iterator[Site]:
    """Adds a site, and removes it at the end."""
    register(site)
    try:
        yield site
    finally:
        del SITES[site.name], registry._BY_DOMAIN[site.domain]
        address_of.cache_clear()
        canonical_url.cache_clear()
