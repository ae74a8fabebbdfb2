"""A table in the user's schema: typed, replaced by id, all of an export or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsscraper.exporters import ExportError, check_targets, export
from newsscraper.items.fields import Fields
from newsscraper.items.headlines import HEADLINE_FIELDS
from newsscraper.items.json_schema import schema_of
from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS
from tests.crawl.conftest import Shell
from tests.exporters.readers import back
from tests.exporters.records import EMPTY, FULL, HEADLINE, SAMPLES, any_record
from tests.store.conftest import postgresql_url
from tests.waiting import LIMIT

__all__ = ["postgresql_url"]
psycopg = pytest.importorskip("psycopg")


def target(url: str, table: str = "news.articles") -> str:
    return f"{url}?table={table}"


def query(url: str, statement: str) -> list[dict[str, Any]]:
    from psycopg.rows import dict_row

    with psycopg.connect(url, row_factory=dict_row, autocommit=True) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


@pytest.fixture
def url(postgresql_url):
    query(postgresql_url, "CREATE SCHEMA news")
    return postgresql_url


@pytest.mark.parametrize("sample", ["articles", "extracted", "tickers", "some fields", "none"])
def test_records_read_back_equal_and_valid(url, sample):
    jsonschema = pytest.importorskip("jsonschema")
    fields, records = SAMPLES[sample]
    check_targets([(target(url), fields)])
    assert query(url, "SELECT 1 FROM pg_tables WHERE schemaname = 'news'") == []
    assert export(target(url), fields, records) == len(records)
    found = {row["id"]: back(row, fields) for row in query(url, "SELECT * FROM news.articles")}
    assert found == {record["id"]: record for record in records}
    validator = jsonschema.Draft202012Validator(
        schema_of(fields), format_checker=jsonschema.FormatChecker()
    )
    for record in found.values():
        validator.validate(record)
    if sample == "articles":
        (row,) = query(
            url,
            "SELECT pg_typeof(published)::text AS day, pg_typeof(warnings)::text AS codes FROM"
            " news.articles LIMIT 1",
        )
        assert row == {"day": "date", "codes": "text[]"}


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_record_reads_back_equal(url, data):
    for fields, table in ((EXTRACT_FIELDS, "articles"), (TICKER_FIELDS, "tickers")):
        records = data.draw(
            st.lists(any_record(fields), max_size=3, unique_by=lambda record: record["id"])
        )
        query(url, f"DROP TABLE IF EXISTS news.{table}")
        export(target(url, f"news.{table}"), fields, records)
        found = [back(row, fields) for row in query(url, f"SELECT * FROM news.{table}")]
        assert {record["id"]: record for record in found} == {
            record["id"]: record for record in records
        }


def test_rows_are_replaced_by_their_id_and_the_last_of_two_stands(url, monkeypatch):
    monkeypatch.setattr("newsscraper.exporters.postgresql._ROWS_AT_ONCE", 2)
    export(target(url), ARTICLE_FIELDS, [FULL, EMPTY])
    query(url, "ALTER TABLE news.articles ADD COLUMN mine text")
    query(url, "UPDATE news.articles SET mine = 'kept'")
    newer = {**FULL, "headline": "Nouveau", "published_at": None}
    export(
        target(url),
        ARTICLE_FIELDS,
        [{**FULL, "headline": "?"}, {**EMPTY, "id": "x"}, {**EMPTY, "id": "y"}, newer],
    )
    rows = {row["id"]: row for row in query(url, "SELECT * FROM news.articles")}
    assert back(rows[FULL["id"]], ARTICLE_FIELDS) == newer
    assert (rows[FULL["id"]]["mine"], rows["x"]["mine"], len(rows)) == ("kept", None, 4)
    some = ARTICLE_FIELDS.only(["id", "author"])
    export(target(url), some, [{"id": FULL["id"], "author": "Autre"}])
    (row,) = query(url, f"SELECT headline, author FROM news.articles WHERE id = '{FULL['id']}'")
    assert row == {"headline": "Nouveau", "author": "Autre"}


def test_an_export_that_breaks_changes_nothing(url):
    export(target(url), ARTICLE_FIELDS, [FULL])

    def records():
        yield EMPTY
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export(target(url), ARTICLE_FIELDS, records())
    with pytest.raises(ExportError, match=r"^cannot write postgresql://.*(NUL|0x00)"):
        export(target(url), ARTICLE_FIELDS, [EMPTY, {**FULL, "headline": "a\0b"}])
    assert [row["id"] for row in query(url, "SELECT id FROM news.articles")] == [FULL["id"]]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            "CREATE TABLE news.articles (id text PRIMARY KEY, url text)",
            "its column canonical_url is missing, and must be text",
        ),
        (
            "ALTER TABLE news.articles ALTER published TYPE text",
            "its column published is text, and must be date",
        ),
        (
            "ALTER TABLE news.articles DROP COLUMN published_at_zone",
            "its column published_at_zone is missing",
        ),
        (
            "ALTER TABLE news.articles DROP CONSTRAINT articles_pkey",
            "its column id is not a primary key",
        ),
    ],
)
def test_a_table_of_another_shape_is_one_line_before_anything_is_written(url, made, told):
    if made.startswith("ALTER"):
        export(target(url), ARTICLE_FIELDS, [])
    query(url, made)
    with pytest.raises(ExportError) as problem:
        check_targets([(target(url), ARTICLE_FIELDS)])
    assert "the existing table has another structure: " + told in str(problem.value)
    assert len(str(problem.value).splitlines()) == 1


def problem(target: str, fields: Fields = ARTICLE_FIELDS) -> str:
    with pytest.raises(ExportError) as told:
        check_targets([(target, fields)])
    assert len(str(told.value).splitlines()) == 1
    return str(told.value)


def test_what_else_can_be_wrong_is_one_line_without_the_password(url):
    assert "name the table: ?table=SCHEMA.TABLE" in problem(url)
    assert "the database has no schema nowhere" in problem(target(url, "nowhere.articles"))
    assert "these records have no field id" in problem(target(url), HEADLINE_FIELDS)
    assert HEADLINE.keys() == set(HEADLINE_FIELDS)
    told = problem("postgresql://me:secret@127.0.0.1:1/x?table=a.b")
    assert told.startswith("cannot write postgresql://me:***@127.0.0.1:1/x?table=a.b: ")
    assert "secret" not in told


@pytest.mark.process
def test_the_command_exports_into_a_table_and_goes_on(url, tmp_path):
    from tests.exporters.test_parts import Store, article, write

    shell = Shell(tmp_path)
    with Store(str(tmp_path / "store.db"), create=True) as store:
        write(store, article(1), article(2))
        command = ("export", "--store", "store.db", "-o", target(url), "--name", "daily")
        assert shell(*command).stderr.startswith("newsscraper: 2 articles in postgresql://")
        write(store, article(2, 1))
        assert shell(*command).stderr.startswith("newsscraper: 1 articles in postgresql://")
    rows = query(url, "SELECT content_hash FROM news.articles ORDER BY id")
    assert [row["content_hash"] for row in rows] == ["1.0", "2.1"]


def test_a_table_can_be_made_by_two_at_once(url):
    """IF NOT EXISTS does not help: without a lock one of them fails on PostgreSQL's own
    catalogue."""
    from threading import Barrier, Thread

    barrier, problems = Barrier(4), []

    def work() -> None:
        def records():
            yield FULL
            barrier.wait(LIMIT)  # all have found that there is no table, and end at once

        try:
            export(target(url), ARTICLE_FIELDS, records())
        except ExportError as error:
            problems.append(str(error))

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(query(url, "SELECT id FROM news.articles")) == 1
