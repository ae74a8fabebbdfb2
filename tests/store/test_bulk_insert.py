"""Many rows by few statements: all of them, in their order, and what the database says of each."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg

from newsscraper.store.bulk_insert import BulkInsert, _portions

TABLE = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, unique=True),
    Column("data", JSON(none_as_null=True)),
    Column("flag", Boolean),
)
COLUMNS = ("name", "data", "flag")


def replacing(statement):
    """What is there is replaced where its name stands behind a letter that is given when it is
    written."""
    return statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"data": statement.excluded.data},
        where=TABLE.c.name > bindparam("least", type_=Text()),
    )


@pytest.fixture
def engine():
    engine = create_engine("sqlite://")
    TABLE.metadata.create_all(engine)
    yield engine
    engine.dispose()


def write(
    engine: Engine, rows: BulkInsert, values: list[tuple[object, ...]], **more: object
) -> int:
    """Writes and gives how many statements it took."""
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    with engine.begin() as connection:
        rows.write(connection, sqlite.insert, values, **more)
    return len(seen)


def read(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(TABLE).order_by(TABLE.c.id))]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 255, 256, 257, 1000])
def test_all_rows_are_written_in_their_order(engine, number):
    values = [(f"{index:04}", {"index": index}, index % 2 == 0) for index in range(number)]
    statements = write(engine, BulkInsert(TABLE, COLUMNS), values)
    assert read(engine) == [(index + 1, *row) for index, row in enumerate(values)]
    assert statements <= number // 256 + 8


def test_a_value_takes_the_form_of_its_column(engine):
    write(
        engine,
        BulkInsert(TABLE, COLUMNS),
        [("a", None, None), ("b", [], False), ("c", ["é"], True)],
    )
    assert read(engine) == [(1, "a", None, None), (2, "b", [], False), (3, "c", ["é"], True)]
    with engine.connect() as connection:
        assert (
            connection.exec_driver_sql("SELECT count(*) FROM things WHERE data IS NULL").scalar()
            == 1
        )


def test_what_is_there_stays_where_nothing_else_is_said(engine):
    rows = BulkInsert(TABLE, COLUMNS)
    write(engine, rows, [("a", 1, True)])
    write(engine, rows, [("a", 2, True), ("b", 2, True)])
    assert [row[2] for row in read(engine)] == [1, 2]


def test_parameters_stand_behind_the_rows(engine):
    rows = BulkInsert(TABLE, COLUMNS, replacing)
    names = [f"{letter}{number}" for letter in "ab" for number in range(300)]
    write(engine, rows, [(name, 1, True) for name in names], least="")
    write(engine, rows, [(name, 2, True) for name in names], least="b")
    assert {row[1]: row[2] for row in read(engine)} == {
        name: 2 if name > "b" else 1 for name in names
    }


def test_columns_in_another_order_than_the_tables_are_refused(engine):
    with pytest.raises(AssertionError, match="another column order"):
        write(engine, BulkInsert(TABLE, ("data", "name", "flag")), [(1, "a", True)])


def test_postgresql_gets_typed_parameters():
    template = BulkInsert(TABLE, COLUMNS, replacing)._compile(psycopg.dialect(), postgresql.insert)
    assert template.row == "(%s::VARCHAR, %s::JSON, %s)"
    assert template.head == "INSERT INTO things (name, data, flag) VALUES "
    assert template.tail.endswith("WHERE things.name > %s::VARCHAR")
    assert template.sql(2).count("%s") == 7


@given(st.integers(0, 5000), st.integers(1, 900))
def test_portions_are_all_rows_and_few_sizes(rows, most):
    found = list(_portions(rows, most))
    assert [start for start, _ in found] + [rows] == list(
        accumulate((number for _, number in found), initial=0)
    )
    assert all(number <= most and number.bit_count() == 1 for _, number in found)
    assert len(found) <= 2 * rows // most + most.bit_length()
