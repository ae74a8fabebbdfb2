"""The article's address, and what it says: site, edition and slug of the source."""

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.sites import address_of, canonical_url
from newsscraper.urls import canonical, page_address


class AddressPipeline:
    """Fills ``url``, ``site``, ``edition`` and ``source_id`` from the address alone."""

    def process_item(self, item: Article) -> Article:
        """All four stay null if the address is missing or cannot be read."""
        if item.raw.url is None or page_address(item.raw.url) is None:
            if item.raw.url:
                item.warn(WarningCode.URL_UNREADABLE)
            item.warn(WarningCode.NO_URL)
            return item
        item.url = canonical_url(item.raw.url)
        address = address_of(canonical(item.raw.url))
        if address is not None:
            item.site, item.edition, item.source_id = (
                address.site,
                address.edition,
                address.source_id,
            )
        return item
