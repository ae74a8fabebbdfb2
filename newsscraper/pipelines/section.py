"""The section that the article is filed under."""

from newsscraper.items.records import Article
from newsscraper.pipelines.printed import line


class SectionPipeline:
    """Fills ``section`` as printed, else as the page's data about itself have it."""

    def process_item(self, item: Article) -> Article:
        """Null where the page names none: the platform prints none on an article's page."""
        item.section = line(item, item.raw.section, item.raw.witness.section)
        return item
