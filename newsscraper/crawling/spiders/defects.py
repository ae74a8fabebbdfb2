"""Unexpected exceptions that Scrapy catches and only logs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

Report = Callable[[BaseException, Request | Response | None], None]
"""Called with an exception and the request or response it belongs to, if that is known."""


class CaughtDefects:
    """Reports the exceptions of item pipelines, spider middlewares and errbacks.

    Args:
        crawler: Its signals announce them.
        report: Called for each.

    """

    def __init__(self, crawler: Crawler, report: Report) -> None:
        self._report = report
        crawler.signals.connect(self._item_failed, signal=signals.item_error)
        crawler.signals.connect(self._spider_failed, signal=signals.spider_error)

    def _item_failed(self, item: Any, response: Any, failure: Failure) -> None:
        assert failure.value is not None
        self._report(failure.value, response if isinstance(response, Response) else None)

    def _spider_failed(self, failure: Failure, response: Any) -> None:
        # Raised outside parse(), by a spider middleware or an errback. After an errback the
        # "response" is a Failure.
        asked = response if isinstance(response, Response) else getattr(response, "request", None)
        if failure.value is not None and not isinstance(failure.value, CloseSpider):
            self._report(failure.value, asked)
