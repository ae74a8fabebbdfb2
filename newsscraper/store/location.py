"""Where a store is: the path of an SQLite file, or the URL of a PostgreSQL database."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from newsscraper.owner_only import create_owner_only
from newsscraper.passwords import conceal, escaped, masked_address
from newsscraper.store.errors import StoreError
from newsscraper.store.store_file import StoreFile

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
_TYPING_ERROR = re.compile(r"postgres(?:ql)?:(?!//)", re.IGNORECASE)  # it would be a file's name
_SQLITE_HEADER = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html, 1.3


class Location:
    """The location of a store, as an SQLAlchemy URL and as text for users.

    Args:
        where: A path, ``sqlite:///path``, or ``postgresql://user:password@host/name``.

    Raises:
        StoreError: The URL is invalid, its database is not supported, or the driver is not
            installed.

    """

    def __init__(self, where: str) -> None:
        conceal(where)
        if _TYPING_ERROR.match(where):
            raise StoreError(
                "invalid database URL for the store: write postgresql://USER@HOST/NAME, with ://"
            )
        if "://" not in where:
            self.url = URL.create("sqlite", database=where)
            self.display_name = masked_address(where)  # it may be a mistyped address
        else:
            try:
                self.url = make_url(escaped(where))
            except (ArgumentError, ValueError):
                # The URL may contain a password, so the message shows only its scheme.
                scheme = where.partition("://")[0]
                scheme = scheme if scheme.isprintable() and scheme else "it"
                raise StoreError(f"invalid database URL for the store: {scheme}://...") from None
            if self.url.password and "@" in (self.url.database or ""):
                raise StoreError(
                    "invalid database URL for the store: in its password, write %40 for @ and %2F"
                    " for /"
                )
            self.display_name = self.url.set(query={}).render_as_string(hide_password=True)
        kind = self.url.drivername.split("+")[0]
        if kind not in _DRIVERS:
            raise StoreError(
                f"a store must be a file (SQLite) or a postgresql:// URL, not {kind}://"
            )
        self.is_sqlite = kind == "sqlite"
        self.url = self.url.set(drivername=_DRIVERS[kind])
        if not self.is_sqlite:
            if find_spec("psycopg") is None:
                raise StoreError(
                    f"the store {self.display_name} needs a driver:"
                    " pip install 'newsscraper[postgresql]'"
                )
        elif self.url.query:
            raise StoreError(
                f"the store {self.display_name} is a file: remove the '?' and what follows it"
            )

    @property
    def folder(self) -> Path | None:
        """The folder of the SQLite file; ``None`` for a PostgreSQL database."""
        return Path(self.url.database).parent if self.is_sqlite and self.url.database else None

    def opened(self) -> StoreFile | None:
        """The file of the store, which exists; ``None`` for a PostgreSQL database.

        Raises:
            StoreGone: It has been deleted in the meantime.

        """
        path = self.url.database
        return StoreFile(Path(path), self.display_name) if self.is_sqlite and path else None

    def check(self, *, create: bool) -> None:
        """Check the file first, because the database's own errors are harder to understand.

        Args:
            create: The file may be missing, and is created then; it must be writable.

        Raises:
            StoreError: The file is missing, is a folder, is not an SQLite database, or cannot be
                written.

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
                    f"no store at {path}; run newsscraper crawl SITE to create it, or choose"
                    " another with --store FILE"
                )
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                if not os.access(path.parent, os.W_OK):
                    raise StoreError(f"cannot write the store {path}: its folder is not writable")
                create_owner_only(path)
        except OSError as error:
            raise StoreError(f"cannot open the store {path}: {error.strerror or error}") from None

    def _check_file(self, path: Path, *, create: bool) -> None:
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
        if header and header != _SQLITE_HEADER:
            raise StoreError(f"cannot open the store {path}: it is not an SQLite database")
        if not header and not create:
            raise StoreError(f"{path} is not a store: the file is empty")
        if create and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise StoreError(f"cannot write the store {path}: permission denied")
