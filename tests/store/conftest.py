"""Where the stores of the tests are: an SQLite file each, and a database each on a PostgreSQL
server, where one is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request, tmp_path) -> Iterator[str]:
    """Where a test may make a store: nothing is there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
    else:
        with fresh_database() as url:
            yield url


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """A fresh PostgreSQL database."""
    with fresh_database() as url:
        yield url


@pytest.fixture
def icu_url() -> Iterator[str]:
    """A fresh PostgreSQL database that sorts text as a dictionary does, not by code point."""
    with fresh_database("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'") as url:
        yield url
