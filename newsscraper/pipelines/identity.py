"""The id of an article, and the hash of its content."""

from hashlib import sha256

from newsscraper.items.records import Article
from newsscraper.pipelines.base import Rejected
from newsscraper.pipelines.ticker import HASH_DIGITS
from newsscraper.sites import address_of
from newsscraper.urls import host_of


class IdentityPipeline:
    """Fills ``id`` and ``content_hash``. Rejects an article without headline and body.

    Runs last.
    """

    def process_item(self, item: Article) -> Article:
        """The id is made from the address, or from the content if there is no address."""
        if item.headline is None and item.body is None:
            raise Rejected("neither headline nor body could be read")
        content = "\n".join((item.headline or "", item.body or "", item.published or ""))
        item.content_hash = sha256(content.encode("utf-8")).hexdigest()
        item.id = (
            article_id_of(item.url)
            if item.url is not None
            else f"text/{item.content_hash[:HASH_DIGITS]}"
        )
        return item


def article_id_of(url: str) -> str:
    """Return the id that an article at a canonical address has."""
    address = address_of(url)
    if address is not None and address.article_id is not None:
        return address.article_id
    # The same page with http or https, with or without www., has one id.
    key = url.partition("://")[2].removeprefix("www.")
    return f"{host_of(url)}/{sha256(key.encode('utf-8')).hexdigest()[:HASH_DIGITS]}"
