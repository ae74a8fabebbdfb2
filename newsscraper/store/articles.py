"""Reading articles: a selection that can be iterated, counted, and converted to a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, nulls_last, select

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store.changes import table as changes
from newsscraper.store.database import ReadRows
from newsscraper.store.tables import articles as table

if TYPE_CHECKING:
    import pandas as pd


class Record(dict[str, Any]):
    """A record as JSON types, with the field names of docs/schema.md.

    Fields are also attributes: ``record.headline``.
    """

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the record has no field {name!r}") from None


class Articles:
    """A selection of a store's articles, newest first.

    They are ordered by date of publication, undated ones last, and then by id. Each iteration
    reads the store again, a few hundred rows at a time.

    Args:
        read_rows: Runs a query on the store.
        location: The store's name for users.
        conditions: Conditions on the table of articles.
        limit: Maximum number of articles.

    """

    def __init__(
        self,
        read_rows: ReadRows,
        location: str,
        conditions: Sequence[ColumnElement[bool]] = (),
        limit: int | None = None,
    ) -> None:
        self._read_rows = read_rows
        self._location = location
        self._limit = limit
        self._query: Select[Any] = select(*(table.c[name] for name in ARTICLE_FIELDS)).where(
            *conditions
        )

    def __iter__(self) -> Iterator[Record]:
        query = self._query.order_by(nulls_last(table.c.published.desc()), table.c.id)
        for row in self._read_rows(query.limit(self._limit)):
            yield Record(row)

    def __len__(self) -> int:
        selected = self._query.limit(self._limit).subquery()
        query = select(func.count().label("number")).select_from(selected)
        return int(next(self._read_rows(query))["number"])

    def __repr__(self) -> str:
        return f"<Articles {len(self)} of {self._location}>"

    def changed(self, first: int, last: int) -> Iterator[Record]:
        """Yield the articles that are new or changed in a range of changes, in that order.

        Args:
            first: Number of the first change.
            last: Number of the last change.

        Raises:
            StoreError: The store cannot be read.

        """
        number = changes.c.number
        query = self._query.join_from(table, changes, changes.c.article_id == table.c.id)
        for row in self._read_rows(query.where(number.between(first, last)).order_by(number)):
            yield Record(row)

    def ids(self) -> Iterator[str]:
        """Yield only the ids, in any order.

        Raises:
            StoreError: The store cannot be read.

        """
        for row in self._read_rows(self._query.with_only_columns(table.c.id).limit(self._limit)):
            yield row["id"]

    def to_pandas(self) -> pd.DataFrame:
        """Return all of them as a data frame in the same order, with one column per field.

        Raises:
            ImportError: pandas is not installed.
            StoreError: The store cannot be read.

        """
        try:
            import pandas as pd
        except ImportError:
            raise ImportError("to_pandas() needs pandas: pip install pandas") from None
        return pd.DataFrame([dict(record) for record in self], columns=list(ARTICLE_FIELDS))
