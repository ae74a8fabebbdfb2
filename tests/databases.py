"""Databases on the PostgreSQL server that ``NEWSSCRAPER_TEST_POSTGRESQL`` names, if it names
one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.waiting import wait_for

if TYPE_CHECKING:
    import psycopg

SERVER = "NEWSSCRAPER_TEST_POSTGRESQL"
"""The environment variable that names a server: ``postgresql://user@host/database``, whose user may
make databases."""

# To make and drop a database takes ten times as long as to empty one.
_spare: list[str] = []


@contextmanager
def fresh_database(options: str = "") -> Iterator[str]:
    """The address of an empty database on the server. It is lent: afterwards, whatever is still
    connected is cut off."""
    address = os.environ.get(SERVER)
    if not address:
        pytest.skip(f"no PostgreSQL server: {SERVER} is not set")
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        if options or not _spare:
            name = f"newsscraper_{uuid4().hex}"
            server.execute(f"CREATE DATABASE {name} {options}")
        else:
            name = _spare.pop()
        url = urlsplit(address)._replace(path=f"/{name}").geturl()
        try:
            yield url
        finally:
            if options:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")
            else:
                _cut_off(server, name)
                _empty(url)
                _spare.append(name)


def _cut_off(server: psycopg.Connection, name: str) -> None:
    """Ends the sessions of a database, and waits until they, and the locks that they hold, are
    gone."""
    # Of clients alone: what the server itself does there, only its superuser may end.
    sessions = "FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
    server.execute(f"SELECT pg_terminate_backend(pid) {sessions}", (name,))
    wait_for(lambda: server.execute(f"SELECT count(*) {sessions}", (name,)).fetchone() == (0,))


def _empty(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as database:
        schemas = database.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$'"
        ).fetchall()
        for (schema,) in schemas:
            database.execute(f'DROP SCHEMA "{schema}" CASCADE')
        database.execute("CREATE SCHEMA public")


def drop_spare() -> None:
    """At the end of a run."""
    if not _spare:
        return
    import psycopg

    with psycopg.connect(os.environ[SERVER], autocommit=True) as server:
        while _spare:
            server.execute(f"DROP DATABASE {_spare.pop()} WITH (FORCE)")
