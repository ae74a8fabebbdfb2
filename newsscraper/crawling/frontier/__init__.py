"""The frontier of a crawl: which URLs wait, which are being fetched, which are done.

:class:`newsscraper.crawling.frontier.ledger.Ledger` is what the scheduler asks; the store keeps it.
"""

from newsscraper.crawling.frontier.ledger import Ledger
from newsscraper.crawling.frontier.store_ledger import StoreLedger
from newsscraper.crawling.frontier.writer import Writer

__all__ = ["Ledger", "StoreLedger", "Writer"]
