"""Locations for the stores of tests: SQLite files, and databases of a PostgreSQL server.

The server is used if one is configured.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request, tmp_path) -> Iterator[str]:
    """The location of a store that does not exist yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
    else:
        with fresh_database() as url:
            yield url


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """A new PostgreSQL database."""
    with fresh_database() as url:
        yield url


@pytest.fixture
def icu_url() -> Iterator[str]:
    """A new PostgreSQL database whose locale does not sort text by code point."""
    with fresh_database("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'") as url:
        yield url
