"""Records as Arrow's batches: what Parquet and DuckDB are written from. pyarrow is imported when it
is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsscraper.exporters.columns import Rows, columns_of
from newsscraper.items.fields import Fields, FieldType, Kind

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 5_000
TEXT_AT_ONCE = 16 * 2**20
"""So many records, or characters in them, become one batch: what is held in memory."""


def arrow_schema(fields: Fields) -> pa.Schema:
    """The Arrow schema of a record: ``date32``, ``timestamp[us, UTC]``, lists of structs; field
    docstrings as metadata."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field(
                column.name, _type(column.type), metadata={"description": fields.told(column.field)}
            )
            for column in columns_of(fields)
        ]
    )


class Batches:
    """Gathers records until they are worth a batch.

    Args:
        fields: The records' fields.
        shown: The target, for messages.

    """

    def __init__(self, fields: Fields, shown: str) -> None:
        self.schema = arrow_schema(fields)
        self.size = 0
        """Characters gathered, about."""
        self._rows = Rows(fields, shown)
        self._gathered: list[list[Any]] = []

    def __len__(self) -> int:
        return len(self._gathered)

    def add(self, record: dict[str, Any]) -> bool:
        """Adds a record; says whether a batch should be taken.

        Raises:
            ExportError: the record is not what its fields promise.

        """
        row = self._rows.row(record)
        self._gathered.append(row)
        self.size += 200 + sum(len(value) for value in row if isinstance(value, str | list))
        return len(self._gathered) >= ROWS_AT_ONCE or self.size >= TEXT_AT_ONCE

    def take(self) -> pa.RecordBatch:
        """What was gathered, as a batch."""
        import pyarrow as pa

        columns = zip(*self._gathered, strict=True) if self._gathered else [[]] * len(self.schema)
        arrays = [
            pa.array(list(values), field.type)
            for values, field in zip(columns, self.schema, strict=True)
        ]
        self._gathered, self.size = [], 0
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
