"""Downloads over HTTP; checks each address before it is connected to."""

from __future__ import annotations

from scrapy.crawler import Crawler

from newsscraper.crawling.addresses import Addresses, RequestRefused
from newsscraper.crawling.scrapy_compat import connections


class DownloadHandler(connections.DownloadHandler):
    """The handler of ``http`` and ``https`` URLs.

    The address that a name was resolved to is checked where the connection is made, so no later
    answer of a name server can replace it. A proxy is chosen by the user; names are left to it.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._addresses = Addresses.of(crawler)

    def check_connection(self, scheme: str, host: str, port: int, address: str) -> None:
        """Refuse addresses inside.

        Raises:
            RequestRefused: the address may not be connected to.

        """
        problem = self._addresses.problem_of_connection(scheme, host, port, address)
        if problem is not None:
            raise RequestRefused(problem)
