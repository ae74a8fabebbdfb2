"""Letters that were lost before the page was made. They cannot be restored."""

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.text.cleaning import lost_bytes


class DamagePipeline:
    """Adds a warning if headline or body contains U+FFFD."""

    def process_item(self, item: Article) -> Article:
        """Add the warning if needed; leave headline and body unchanged."""
        for text in (item.headline, item.body):
            if text and lost_bytes(text):
                item.warn(WarningCode.LOST_BYTES)
        return item
