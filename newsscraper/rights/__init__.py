"""Statements of pages and sites about the use of their texts. Pure functions; nothing is fetched.

docs/schema.md says which statement reserves which use.
"""

from newsscraper.rights.content_signals import content_signals
from newsscraper.rights.derivation import reason_of, rights_from, with_site_statements
from newsscraper.rights.headers import HEADERS, header_statements
from newsscraper.rights.metadata import meta_statements
from newsscraper.rights.site import SiteFiles
from newsscraper.rights.tdmrep import tdm_rules

__all__ = [
    "HEADERS",
    "SiteFiles",
    "content_signals",
    "header_statements",
    "meta_statements",
    "reason_of",
    "rights_from",
    "tdm_rules",
    "with_site_statements",
]
