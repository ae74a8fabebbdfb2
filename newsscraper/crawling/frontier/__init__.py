"""The frontier of a crawl: which URLs are queued, in progress or done.

The scheduler uses a :class:`newsscraper.crawling.frontier.ledger.Ledger`, kept in the store.
"""

from newsscraper.crawling.frontier.ledger import Ledger
from newsscraper.crawling.frontier.store_ledger import StoreLedger
from newsscraper.crawling.frontier.writer import Writer

__all__ = ["Ledger", "StoreLedger", "Writer"]
