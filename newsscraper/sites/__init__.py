"""The sites, one declaration per file, and how their addresses are formed and read."""

from newsscraper.sites.address import Address, AddressKind
from newsscraper.sites.page_classes import PLATFORM_PAGES, PageClasses
from newsscraper.sites.registry import SITES, address_of, canonical_url, register, site_of
from newsscraper.sites.scheme import PLATFORM_URLS, NamedSite, PathTarget, PlatformUrls, UrlScheme
from newsscraper.sites.site import Site

__all__ = [
    "PLATFORM_PAGES",
    "PLATFORM_URLS",
    "SITES",
    "Address",
    "AddressKind",
    "NamedSite",
    "PageClasses",
    "PathTarget",
    "PlatformUrls",
    "Site",
    "UrlScheme",
    "address_of",
    "canonical_url",
    "register",
    "site_of",
]
