"""The ledger of a crawl: which URLs wait, which are under way, which are done. See :class:`newsscraper.ledger.base.Ledger`."""

from newsscraper.ledger.base import Ledger
from newsscraper.ledger.store import StoreLedger
from newsscraper.ledger.writer import Writer

__all__ = ["Ledger", "StoreLedger", "Writer"]
