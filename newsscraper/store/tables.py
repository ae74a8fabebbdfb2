"""The tables. A column of ``articles`` is a field of :class:`newsscraper.items.records.Article`,
under its own name."""

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
    text,
)
from sqlalchemy import Text as AnyText
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from newsscraper.items.fields import Fields, FieldType, Kind
from newsscraper.items.records import ARTICLE_FIELDS

metadata = MetaData()

# Ordered by code point everywhere, as SQLite does: an export is in one order, whatever language the
# database speaks.
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
"""What the store says of itself: ``schema_version``."""

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
"""A run of a spider: what it was asked (``scope``), how it ended (``outcome``, ``report``); both
null while it goes on.

It is ``open`` until its queue is empty or its limit is reached: the same command goes on with it.
"""

articles = Table(
    "articles",
    metadata,
    *article_columns(ARTICLE_FIELDS),
    Index("articles_by_date", "published", "id"),
    Index("articles_by_source", "site", "source_id", "published"),
)
"""One row an article: its newest fetch."""

tickers = Table(
    "tickers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("site", Text),
    Column("edition", Text),
    Column("items", JSON, nullable=False),
)
"""One row a ticker snapshot, however many pages showed it."""

sightings = Table(
    "sightings",
    metadata,
    Column("ticker_id", Text, ForeignKey("tickers.id"), primary_key=True),
    Column("fetched_at", Text, primary_key=True),
)
"""When a snapshot was seen."""

run_articles = Table(
    "run_articles",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("article_id", Text, ForeignKey("articles.id"), primary_key=True),
)
"""Which articles a run fetched, also where another run's fetch of them is newer."""

run_tickers = Table(
    "run_tickers",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("ticker_id", Text, ForeignKey("tickers.id"), primary_key=True),
)
"""Which snapshots a run saw."""

sources = Table(
    "sources",
    metadata,
    Column("site", Text, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("name", Text),
)
"""The newspapers of a site, known from an article or from their own listing."""


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

``found_run`` is the run that found it first, ``run_id`` the last one that wanted it; ``next_visit``
is when a run may want it again, where that is not at once.
"""

_QUEUED = text("state = 'queued'")
Index(
    "urls_queue",
    urls.c.run_id,
    urls.c.priority.desc(),
    urls.c.id,
    sqlite_where=_QUEUED,
    postgresql_where=_QUEUED,
)  # only what waits: a crawl's handful among an archive's millions
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
"""Parts of listings that were walked without a gap. See
:class:`newsscraper.store.visits.Stretch`."""

versions = Table(
    "versions",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("seen_at", Text, primary_key=True),
    Column("content_hash", Text),
    Column("record", JSON(none_as_null=True)),
)
"""Earlier versions of articles: what each said when it was fetched (``seen_at``), and when it was
found gone (no record)."""

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
"""How many article pages of a source a run read, by the layout that answered, and how many gave
each field."""
Index("quality_by_source", quality.c.site, quality.c.edition, quality.c.source_id, quality.c.run_id)
