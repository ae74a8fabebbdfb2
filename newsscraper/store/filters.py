"""Conditions of queries, made from what a user asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, true

from newsscraper.store import tables

_NONE = "[]"


def of_sites(column: ColumnElement[str], sites: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column is one of some sites; always true if none is given."""
    names = list(sites)
    return column.in_(names) if names else true()


def of_articles(
    exact: dict[str, str | Iterable[str] | None],
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    run: int | Iterable[int] | None = None,
    reserved: bool | None = None,
) -> list[ColumnElement[bool]]:
    """Return conditions on the table of articles.

    Args:
        exact: A value, or several, per column; ``None`` or nothing for any value.
        since: First day of publication, a date or ISO 8601.
        until: Last day of publication.
        run: Number or numbers of runs that fetched the articles.
        reserved: Whether a use of the articles is reserved; ``None`` for all.

    Raises:
        ValueError: A day is not an ISO 8601 date.

    """
    columns = tables.articles.c
    conditions: list[ColumnElement[bool]] = [
        columns[name].in_(values) for name, asked in exact.items() if (values := as_list(asked))
    ]
    if since is not None:
        conditions.append(columns.published >= _iso_day(since))
    if until is not None:
        conditions.append(columns.published <= _iso_day(until))
    if run is not None:
        of_run = select(tables.run_articles.c.article_id).where(
            tables.run_articles.c.run_id.in_(run_numbers(run))
        )
        conditions.append(columns.id.in_(of_run))
    if reserved is not None:
        # Both databases return a JSON array as its text.
        uses = columns.rights["reserved"].as_string()
        conditions.append(
            and_(columns.rights.is_not(None), uses != _NONE)
            if reserved
            else or_(columns.rights.is_(None), uses == _NONE)
        )
    return conditions


def as_list(value: str | Iterable[str] | None) -> list[str]:
    """Return one value or several as a list; ``None`` is an empty list."""
    return [value] if isinstance(value, str) else list(value or ())


def run_numbers(run: int | Iterable[int]) -> list[int]:
    """Return one run number or several as a list."""
    return [run] if isinstance(run, int) else list(run)


def _iso_day(value: str | date) -> str:
    return (date.fromisoformat(value) if isinstance(value, str) else value).isoformat()[:10]
