"""Which of the articles read are sent to the item pipelines."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy.http import Response

from newsscraper.crawling.spiders.context import CrawlContext
from newsscraper.crawling.spiders.exchange import requested_url
from newsscraper.crawling.spiders.limit import ArticleLimit
from newsscraper.items.records import Article
from newsscraper.sites import Address
from newsscraper.urls import canonical

_REMEMBERED = 10_000


class ArticleFilter:
    """Accepts the articles in scope, each once, up to the limit.

    Args:
        context: The crawl.
        limit: The limit of the run.

    """

    def __init__(self, context: CrawlContext, limit: ArticleLimit) -> None:
        self._context = context
        self._limit = limit
        self._accepted: dict[int, None] = {}
        self.number = 0
        """Articles accepted."""

    def accept(
        self, response: Response, article: Article, address: Address | None
    ) -> Iterator[Article]:
        """Yield the article of a response if it is accepted, and record the outcome."""
        spider = self._context.spider
        if address is not None and not self._context.scope.covers(address):
            spider.tally.count("out_of_scope")
            return
        identity = hash(address.url if address is not None else article.raw.url or "")
        if identity in self._accepted:
            spider.tally.count("duplicates")
            return
        if spider.reservations.leave_out(response, article.raw.rights):
            self._remember(identity)
            return
        if not self._limit.has_room():
            spider.tally.count("over_limit")
            spider.set_outcome(response, "queued")
            return
        read = None
        if (
            address is not None
            and address.article_id is not None
            and canonical(requested_url(response)) != address.url
        ):
            read = {
                "url": address.url,
                "site": address.site,
                "edition": address.edition,
                "source_id": address.source_id,
                "id": address.article_id,
            }
        spider.set_outcome(
            response,
            "done",
            article_id=address.article_id if address is not None else None,
            read=read,
        )
        self._remember(identity)
        self.number += 1
        self._limit.add(response)
        yield article

    def _remember(self, identity: int) -> None:
        self._accepted[identity] = None
        if len(self._accepted) > _REMEMBERED:
            # Two addresses of one article are usually found close together. The store keeps an
            # article once in any case.
            del self._accepted[next(iter(self._accepted))]
