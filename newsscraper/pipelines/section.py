"""The section that the article appears in."""

from newsscraper.items.records import Article
from newsscraper.pipelines.printed import line


class SectionPipeline:
    """Fills ``section`` from the printed section, else from the page's metadata."""

    def process_item(self, item: Article) -> Article:
        """Null if the page names no section; the platform prints none on the page of an article."""
        item.section = line(item, item.raw.section, item.raw.witness.section)
        return item
