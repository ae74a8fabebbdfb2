"""Damage in the text that the page came with. It is told, not repaired."""

from newsscraper.items import Article
from newsscraper.text import has_lost_bytes, looks_like_mojibake
from newsscraper.warning_codes import WarningCode


class DamagePipeline:
    """Warns of U+FFFD and of mojibake in headline and body."""

    def process_item(self, item: Article) -> Article:
        """Changes no text."""
        for text in (item.headline, item.body):
            if text and has_lost_bytes(text):
                item.warn(WarningCode.LOST_BYTES)
            if text and looks_like_mojibake(text):
                item.warn(WarningCode.MOJIBAKE)
        return item
