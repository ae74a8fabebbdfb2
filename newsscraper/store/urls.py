"""The ledger's rows: what is written to ``urls`` and ``stretches`` within somebody's
transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from newsscraper.store.rows import Insert, ManyRows
from newsscraper.store.tables import articles, run_articles, runs
from newsscraper.store.tables import stretches as stretch_table
from newsscraper.store.tables import urls as table
from newsscraper.store.visits import Stop, Stretch, Visit

_MOST_KILLS = 20
_VISIT_FIELDS = (
    "url",
    "site",
    "edition",
    "source_id",
    "kind",
    "priority",
    "depth",
    "found_on",
    "request",
    "tries",
    "etag",
    "last_modified",
)
_AT_ONCE = 500

_WAITING = (
    select(table.c.id, *(table.c[name] for name in _VISIT_FIELDS))
    .where(table.c.run_id == bindparam("run"), table.c.state == "queued")
    .order_by(table.c.priority.desc(), table.c.id)
    .limit(bindparam("number"))
)
_HAND_OUT = (
    update(table).where(table.c.id.in_(bindparam("ids", expanding=True))).values(state="leased")
)


def add(
    connection: Connection, insert: Insert, visits: Sequence[Visit], run: int, now: str
) -> None:
    """Queues what was found: URLs that are new, and those that this run may ask for once more.

    A page that leads to articles is asked for once a run; an article once and for all, unless it
    failed or was gone, its time to be tried again has come, and it is still linked. What no page
    has linked, the user has named, and what is no ordinary request is a later page of a listing:
    both are asked for also where they were gone. What waits for another run is taken over.
    """
    wanted = _walked_on(connection, insert, visits, run, now)
    if not wanted:
        return
    _end_runs_before(
        connection, [visit.url for visit in wanted if visit.kind != "article"], run, now
    )
    _FOUND.write(connection, insert, [_row(visit, "queued", run) for visit in wanted], now=now)
    if noted := [visit.url for visit in wanted if visit.note]:
        _note(connection, insert, noted, run)


def add_read(
    connection: Connection,
    insert: Insert,
    read: Iterable[dict[str, Any]],
    run: int | None,
    now: str,
) -> None:
    """Notes articles that were read by way of another address, or without a ledger.

    Args:
        connection: Where it is written.
        insert: The dialect's INSERT.
        read: ``url``, ``site``, ``edition``, ``source_id`` and ``id`` of each article.
        run: Number of the run.
        now: The time, ISO.

    """
    rows = []
    for row in read:
        visit = Visit(row["url"], row["site"], row["edition"], row["source_id"], "article")
        rows.append((*_row(visit, "done", run), now, row["id"]))
    _READ.write(connection, insert, rows)


def settle(
    connection: Connection,
    insert: Insert,
    outcomes: Sequence[dict[str, Any]],
    run: int | None,
    now: str,
) -> None:
    """Notes what became of visits.

    Args:
        connection: Where it is written.
        insert: The dialect's INSERT.
        outcomes: ``key`` (the URL) and a new value for each column named in :data:`SETTLED`;
            ``stretch`` or ``None``.
        run: Number of the run.
        now: The time, ISO.

    """
    back = [{"key": row["key"]} for row in outcomes if row["state"] == "queued"]
    if back:
        connection.execute(_GIVE_BACK, back)
    settled = [row for row in outcomes if row["state"] != "queued"]
    if settled:
        connection.execute(_SETTLE, settled)
    for row in outcomes:
        if row["stretch"] is not None:
            note_stretch(connection, insert, row["stretch"], run, now)


SETTLED = (
    "state",
    "status",
    "cause",
    "reason",
    "etag",
    "last_modified",
    "visited_at",
    "next_visit",
    "tries",
    "article_id",
)
"""What :func:`settle` writes of a visit."""

_GIVE_BACK = (
    update(table)
    .where(table.c.url == bindparam("key"), table.c.state == "leased")
    .values(state="queued")
)
_SETTLE = (
    update(table)
    .where(table.c.url == bindparam("key"))
    .values(
        {
            **{name: bindparam(name) for name in SETTLED if name != "article_id"},
            "kills": 0,
            # A page that could not be read once more is still the article that it was.
            "article_id": func.coalesce(bindparam("article_id"), table.c.article_id),
        }
    )
)


def lease(connection: Connection, run: int, number: int) -> list[Visit]:
    """Hands out what waits for a run, the most urgent first, and marks it leased."""
    rows = connection.execute(_WAITING, {"run": run, "number": number}).all()
    if rows:
        connection.execute(_HAND_OUT, {"ids": [row[0] for row in rows]})
    return [Visit(*row[1:]) for row in rows]


def give_back(connection: Connection, run: int) -> int:
    """Queues again what a run that ends has still handed out; gives how many URLs wait for it
    then."""
    connection.execute(
        update(table).where(_of_run(run), table.c.state == "leased").values(state="queued")
    )
    waiting = select(func.count()).where(table.c.run_id == run, table.c.state == "queued")
    return int(connection.execute(waiting).scalar_one())


def recover(connection: Connection, site: str, later: str) -> int:
    """Queues again what a run that was killed had handed out; gives their number.

    What was under way at twenty kills, and was never settled in between, may be what kills: it is
        left out until `later`.
    """
    spent = table.c.kills + 1 >= _MOST_KILLS
    of_site = select(runs.c.id).where(runs.c.site == site)
    mine = or_(table.c.site == site, and_(table.c.site.is_(None), table.c.run_id.in_(of_site)))
    done = connection.execute(
        update(table)
        .where(mine, table.c.state == "leased")
        .values(
            kills=case((spent, 0), else_=table.c.kills + 1),
            state=case((spent, "failed"), else_="queued"),
            cause=case((spent, "killed"), else_=None),
            reason=case(
                (spent, f"the crawl was killed {_MOST_KILLS} times while this was under way"),
                else_=None,
            ),
            next_visit=case((spent, later), else_=table.c.next_visit),
        )
    )
    return int(done.rowcount)


def adopt(connection: Connection, run: int, scope: ColumnElement[bool], now: str) -> None:
    """Gives a run what others of the site left: articles that wait, and failed ones whose time has
    come.

    Args:
        connection: Where it is written.
        run: Number of the run.
        scope: Which URLs are the run's business.
        now: The time, ISO.

    """
    mine = and_(scope, table.c.kind == "article")
    left = and_(table.c.state == "queued", table.c.run_id.is_distinct_from(run))
    due = and_(table.c.state == "failed", table.c.next_visit <= now)
    # The states are named once more by themselves, so that the index finds these few among all
    # articles of the site.
    few = table.c.state.in_(("queued", "failed"))
    connection.execute(
        update(table).where(mine, few, or_(left, due)).values(state="queued", run_id=run)
    )


def try_again(connection: Connection, run: int, now: str) -> None:
    """Queues again what failed in the earlier part of a run that is gone on with, where its time
    has come.

    A site that went away failed some pages before it was left alone; a listing among them leads to
    all that is behind it.
    """
    due = and_(table.c.state == "failed", table.c.next_visit <= now)
    connection.execute(update(table).where(_of_run(run), due).values(state="queued"))


def recheck(connection: Connection, run: int, scope: ColumnElement[bool], since: str) -> None:
    """Queues the articles once more that were published on a day or later, each under its own
    address."""
    younger = select(articles.c.url).where(articles.c.published >= since)
    connection.execute(
        update(table)
        .where(scope, table.c.kind == "article", table.c.state == "done", table.c.url.in_(younger))
        .values(state="queued", run_id=run)
    )


def forget_ways(connection: Connection, site: str) -> None:
    """Drops pages that led to articles and wait for a run that is closed: the next walk finds them
    where they are then."""
    closed = select(runs.c.id).where(~runs.c.open)
    connection.execute(
        delete(table).where(
            table.c.site == site,
            table.c.state == "queued",
            table.c.kind != "article",
            table.c.run_id.in_(closed),
        )
    )


def abandon(connection: Connection, which: ColumnElement[bool], now: str) -> None:
    """Ends broken-off runs: nobody goes on with them."""
    values = {
        "open": False,
        "outcome": "abandoned",
        "finished_at": func.coalesce(runs.c.finished_at, now),
    }
    connection.execute(update(runs).where(which).values(values))


def scope_of(site: str, editions: Sequence[str], sources: Sequence[str]) -> ColumnElement[bool]:
    """The condition on URLs of some editions and sources (none: all) of a site."""
    conditions = [table.c.site == site, table.c.edition.in_(editions)]
    if sources:
        conditions.append(table.c.source_id.in_(sources))
    return and_(*conditions)


def retry(connection: Connection, condition: ColumnElement[bool]) -> int:
    """Queues URLs once more, as if they had never failed; gives their number."""
    fresh = {"state": "queued", "tries": 0, "next_visit": None, "cause": None, "reason": None}
    return int(connection.execute(update(table).where(condition).values(fresh)).rowcount)


def note_stretch(
    connection: Connection, insert: Insert, stretch: Stretch, run: int | None, now: str
) -> None:
    """Notes a stretch that a run has walked, in place of those that it holds."""
    columns = stretch_table.c
    inside = [
        columns.site == stretch.site,
        columns.edition == stretch.edition,
        columns.source_id == stretch.source_id,
        columns.newest <= stretch.newest,
    ]
    if stretch.since is not None:
        inside.append(columns.since >= stretch.since)
    connection.execute(delete(stretch_table).where(*inside))
    row = {field.name: getattr(stretch, field.name) for field in fields(Stretch)} | {
        "walked_at": now
    }
    row["run"] = run if stretch.run is None else stretch.run
    statement = insert(stretch_table)
    keys = ("site", "edition", "source_id", "newest")
    taken = {name: statement.excluded[name] for name in row if name not in keys}
    # One that goes further down under the same newest article stays.
    deeper = or_(statement.excluded.since.is_(None), statement.excluded.since <= columns.since)
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(keys), set_=taken, where=deeper), row
    )


def _walked_on(
    connection: Connection, insert: Insert, visits: Sequence[Visit], run: int, now: str
) -> list[Visit]:
    """The visits whose walk goes on; where one has met what was known before the run, its stretch
    is noted."""
    going_on = []
    for visit in visits:
        if visit.stop is None or not _all_known(connection, visit.stop, run):
            going_on.append(visit)
        else:
            note_stretch(connection, insert, visit.stop.stretch, run, now)
    return going_on


def _of_run(run: int) -> ColumnElement[bool]:
    """As ``run_id = run``, by an index: a run's URLs are its site's, or have addresses that no site
    is known by."""
    site = select(runs.c.site).where(runs.c.id == run).scalar_subquery()
    return and_(or_(table.c.site == site, table.c.site.is_(None)), table.c.run_id == run)


def _end_runs_before(connection: Connection, ways: list[str], run: int, now: str) -> None:
    """Ends the broken-off runs from which a run takes pages that lead to articles: what they had
    yet to walk may be cut short.

    Their like begins anew, and walks from the top.
    """
    for start in range(0, len(ways), _AT_ONCE):
        some = ways[start : start + _AT_ONCE]
        losing = select(table.c.run_id).where(
            table.c.url.in_(some), table.c.state == "queued", table.c.run_id != run
        )
        abandon(connection, and_(runs.c.open, runs.c.id.in_(losing)), now)


def _is(column: ColumnElement[str], *values: str) -> ColumnElement[bool]:
    """As ``IN``, which an executemany does not take."""
    return or_(*(column == value for value in values))


def _all_known(connection: Connection, stop: Stop, run: int) -> bool:
    """Whether all of them were there when the stretch was walked; what is of an older schema was
    there before any."""
    before = or_(
        table.c.found_run.is_(None),
        and_(table.c.found_run <= (stop.run or 0), table.c.found_run != run),
    )
    known = select(func.count()).where(table.c.url.in_(stop.known), before)
    return connection.execute(known).scalar_one() == len(set(stop.known))


def _note(connection: Connection, insert: Insert, addresses: list[str], run: int) -> None:
    for start in range(0, len(addresses), _AT_ONCE):
        some = addresses[start : start + _AT_ONCE]
        query = (
            select(articles.c.id)
            .join(table, table.c.article_id == articles.c.id)
            .where(table.c.url.in_(some))
        )
        ids = [key for (key,) in connection.execute(query)]
        if ids:
            statement = insert(run_articles).on_conflict_do_nothing()
            connection.execute(statement, [{"run_id": run, "article_id": key} for key in ids])


def _row(visit: Visit, state: str, run: int | None) -> tuple[Any, ...]:
    """The values of :data:`_COLUMNS`."""
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


def _once_more(statement: Any) -> Any:
    new, old, now = statement.excluded, table.c, bindparam("now", type_=table.c.next_visit.type)
    again = or_(
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
        and_(_is(old.state, "failed", "gone"), old.next_visit <= now),
    )
    changed = {
        name: new[name] for name in ("state", "run_id", "priority", "request", "depth", "found_on")
    }
    return statement.on_conflict_do_update(
        index_elements=["url"],
        set_=changed,
        where=and_(old.run_id.is_distinct_from(new.run_id), old.state != "leased", again),
    )


def _found_read(statement: Any) -> Any:
    return statement.on_conflict_do_update(
        index_elements=["url"],
        set_={name: statement.excluded[name] for name in ("state", "visited_at", "article_id")},
        where=_is(table.c.state, "queued", "failed", "gone"),
    )


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
_FOUND = ManyRows(table, _COLUMNS, _once_more)
_READ = ManyRows(table, (*_COLUMNS, "visited_at", "article_id"), _found_read)
