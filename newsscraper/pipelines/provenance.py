"""The origin of a record: capture, page class and version of the extraction rules."""

from newsscraper.items.records import EXTRACTOR_VERSION, Article
from newsscraper.pipelines.ticker import utc


class ProvenancePipeline:
    """Fills ``fetched_at``, ``layout``, ``extractor_version``, ``capture_ref``, ``rights``.

    Adds the warnings of the page.
    """

    def process_item(self, item: Article) -> Article:
        """Copy the values from the raw article."""
        raw = item.raw
        item.fetched_at = utc(raw.fetched_at) if raw.fetched_at is not None else None
        item.layout, item.capture_ref, item.rights = raw.layout, raw.capture_ref, raw.rights
        item.extractor_version = EXTRACTOR_VERSION
        for code in raw.warnings:
            item.warn(code)
        return item
