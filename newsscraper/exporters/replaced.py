"""Databases that an export replaces: its own, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsscraper.exporters.columns import columns_of
from newsscraper.items.fields import Fields
from newsscraper.items.json_schema import RECORDS


def check_replaced(found: Iterable[tuple[str, str]], fields: Fields, log: Path) -> None:
    """Makes sure that nothing of somebody else's is lost with a database.

    A table of ours may have been written with other fields; it has no column that no export writes.

    Args:
        found: Its tables and views, by name, with the name of each column.
        fields: The fields of the records that are to stand there.
        log: Where the database keeps what is not yet in its file.

    Raises:
        FileExistsError: something would be.

    """
    known = {
        column.name
        for record in RECORDS.values()
        if record.table == fields.table
        for column in columns_of(record)
    }
    for table, column in sorted(found):
        if table != fields.table:
            raise FileExistsError(0, f"the database there has a table {table}, which would be lost")
        if column not in known:
            raise FileExistsError(
                0,
                f"the table {table} there has another shape: a column {column}, which would be"
                " lost",
            )
    if log.exists() and log.stat().st_size:  # it would be taken for the new file's
        raise FileExistsError(0, f"the database there is in use: there is a {log.name}")
