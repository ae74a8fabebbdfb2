"""The check that an export only replaces a database that an export has written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsscraper.exporters.columns import columns_of
from newsscraper.items.fields import Fields
from newsscraper.items.json_schema import RECORDS


def check_replaced(found: Iterable[tuple[str, str]], fields: Fields, log: Path) -> None:
    """Check that no foreign data would be lost if a database is replaced.

    The table may have been written with another selection of fields, but must have no column that
    exports never write.

    Args:
        found: Each column of its tables and views, as the table's and the column's name.
        fields: The fields of the records to write.
        log: The database's write-ahead log.

    Raises:
        FileExistsError: Foreign data would be lost.

    """
    known = {
        column.name
        for record in (*RECORDS.values(), fields)
        if record.table == fields.table
        for column in columns_of(record)
    }
    for table, column in sorted(found):
        if table != fields.table:
            raise FileExistsError(0, f"the database there has a table {table}, which would be lost")
        if column not in known:
            raise FileExistsError(
                0,
                f"the table {table} there has another structure: a column {column}, which would be"
                " lost",
            )
    if log.exists() and log.stat().st_size:  # it would be applied to the new file
        raise FileExistsError(0, f"the database there is in use: there is a {log.name}")
