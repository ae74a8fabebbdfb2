"""A batch: what is written to the store in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from newsscraper.items.records import ARTICLE_FIELDS, Article, TickerSnapshot
from newsscraper.items.serialize import record
from newsscraper.items.warning_codes import WarningCode
from newsscraper.store.visits import Visit

QUALITY_FIELDS = ("body", "published", "source")
"""The fields whose share in a source's pages is monitored."""

_ID = ARTICLE_FIELDS.index("id")

Group = tuple[str, str, str, str]
"""Site, edition, source and layout."""


@dataclass(slots=True)
class Batch:
    """Rows to be written together: records, and ledger rows of their URLs.

    Each article is in it once, as it was added last. Each URL is in it once, and each ticker that
    no earlier batch of the run has.
    """

    articles: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """The values of ``ARTICLE_FIELDS`` by id."""
    tickers: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Id, site, edition and items, by id."""
    sightings: set[tuple[str, str]] = field(default_factory=set)
    """Ticker ids and times."""
    sources: dict[tuple[str, str, str], str | None] = field(default_factory=dict)
    """Names by site, edition and source."""
    quality: dict[Group, Counter[str]] = field(default_factory=dict)
    """Numbers of pages, and of pages with each field."""
    found: dict[str, Visit] = field(default_factory=dict)
    """URLs that pages link to, by URL."""
    read: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Articles that were read from another URL, by URL: see :meth:`add_read`."""
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Outcomes of visits by URL: see :func:`newsscraper.store.url_queue.settle`."""
    tickers_before: Container[str] = frozenset()
    """Ids of the tickers in earlier batches of the run: only their sightings are new."""

    def __len__(self) -> int:
        return sum(
            map(
                len,
                (
                    self.articles,
                    self.sightings,
                    self.sources,
                    self.quality,
                    self.found,
                    self.read,
                    self.outcomes,
                ),
            )
        )

    def add_article(self, article: Article) -> None:
        """Add an article with its ticker and source."""
        row = article.to_row()
        if row[_ID] not in self.articles or WarningCode.FETCHED_IN_FUTURE not in article.warnings:
            self.articles.pop(row[_ID], None)
            self.articles[row[_ID]] = row
        if article.ticker is not None:
            self.add_ticker(article.ticker)
        if article.site and article.edition and article.source_id:
            self.add_source(article.site, article.edition, article.source_id, article.source)
            group = (article.site, article.edition, article.source_id, article.layout or "none")
            self.add_quality(group, {name for name in QUALITY_FIELDS if getattr(article, name)})

    def add_quality(self, group: Group, filled: set[str]) -> None:
        """Count an article page and its filled fields."""
        counts = self.quality.setdefault(group, Counter())
        counts.update(filled)
        counts["pages"] += 1

    def add_read(self, article: Article) -> None:
        """Add the URL of an article that was requested with another URL, or without a ledger."""
        if article.site and article.url and article.id:
            self.read[article.url] = {
                name: getattr(article, name)
                for name in ("url", "site", "edition", "source_id", "id")
            }

    def add_ticker(self, ticker: TickerSnapshot) -> None:
        """Add a ticker snapshot and its sightings."""
        if ticker.id not in self.tickers and ticker.id not in self.tickers_before:
            self.tickers[ticker.id] = (
                ticker.id,
                ticker.site,
                ticker.edition,
                [record(item) for item in ticker.items],
            )
        self.sightings.update((ticker.id, moment) for moment in ticker.sightings)

    def add_source(self, site: str, edition: str, source_id: str, name: str | None = None) -> None:
        """Add a source; without a name, a known name is kept."""
        key = (site, edition, source_id)
        self.sources[key] = name or self.sources.get(key)
