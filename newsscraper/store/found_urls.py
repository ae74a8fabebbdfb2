"""Adding URLs to the ledger: those that pages link to, and those of articles that were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select

from newsscraper.store.bulk_insert import BulkInsert, Insert
from newsscraper.store.runs import abandon
from newsscraper.store.stretches import without_finished_walks
from newsscraper.store.tables import articles, run_articles, runs
from newsscraper.store.tables import urls as table
from newsscraper.store.visits import Visit

_URLS_AT_ONCE = 500


def add_found(
    connection: Connection, insert: Insert, visits: list[Visit], run: int, now: str
) -> None:
    """Queue URLs that a run found: new ones, and those that it may visit again.

    - A navigation page is visited once per run, unless it was found to be gone.
    - An article is visited once, unless it failed or was gone, and it is due again.
    - A gone navigation page is visited again if it is due, if the user named it (then no page
      links to it), or if it needs a special request (as later pages of a listing do).
    - URLs that are queued for another run are taken over.
    """
    needed = without_finished_walks(connection, insert, visits, run, now)
    if not needed:
        return
    _end_other_runs(
        connection, [visit.url for visit in needed if visit.kind != "article"], run, now
    )
    _FOUND.write(connection, insert, [_row(visit, "queued", run) for visit in needed], now=now)
    if noted := [visit.url for visit in needed if visit.note]:
        _add_known_articles(connection, insert, noted, run)


def add_read(
    connection: Connection,
    insert: Insert,
    read: Iterable[dict[str, Any]],
    run: int | None,
    now: str,
) -> None:
    """Add articles that were read from another URL, or without a ledger.

    Args:
        connection: Connection with an open write transaction.
        insert: The dialect's INSERT.
        read: ``url``, ``site``, ``edition``, ``source_id`` and ``id`` of each article.
        run: Number of the run.
        now: Current time, ISO 8601.

    """
    rows = []
    for row in read:
        visit = Visit(row["url"], row["site"], row["edition"], row["source_id"], "article")
        rows.append((*_row(visit, "done", run), now, row["id"]))
    _READ.write(connection, insert, rows)


def _end_other_runs(connection: Connection, navigation: list[str], run: int, now: str) -> None:
    """Close the interrupted runs that had the same navigation pages in their queues.

    This run visits these pages, so the other runs could no longer be resumed completely. A new run
    with their scope starts from the first pages instead of resuming.
    """
    for some in _portions(navigation):
        losing = select(table.c.run_id).where(
            table.c.url.in_(some), table.c.state == "queued", table.c.run_id != run
        )
        abandon(connection, and_(runs.c.open, runs.c.id.in_(losing)), now)


def _add_known_articles(connection: Connection, insert: Insert, urls: list[str], run: int) -> None:
    """Add stored articles to the articles of a run."""
    for some in _portions(urls):
        query = (
            select(articles.c.id)
            .join(table, table.c.article_id == articles.c.id)
            .where(table.c.url.in_(some))
        )
        ids = [article_id for (article_id,) in connection.execute(query)]
        if ids:
            statement = insert(run_articles).on_conflict_do_nothing()
            connection.execute(statement, [{"run_id": run, "article_id": key} for key in ids])


def _portions(urls: list[str]) -> Iterable[Sequence[str]]:
    """Yield the URLs in portions, because a statement takes a limited number of parameters."""
    for start in range(0, len(urls), _URLS_AT_ONCE):
        yield urls[start : start + _URLS_AT_ONCE]


def _row(visit: Visit, state: str, run: int | None) -> tuple[Any, ...]:
    """Return the values of :data:`_COLUMNS`."""
    return (
        visit.url,
        visit.site,
        visit.edition,
        visit.source_id,
        visit.kind,
        state,
        visit.priority,
        0,
        0,
        visit.depth,
        visit.found_on,
        run,
        run,
        visit.request,
    )


def _queue_again(statement: Any) -> Any:
    """Update a known URL if it may be visited again: see :func:`add_found`."""
    new, old, now = statement.excluded, table.c, bindparam("now", type_=table.c.next_visit.type)
    may_visit_again = or_(
        old.state == "queued",
        and_(
            old.kind != "article",
            or_(
                old.state != "gone",
                old.next_visit <= now,
                new.found_on.is_(None),
                new.request.is_not(None),
            ),
        ),
        and_(_is_one_of(old.state, "failed", "gone"), old.next_visit <= now),
    )
    values = {
        name: new[name] for name in ("state", "run_id", "priority", "request", "depth", "found_on")
    }
    return statement.on_conflict_do_update(
        index_elements=["url"],
        set_=values,
        where=and_(
            old.run_id.is_distinct_from(new.run_id),
            old.state != "leased",
            old.state != "removed",
            may_visit_again,
        ),
    )


def _mark_read(statement: Any) -> Any:
    return statement.on_conflict_do_update(
        index_elements=["url"],
        set_={name: statement.excluded[name] for name in ("state", "visited_at", "article_id")},
        where=_is_one_of(table.c.state, "queued", "failed", "gone"),
    )


def _is_one_of(column: ColumnElement[str], *values: str) -> ColumnElement[bool]:
    """Return the condition of IN as ORs, because an executemany does not accept IN."""
    return or_(*(column == value for value in values))


_COLUMNS = (
    "url",
    "site",
    "edition",
    "source_id",
    "kind",
    "state",
    "priority",
    "tries",
    "kills",
    "depth",
    "found_on",
    "found_run",
    "run_id",
    "request",
)
_FOUND = BulkInsert(table, _COLUMNS, _queue_again)
_READ = BulkInsert(table, (*_COLUMNS, "visited_at", "article_id"), _mark_read)
