"""Pages without an article count for the quality of their source, in the table ``quality``."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.suspects import Suspects
from newsscraper.items.records import Article
from newsscraper.sites import address_of
from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.urls import canonical


def note_unreadable(
    session: Session, suspects: Suspects | None, url: str, exchange: Request | Response
) -> None:
    """Count a page at an article's address that is not an article, and keep the raw page."""
    address = address_of(canonical(url))
    if address is None or address.source_id is None:
        return
    source = (address.site, address.edition, address.source_id)
    session.writer.batch.add_quality((*source, "none"), set())
    if suspects is not None and isinstance(exchange, Response):
        suspects.add(source, exchange, QUALITY_FIELDS)


def note_rejected(session: Session, item: Article) -> None:
    """Count an article that an item pipeline rejected before it had an ID."""
    address = address_of(canonical(item.raw.url)) if item.id is None and item.raw.url else None
    if address is not None and address.source_id is not None:
        session.writer.batch.add_quality(
            (address.site, address.edition, address.source_id, item.raw.layout), set()
        )
