"""Stretches: parts of listings that were walked without a gap, in the table ``stretches``."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Connection, and_, delete, func, or_, select

from newsscraper.store.bulk_insert import Insert
from newsscraper.store.database import ReadRows
from newsscraper.store.tables import stretches as table
from newsscraper.store.tables import urls
from newsscraper.store.visits import Stop, Stretch, Visit

_FIELDS = tuple(field.name for field in fields(Stretch))
_KEYS = ("site", "edition", "source_id", "newest")


def without_finished_walks(
    connection: Connection, insert: Insert, visits: list[Visit], run: int, now: str
) -> list[Visit]:
    """Return the visits that are still needed.

    A walk of a listing ends when it reaches articles that were known before the run. Its next
    page is then not visited; its stretch is written instead.
    """
    needed = []
    for visit in visits:
        if visit.stop is None or not _all_known(connection, visit.stop, run):
            needed.append(visit)
        else:
            write_stretch(connection, insert, visit.stop.stretch, run, now)
    return needed


def write_stretch(
    connection: Connection, insert: Insert, stretch: Stretch, run: int | None, now: str
) -> None:
    """Write a stretch that a run has walked; it replaces the stretches that it contains."""
    columns = table.c
    contained = [
        columns.site == stretch.site,
        columns.edition == stretch.edition,
        columns.source_id == stretch.source_id,
        columns.newest <= stretch.newest,
    ]
    if stretch.since is not None:
        contained.append(columns.since >= stretch.since)
    connection.execute(delete(table).where(*contained))
    row = {name: getattr(stretch, name) for name in _FIELDS} | {"walked_at": now}
    row["run"] = run if stretch.run is None else stretch.run
    statement = insert(table)
    values = {name: statement.excluded[name] for name in row if name not in _KEYS}
    # A stored stretch with the same newest article stays if it reaches further back.
    reaches_further = or_(
        statement.excluded.since.is_(None), statement.excluded.since <= columns.since
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(_KEYS), set_=values, where=reaches_further
        ),
        row,
    )


def read_stretches(read_rows: ReadRows, site: str) -> list[Stretch]:
    """Return the stretches of a site's listings, the newest first."""
    query = select(*(table.c[name] for name in _FIELDS)).where(table.c.site == site)
    return [Stretch(**row) for row in read_rows(query.order_by(table.c.newest.desc()))]


def _all_known(connection: Connection, stop: Stop, run: int) -> bool:
    """Whether all articles of a stop were known when the older stretch was walked.

    URLs without ``found_run`` come from a store of schema 1 and are older than any stretch.
    """
    found_before = or_(
        urls.c.found_run.is_(None),
        and_(urls.c.found_run <= (stop.run or 0), urls.c.found_run != run),
    )
    known = select(func.count()).where(urls.c.url.in_(stop.known), found_before)
    return connection.execute(known).scalar_one() == len(set(stop.known))
