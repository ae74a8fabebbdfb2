"""Reading articles back: a selection that can be iterated, counted and made a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, nulls_last, select

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store.changes import table as changes
from newsscraper.store.tables import articles as table

if TYPE_CHECKING:
    import pandas as pd

    from newsscraper.store.store import Store


class Record(dict[str, Any]):
    """A record as JSON types, by the names of docs/schema.md; its fields are attributes too:
    ``record.headline``."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"a record has no field {name!r}") from None


class Articles:
    """A selection of a store's articles, newest first: by date of publication, undated ones last,
    then by id.

    It is read when it is iterated, again each time, a few hundred rows at once.
    """

    def __init__(
        self, store: Store, conditions: Sequence[ColumnElement[bool]] = (), limit: int | None = None
    ) -> None:
        """Made by :meth:`Store.articles`, from conditions on the table of articles."""
        self._store = store
        self._limit = limit
        self._query: Select[Any] = select(*(table.c[name] for name in ARTICLE_FIELDS)).where(
            *conditions
        )

    def __iter__(self) -> Iterator[Record]:
        query = self._query.order_by(nulls_last(table.c.published.desc()), table.c.id).limit(
            self._limit
        )
        for row in self._store.rows(query):
            yield Record(row)

    def changed(self, first: int, last: int) -> Iterator[Record]:
        """Those that were new or changed in a range of changes, in the order of the changes.

        Args:
            first: Number of the first change.
            last: Number of the last.

        """
        number = changes.c.number
        query = self._query.join_from(table, changes, changes.c.article_id == table.c.id)
        for row in self._store.rows(query.where(number.between(first, last)).order_by(number)):
            yield Record(row)

    def ids(self) -> Iterator[str]:
        """Their ids alone, in no order."""
        for row in self._store.rows(self._query.with_only_columns(table.c.id).limit(self._limit)):
            yield row["id"]

    def __len__(self) -> int:
        query = select(func.count()).select_from(self._query.limit(self._limit).subquery())
        return int(next(iter(self._store.rows(query)))["count_1"])

    def __repr__(self) -> str:
        return f"<Articles {len(self)} of {self._store.location}>"

    def to_pandas(self) -> pd.DataFrame:
        """All of them as a data frame, a column a field, in the same order.

        Raises:
            ImportError: pandas is not installed; the text says how to get it.

        """
        try:
            import pandas as pd
        except ImportError:
            raise ImportError("to_pandas() needs pandas: pip install pandas") from None
        return pd.DataFrame([dict(record) for record in self], columns=list(ARTICLE_FIELDS))
