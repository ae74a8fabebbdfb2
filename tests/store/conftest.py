"""Where the stores of the tests are: an SQLite file each, and a database each on a PostgreSQL server, where one is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

SERVER = "NEWSSCRAPER_TEST_POSTGRESQL"
"""The environment variable that names a server: ``postgresql://user@host/database``, whose user may make databases."""


@contextmanager
def fresh_database(options: str = "") -> Iterator[str]:
    """The address of a new database on the server, which is dropped afterwards."""
    address = os.environ.get(SERVER)
    if not address:
        pytest.skip(f"no PostgreSQL server: {SERVER} is not set")
    import psycopg

    name = f"newsscraper_{uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} {options}")
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


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
