"""What is written in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from newsscraper.items import Article, TickerSnapshot


@dataclass(slots=True)
class Batch:
    """Rows that wait to be written together. It holds each article once, the newest that was added."""

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    tickers: dict[str, dict[str, Any]] = field(default_factory=dict)
    sightings: set[tuple[str, str]] = field(default_factory=set)
    sources: dict[tuple[str, str, str], str | None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.articles) + len(self.sightings) + len(self.sources)

    def add_article(self, article: Article) -> None:
        """Adds an article, its ticker and its source."""
        record = article.to_dict()
        self.articles.pop(record["id"], None)
        self.articles[record["id"]] = record
        if article.ticker is not None:
            self.add_ticker(article.ticker)
        if article.site and article.edition and article.source_id:
            self.add_source(article.site, article.edition, article.source_id, article.source)

    def add_ticker(self, ticker: TickerSnapshot) -> None:
        """Adds a snapshot and its sightings."""
        if ticker.id not in self.tickers:
            row = ticker.to_dict()
            del row["sightings"]
            self.tickers[ticker.id] = row
        self.sightings.update((ticker.id, moment) for moment in ticker.sightings)

    def add_source(self, site: str, edition: str, source_id: str, name: str | None = None) -> None:
        """Adds a source; a name that is known already stays."""
        key = (site, edition, source_id)
        self.sources[key] = name or self.sources.get(key)
