"""The options of all commands that fetch, on the command line and in Python."""

from newsscraper.fetch_options.option import (
    BESIDE_STORE,
    DEFAULT_STORE,
    KEEP,
    TRUNCATE,
    Option,
    texts,
)
from newsscraper.fetch_options.options import FetchOptions, declared, long_name

__all__ = [
    "BESIDE_STORE",
    "DEFAULT_STORE",
    "KEEP",
    "TRUNCATE",
    "FetchOptions",
    "Option",
    "declared",
    "long_name",
    "texts",
]
