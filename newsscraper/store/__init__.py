"""The store of a crawl, in SQLite or PostgreSQL.

It holds articles, ticker snapshots with their sightings, sources, runs, and the ledger of URLs.
"""

from newsscraper.store.articles import Articles, Record
from newsscraper.store.batch import Batch
from newsscraper.store.errors import StoreBusy, StoreError
from newsscraper.store.runs import RunStart
from newsscraper.store.store import DEFAULT_STORE, Store, WriteResult

__all__ = [
    "DEFAULT_STORE",
    "Articles",
    "Batch",
    "Record",
    "RunStart",
    "Store",
    "StoreBusy",
    "StoreError",
    "WriteResult",
]
