"""The newspaper that the article is from."""

from newsscraper.items import Article
from newsscraper.pipelines.printed import line
from newsscraper.warning_codes import WarningCode


class SourcePipeline:
    """Fills ``source``; its slug comes with the address."""

    def process_item(self, item: Article) -> Article:
        """The name as printed, white space made one."""
        item.source = line(item, item.raw.source, item.raw.witness.source)
        if item.source is None:
            item.warn(WarningCode.NO_SOURCE)
        return item
