"""What is written in one transaction."""

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
"""The fields whose share among a source's pages is watched."""

_ID = ARTICLE_FIELDS.index("id")

Group = tuple[str, str, str, str]
"""Site, edition, source and layout."""


@dataclass(slots=True)
class Batch:
    """Rows that wait to be written together: records, and what the ledger says of the URLs behind
    them.

    It holds each article once, the newest that was added, each ticker that is not in a batch of the
    run before it, and each URL once.
    """

    articles: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """By id the values of ``ARTICLE_FIELDS``."""
    tickers: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """By id: id, site, edition, items."""
    sightings: set[tuple[str, str]] = field(default_factory=set)
    sources: dict[tuple[str, str, str], str | None] = field(default_factory=dict)
    quality: dict[Group, Counter[str]] = field(default_factory=dict)
    found: dict[str, Visit] = field(default_factory=dict)
    read: dict[str, dict[str, Any]] = field(default_factory=dict)
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tickers_before: Container[str] = frozenset()
    """Ids of tickers that batches before this one hold, for the same run: of those only the
    sightings are new."""

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
        """Adds an article, its ticker and its source."""
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

    def add_quality(self, group: Group, there: set[str]) -> None:
        """Counts an article's page and which fields it gave."""
        counts = self.quality.setdefault(group, Counter())
        counts.update(there)
        counts["pages"] += 1

    def add_read(self, article: Article) -> None:
        """Adds an article's own address, where its page was asked for under another or without a
        ledger."""
        if article.site and article.url and article.id:
            self.read[article.url] = {
                name: getattr(article, name)
                for name in ("url", "site", "edition", "source_id", "id")
            }

    def add_ticker(self, ticker: TickerSnapshot) -> None:
        """Adds a snapshot and its sightings."""
        if ticker.id not in self.tickers and ticker.id not in self.tickers_before:
            self.tickers[ticker.id] = (
                ticker.id,
                ticker.site,
                ticker.edition,
                [record(item) for item in ticker.items],
            )
        self.sightings.update((ticker.id, moment) for moment in ticker.sightings)

    def add_source(self, site: str, edition: str, source_id: str, name: str | None = None) -> None:
        """Adds a source; a name that is known already stays."""
        key = (site, edition, source_id)
        self.sources[key] = name or self.sources.get(key)
