"""The cleaning steps. Each fills one part of an article's record from what the page printed.

They need no crawler. The Python API and Scrapy's ITEM_PIPELINES run the same list in the same
order. A new step is one file, and one line here.
"""

from newsscraper.items.records import Article
from newsscraper.pipelines.address import AddressPipeline
from newsscraper.pipelines.agency import AgencyPipeline
from newsscraper.pipelines.author import AuthorPipeline
from newsscraper.pipelines.base import Pipeline, Rejected
from newsscraper.pipelines.body import BodyPipeline
from newsscraper.pipelines.damage import DamagePipeline
from newsscraper.pipelines.date import DatePipeline
from newsscraper.pipelines.details import DetailsPipeline
from newsscraper.pipelines.headline import HeadlinePipeline
from newsscraper.pipelines.identity import IdentityPipeline
from newsscraper.pipelines.images import ImagesPipeline
from newsscraper.pipelines.language import LanguagePipeline
from newsscraper.pipelines.markdown import MarkdownPipeline
from newsscraper.pipelines.original import OriginalPipeline
from newsscraper.pipelines.provenance import ProvenancePipeline
from newsscraper.pipelines.section import SectionPipeline
from newsscraper.pipelines.source import SourcePipeline
from newsscraper.pipelines.ticker import TickerPipeline

PIPELINES: tuple[type[Pipeline], ...] = (
    ProvenancePipeline,
    AddressPipeline,
    HeadlinePipeline,
    BodyPipeline,
    AuthorPipeline,
    MarkdownPipeline,  # after the steps that drop lines of the body
    AgencyPipeline,
    SectionPipeline,
    LanguagePipeline,  # before the date, where it may decide the order of day and month
    DatePipeline,
    SourcePipeline,
    OriginalPipeline,
    ImagesPipeline,
    DetailsPipeline,
    TickerPipeline,
    DamagePipeline,
    IdentityPipeline,
)
"""All steps, in the order in which they run."""

_INSTANCES = tuple(pipeline() for pipeline in PIPELINES)


def run(item: Article) -> Article:
    """Run all steps on an item.

    Raises:
        Rejected: a step rejects the item; the exception's text says why.

    """
    for pipeline in _INSTANCES:
        item = pipeline.process_item(item)
    return item


__all__ = ["PIPELINES", "Pipeline", "Rejected", "run"]
