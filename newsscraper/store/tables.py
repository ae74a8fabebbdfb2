"""The tables. A column of ``articles`` is a field of :class:`newsscraper.items.Article`, under its own name."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table
from sqlalchemy import Text as AnyText
from sqlalchemy.dialects import postgresql

from newsscraper.items import ARTICLE_FIELDS, Article

SCHEMA_VERSION = 1
"""Raised when the tables change. A store of a newer version is refused."""

metadata = MetaData()

# Ordered by code point everywhere, as SQLite does: an export is in one order, whatever language the database speaks.
Text = AnyText().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def _column_type(annotation: str) -> JSON | Float[Any] | Boolean | AnyText:
    """The SQL type of a field by its annotation: lists are JSON, everything else is what it says."""
    name = annotation.removesuffix(" | None")
    if name.startswith("list["):
        return JSON()
    if name == "float":
        return Float()
    return Boolean() if name == "bool" else Text


_ANNOTATIONS = {field.name: str(field.type) for field in fields(Article)}

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
)
"""A run of a spider: what it was asked (``scope``), how it ended (``outcome``, ``report``); both null while it goes on."""

articles = Table(
    "articles",
    metadata,
    *(Column(name, _column_type(_ANNOTATIONS[name]), primary_key=name == "id", nullable=name != "id") for name in ARTICLE_FIELDS),
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
