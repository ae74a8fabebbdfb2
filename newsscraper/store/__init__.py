"""The store: articles, ticker snapshots with their sightings, sources and runs, in SQLite or PostgreSQL."""

from newsscraper.store.articles import Articles, Record
from newsscraper.store.batch import Batch
from newsscraper.store.errors import StoreBusy, StoreError
from newsscraper.store.store import DEFAULT_STORE, Store

__all__ = ["DEFAULT_STORE", "Articles", "Batch", "Record", "Store", "StoreBusy", "StoreError"]
