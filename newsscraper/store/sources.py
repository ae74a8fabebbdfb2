"""Reading the sources (newspapers) of a site."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from newsscraper.store import tables
from newsscraper.store.database import ReadRows


def read_sources(read_rows: ReadRows, site: str, editions: list[str]) -> list[dict[str, Any]]:
    """Return the sources of a site: see :meth:`newsscraper.store.Store.sources`."""
    source, article = tables.sources.c, tables.articles.c
    query = (
        select(
            source.edition,
            source.source_id,
            source.name,
            func.count(article.id).label("articles"),
            func.min(article.published).label("first"),
            func.max(article.published).label("last"),
        )
        .select_from(tables.sources)
        .outerjoin(
            tables.articles,
            (article.site == source.site)
            & (article.edition == source.edition)
            & (article.source_id == source.source_id),
        )
        .where(source.site == site)
        .group_by(source.edition, source.source_id, source.name)
        .order_by(source.edition, source.source_id)
    )
    return [row for row in read_rows(query) if not editions or row["edition"] in editions]
