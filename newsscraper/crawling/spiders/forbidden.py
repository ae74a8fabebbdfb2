"""URLs that robots.txt forbids, reported in one line at the end of the crawl."""

from __future__ import annotations

from newsscraper.crawling.middlewares.robots import FORBIDDEN


class ForbiddenUrls:
    """Collects the new ones, and counts those that an earlier run has already reported."""

    def __init__(self) -> None:
        self._new: list[str] = []
        self._from_earlier_runs = 0

    def add(self, url: str, tries: int) -> None:
        """Count a URL.

        Args:
            url: Its address.
            tries: How often it has failed before.

        """
        if tries:
            self._from_earlier_runs += 1
        else:
            self._new.append(url)

    def message(self, site: str, pages: int) -> str | None:
        """The line to log; ``None`` if there is nothing to report.

        URLs from earlier runs alone are reported only if the run has read no page.

        Args:
            site: Name of the site.
            pages: Number of pages read.

        """
        number = len(self._new) + self._from_earlier_runs
        if not self._new and (number == 0 or pages > 0):
            return None
        if number == 1 and self._new:
            return f"{self._new[0]}: {FORBIDDEN}"
        example = f", for example {self._new[0]}" if self._new else ""
        return (
            f"{site}: robots.txt forbids {number} URLs{example}; newsscraper failed {site} --cause"
            " robots lists them"
        )
