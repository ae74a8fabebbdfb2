"""The version of the package, and of the rules that make records."""

__version__ = "0.1.0"

HOME = "https://github.com/newsscraper/newsscraper"
"""The project's address."""

EXTRACTOR_VERSION = "2"
"""Raised whenever the same capture may give another record; each record carries it as ``extractor_version``."""
