"""The baseline: a spider written with Scrapy alone, at Scrapy's defaults. It stores nothing.

``python -m benchmarks.crawl.plain LISTING...`` follows the listings and prints the number of items.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

SETTINGS = {
    "ROBOTSTXT_OBEY": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_LEVEL": "WARNING",
    "ITEM_PIPELINES": {"benchmarks.crawl.plain.Pipeline": 300},
}


class Pipeline:
    """Passes items through unchanged."""

    def process_item(self, item: Any) -> Any:
        return item


class PlainSpider(Spider):
    """Follows listings and their next pages; reads articles with a few selectors."""

    name = "plain"

    def parse(self, response: Response) -> Iterator[Request]:
        for href in response.css("div.item a.headline::attr(href)").getall():
            yield response.follow(href, self.parse_article)
        for href in response.css("a.nav-btn.left::attr(href)").getall():
            yield response.follow(href, self.parse)

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        headline = "".join(
            response.css("span.articletitle ::text, div.col-md-12 > h1::text").getall()
        ).strip()
        assert headline, response.url
        yield {
            "url": response.url,
            "headline": headline,
            "source": response.css("span.articlenewspaper a::text, div.meta a::text").get(),
            "published": response.css("span.articlenewspaper::text, div.meta::text").getall()[-1],
            "body": "\n".join(
                response.css("span.articlecontent ::text, div.content > p::text").getall()
            ),
            "original_url": response.css(
                "div.articlesource a::attr(href), p.source a::attr(href)"
            ).get(),
            "images": response.css(
                "span.articlecontent img::attr(src), div.content img::attr(src)"
            ).getall(),
        }


def main(listings: list[str]) -> None:
    process = CrawlerProcess(SETTINGS)
    crawler = process.create_crawler(PlainSpider)
    process.crawl(crawler, start_urls=listings)
    process.start()
    assert crawler.stats is not None
    print(crawler.stats.get_value("item_scraped_count", 0))


if __name__ == "__main__":
    main(sys.argv[1:])
