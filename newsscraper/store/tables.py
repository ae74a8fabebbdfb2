"""The tables of a store.

Each field of :class:`newsscraper.items.records.Article` is a column of ``articles``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    false,
    nulls_last,
    text,
)
from sqlalchemy import Text as AnyText
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from newsscraper.items.fields import Fields, FieldType, Kind
from newsscraper.items.records import ARTICLE_FIELDS

metadata = MetaData()

# Text is ordered by code point in every database, as in SQLite, so that the order of an export does
# not depend on the database's locale.
Text = AnyText().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def _column_type(kind: FieldType) -> TypeEngine[Any]:
    """Return the SQL type of a field. Dates, times and URLs are stored as text."""
    types: dict[Kind, TypeEngine[Any]] = {
        Kind.INTEGER: BigInteger(),
        Kind.NUMBER: Float(),
        Kind.FLAG: Boolean(),
        Kind.LIST: JSON(none_as_null=True),
        Kind.RECORD: JSON(none_as_null=True),
    }
    return types.get(kind.kind, Text)


def article_columns(fields: Fields) -> list[Column[Any]]:
    """Return one column per field, of the field's type; ``id`` is the primary key."""
    return [
        Column(
            name, _column_type(fields.types[name]), primary_key=name == "id", nullable=name != "id"
        )
        for name in fields
    ]


info = Table(
    "newsscraper",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Properties of the store: ``schema_version``."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("site", Text),
    Column("scope", JSON, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("outcome", Text),
    Column("report", JSON),
    Column("open", Boolean, nullable=False, default=False, server_default=false()),
)
"""Runs of spiders: what was requested (``scope``) and how they ended (``outcome``, ``report``).

``outcome`` and ``report`` are null while a run is in progress. A run is ``open`` as long as the
same command would resume it.
"""

articles = Table(
    "articles",
    metadata,
    *article_columns(ARTICLE_FIELDS),
    # All columns that an overview counts, so that it reads no article.
    Index("articles_by_source", "site", "source_id", "edition", "published"),
)
"""One row per article: its newest fetch."""

# The order of an export, so that its newest articles are found without sorting all. An index of
# SQLite cannot say where nulls go: they are last in this order anyway.
_NEWEST_FIRST = articles.c.published.desc()
for _dialect, _order in (("sqlite", _NEWEST_FIRST), ("postgresql", nulls_last(_NEWEST_FIRST))):
    Index("articles_by_date", _order, articles.c.id).ddl_if(dialect=_dialect)

tickers = Table(
    "tickers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("site", Text),
    Column("edition", Text),
    Column("items", JSON, nullable=False),
)
"""One row per ticker snapshot, no matter how many pages showed it."""

sightings = Table(
    "sightings",
    metadata,
    Column("ticker_id", Text, ForeignKey("tickers.id"), primary_key=True),
    Column("fetched_at", Text, primary_key=True),
)
"""When each snapshot was seen."""

run_articles = Table(
    "run_articles",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("article_id", Text, ForeignKey("articles.id"), primary_key=True),
)
"""Which articles each run fetched, even if another run fetched them later."""
Index("run_articles_by_article", run_articles.c.article_id)  # to delete articles

run_tickers = Table(
    "run_tickers",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("ticker_id", Text, ForeignKey("tickers.id"), primary_key=True),
)
"""Which snapshots each run saw."""

sources = Table(
    "sources",
    metadata,
    Column("site", Text, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("name", Text),
)
"""The newspapers of each site, known from an article or from their listing."""


urls = Table(
    "urls",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("url", Text, nullable=False, unique=True),
    Column("site", Text),
    Column("edition", Text),
    Column("source_id", Text),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("priority", Integer, nullable=False, default=0),
    Column("tries", Integer, nullable=False, default=0),
    Column("kills", Integer, nullable=False, default=0),
    Column("depth", Integer, nullable=False, default=0),
    Column("found_on", Text),
    Column("found_run", Integer),
    Column("run_id", Integer),
    Column("request", JSON(none_as_null=True)),
    Column("status", Integer),
    Column("cause", Text),
    Column("reason", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("visited_at", Text),
    Column("next_visit", Text),
    Column("article_id", Text),
)
"""The ledger: every URL that was found. See :class:`newsscraper.store.visits.Visit`.

``found_run`` is the first run that found the URL, ``run_id`` the last run that needed it.
``next_visit`` is the earliest time of another visit; null if it may be visited at once.
"""

_QUEUED = text("state = 'queued'")
Index(
    "urls_queue",
    urls.c.run_id,
    urls.c.priority.desc(),
    urls.c.id,
    sqlite_where=_QUEUED,
    postgresql_where=_QUEUED,
)  # only queued URLs: usually few among millions
Index("urls_by_state", urls.c.site, urls.c.state, urls.c.source_id)

stretches = Table(
    "stretches",
    metadata,
    Column("site", Text, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("newest", BigInteger, primary_key=True),
    Column("oldest", BigInteger, nullable=False),
    Column("since", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("run", Integer),
    Column("walked_at", Text, nullable=False),
)
"""Parts of listings that were walked without a gap: :class:`newsscraper.store.visits.Stretch`."""

versions = Table(
    "versions",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("seen_at", Text, primary_key=True),
    Column("content_hash", Text),
    Column("record", JSON(none_as_null=True)),
)
"""Earlier versions of articles: the record of each fetch, at ``seen_at``.

A row without a record means that the page was found to be removed.
"""

takedowns = Table(
    "takedowns",
    metadata,
    Column(
        "number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
    Column("article_id", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("site", Text),
    Column("edition", Text),
    Column("source_id", Text),
    Column("was_stored", Boolean, nullable=False),
    Column("removed_at", Text, nullable=False),
    sqlite_autoincrement=True,  # a number is never used again
)
"""Articles that were taken down (``newsscraper remove``): neither fetched nor stored again.

``was_stored`` says whether the store had the article, or only its address was forbidden.
"""

quality = Table(
    "quality",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("site", Text, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("layout", Text, primary_key=True),
    Column("pages", Integer, nullable=False),
    Column("body", Integer, nullable=False),
    Column("published", Integer, nullable=False),
    Column("source", Integer, nullable=False),
)
"""Per run, source and layout: the number of article pages, and of pages with each field."""
Index("quality_by_source", quality.c.site, quality.c.edition, quality.c.source_id, quality.c.run_id)
