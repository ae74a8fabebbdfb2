"""Records as Arrow batches, from which Parquet and DuckDB are written.

pyarrow is imported on first use, since it is an optional package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsscraper.exporters.columns import Rows, columns_of
from newsscraper.items.fields import Fields, FieldType, Kind

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 5_000
"""Maximum number of records in a batch."""
TEXT_AT_ONCE = 16 * 2**20
"""Approximate maximum number of characters in a batch. Both limits bound the memory used."""


def arrow_schema(fields: Fields) -> pa.Schema:
    """Return the Arrow schema of a record, with the fields' docstrings as metadata.

    Dates are ``date32``, times ``timestamp[us, UTC]``, nested records structs.
    """
    import pyarrow as pa

    return pa.schema(
        [
            pa.field(
                column.name,
                _type(column.type),
                metadata={"description": fields.description(column.field)},
            )
            for column in columns_of(fields)
        ]
    )


class Batches:
    """Collects records until there are enough for a batch.

    Args:
        fields: The records' fields.
        shown: The target, for messages.

    """

    def __init__(self, fields: Fields, shown: str) -> None:
        self.schema = arrow_schema(fields)
        self.size = 0
        """Characters collected, approximately."""
        self._rows = Rows(fields, shown)
        self._collected: list[list[Any]] = []

    def __len__(self) -> int:
        return len(self._collected)

    def add(self, record: dict[str, Any]) -> bool:
        """Add a record; returns whether there are enough for a batch.

        Raises:
            ExportError: A value does not have the type of its field.

        """
        row = self._rows.row(record)
        self._collected.append(row)
        self.size += 200 + sum(len(value) for value in row if isinstance(value, str | list))
        return len(self._collected) >= ROWS_AT_ONCE or self.size >= TEXT_AT_ONCE

    def take(self) -> pa.RecordBatch:
        """Return the collected records as a batch, and start a new one."""
        import pyarrow as pa

        columns = zip(*self._collected, strict=True) if self._collected else [[]] * len(self.schema)
        arrays = [
            pa.array(list(values), field.type)
            for values, field in zip(columns, self.schema, strict=True)
        ]
        self._collected, self.size = [], 0
        return pa.record_batch(arrays, schema=self.schema)


def _type(kind: FieldType) -> pa.DataType:
    import pyarrow as pa

    if kind.item is not None:
        return pa.list_(_type(kind.item))
    if kind.members is not None:
        return pa.struct([(name, _type(member)) for name, member in kind.members.types.items()])
    return {
        Kind.DAY: pa.date32(),
        Kind.MOMENT: pa.timestamp("us", "UTC"),
        Kind.ZONED: pa.timestamp("us", "UTC"),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.FLAG: pa.bool_(),
    }.get(kind.kind, pa.string())
