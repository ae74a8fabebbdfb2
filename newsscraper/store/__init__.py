"""The store: articles, ticker snapshots with their sightings, sources, runs, and the ledger of
URLs, in SQLite or PostgreSQL."""

from newsscraper.store.articles import Articles, Record
from newsscraper.store.batch import Batch
from newsscraper.store.errors import StoreBusy, StoreError
from newsscraper.store.runs import RunStart
from newsscraper.store.store import DEFAULT_STORE, Store, Written

__all__ = [
    "DEFAULT_STORE",
    "Articles",
    "Batch",
    "Record",
    "RunStart",
    "Store",
    "StoreBusy",
    "StoreError",
    "Written",
]
