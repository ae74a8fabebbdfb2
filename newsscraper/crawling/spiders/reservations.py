"""Articles whose use is reserved are left out of a crawl that respects it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from scrapy.http import Response

from newsscraper.crawling.spiders.exchange import requested_url
from newsscraper.crawling.tally import Tally
from newsscraper.items.rights import Rights
from newsscraper.items.serialize import record
from newsscraper.pages.base import Page
from newsscraper.rights import reason_of

logger = logging.getLogger(__name__)


class Reservations:
    """Decides which articles are left out because their use is reserved.

    Args:
        tally: Counts them.
        set_outcome: Records the outcome of a request: :meth:`NewsSpider.set_outcome`.
        are_respected: Whether reserved articles are left out (NEWSSCRAPER_RESPECT_RIGHTS).

    """

    def __init__(
        self, tally: Tally, set_outcome: Callable[..., None], *, are_respected: bool
    ) -> None:
        self._tally, self._set_outcome = tally, set_outcome
        self._are_respected = are_respected

    def cover(self, page: Page) -> bool:
        """Whether what a page has is left out."""
        return self._are_respected and bool(page.rights and page.rights.reserved)

    def leave_out(self, response: Response, rights: Rights | None) -> bool:
        """Leave out the article of a response if its use is reserved: count it and log why.

        It is not a failure of the run. The ledger has its URL with the cause ``reserved``.

        Returns:
            Whether it is left out.

        """
        if not self._are_respected or rights is None or not rights.reserved:
            return False
        url, reason = requested_url(response), reason_of(record(rights))
        self._tally.count("reserved")
        self._set_outcome(response, "failed", cause="reserved", reason=reason, lasting=True)
        logger.warning("%s: %s; left out", url, reason)
        return True
