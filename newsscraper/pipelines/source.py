"""The newspaper that the article is from."""

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pipelines.printed import line


class SourcePipeline:
    """Fills ``source`` with the name. :class:`AddressPipeline` fills ``source_id``."""

    def process_item(self, item: Article) -> Article:
        """The name as printed, with single spaces."""
        item.source = line(item, item.raw.source, item.raw.witness.source)
        if item.source is None:
            item.warn(WarningCode.NO_SOURCE)
        return item
