"""Where a store is: the path of an SQLite file, or the address of a database."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from newsscraper.store.errors import StoreError

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
_MAGIC = b"SQLite format 3\x00"


class Location:
    """A store's place as SQLAlchemy's address, and how to name it to a user.

    Args:
        where: A path, or an address: ``sqlite:///path``, ``postgresql://user:password@host/name``.

    Raises:
        StoreError: an address of a database that is not supported, or whose driver is not
            installed.

    """

    def __init__(self, where: str) -> None:
        if "://" not in where:
            self.url = URL.create("sqlite", database=where)
            self.shown = where
        else:
            try:
                self.url = make_url(where)
            except (ArgumentError, ValueError):
                # Not shown whole: a password may be in it.
                scheme = where.partition("://")[0] or "it"
                raise StoreError(
                    f"cannot read the store's address: {scheme}://... is no address of a database"
                ) from None
            self.shown = self.url.set(query={}).render_as_string(hide_password=True)
        kind = self.url.drivername.split("+")[0]
        if kind not in _DRIVERS:
            raise StoreError(
                f"a store is a file (SQLite) or a postgresql:// address; {kind} is neither"
            )
        self.is_sqlite = kind == "sqlite"
        self.url = self.url.set(drivername=_DRIVERS[kind])
        if not self.is_sqlite:
            if find_spec("psycopg") is None:
                raise StoreError(
                    f"the store {self.shown} needs a driver: pip install 'newsscraper[postgresql]'"
                )
        elif self.url.query:
            raise StoreError(f"the store {self.shown} is a file: nothing may stand behind its path")

    @property
    def folder(self) -> Path | None:
        """The folder of the file; ``None`` for a database of a server."""
        return Path(self.url.database).parent if self.is_sqlite and self.url.database else None

    def check(self, *, create: bool) -> None:
        """Says what is wrong with the file before the database does, in better words.

        Raises:
            StoreError: it is missing (and not to be made), a folder, no SQLite file, or cannot be
                written where it must be.

        """
        if not self.is_sqlite:
            return
        if not self.url.database or self.url.database == ":memory:":
            raise StoreError("a store needs the path of a file")
        path = Path(self.url.database)
        try:
            if path.is_dir():
                raise StoreError(f"cannot open the store {path}: it is a folder")
            if path.exists():
                self._check_file(path, create=create)
            elif not create:
                raise StoreError(
                    f"there is no store {path}; newsscraper crawl SITE makes one, --store FILE"
                    " names another"
                )
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                if not os.access(path.parent, os.W_OK):
                    raise StoreError(
                        f"cannot write the store {path}: its folder cannot be written to"
                    )
        except OSError as error:
            raise StoreError(f"cannot open the store {path}: {error.strerror or error}") from None

    def _check_file(self, path: Path, *, create: bool) -> None:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
        if head and head != _MAGIC:
            raise StoreError(f"cannot open the store {path}: it is no SQLite database")
        if not head and not create:
            raise StoreError(f"{path} is no store: the file is empty")
        if create and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise StoreError(f"cannot write the store {path}: permission denied")
