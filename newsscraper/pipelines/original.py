"""Fills in the address of the original article on the publisher's own site."""

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.urls import absolute


class OriginalPipeline:
    """Fills ``original_url`` with the absolute address of the closing notice's link."""

    def process_item(self, item: Article) -> Article:
        """A page that is not of the platform is itself the original, so it gets no warning."""
        item.original_url = absolute(item.raw.base_url, item.raw.original_url)
        if item.original_url is None and (
            item.site is not None or item.raw.frame_language is not None
        ):
            item.warn(WarningCode.NO_ORIGINAL_URL)
        return item
