"""What the page says about its article in its metadata: tags, description, access."""

from newsscraper.items.records import Article
from newsscraper.pipelines.printed import line
from newsscraper.sites import canonical_url
from newsscraper.urls import absolute, page_address


class DetailsPipeline:
    """Fills ``tags``, ``description``, ``canonical_url``, ``paywalled`` and ``witnesses``."""

    def process_item(self, item: Article) -> Article:
        """All stay empty on the platform's own pages, which have no such metadata."""
        details = item.raw.details
        if details.witnesses is None:
            return item
        item.witnesses = details.witnesses
        item.paywalled = details.paywalled
        item.description = line(item, details.description)
        tags = (line(item, tag) for tag in details.tags)
        item.tags = list(dict.fromkeys(tag for tag in tags if tag))
        address = absolute(item.raw.base_url, details.canonical_url)
        if address is not None and page_address(address) is not None:
            item.canonical_url = canonical_url(address)
        return item
