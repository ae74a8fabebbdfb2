"""A lock that lets only one process at a time crawl a site into a store.

The operating system or the database releases the lock if its owner dies.
"""

from __future__ import annotations

import os
from zlib import crc32

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from newsscraper.store.errors import StoreError
from newsscraper.store.location import Location

_LOCK_CLASS = 6_377_737
"""First key of the PostgreSQL advisory lock of a site; the second is a checksum of its name.

``_CREATION_LOCK`` in ``database.py`` has the same number. They do not conflict, because PostgreSQL
keeps locks with one key and with two keys apart.
"""


class SiteLock:
    """Held by the process that crawls a site: a lock file, or a PostgreSQL advisory lock.

    Args:
        place: The store.
        engine: Its connections.
        site: Name of the site.

    """

    def __init__(self, place: Location, engine: Engine, site: str) -> None:
        self._engine = engine
        self._site = site
        self._store_name = place.display_name
        self._is_lost = False
        self._file = (
            FileLock(f"{os.path.realpath(place.url.database or '')}.{site}.lock")
            if place.is_sqlite
            else None
        )
        self._connection: Connection | None = None

    def acquire(self) -> bool:
        """Try to acquire the lock; return ``False`` if another process holds it.

        Raises:
            StoreError: The lock file cannot be written.

        """
        if self._file is not None:
            try:
                self._file.acquire(timeout=0)
            except Timeout:
                return False
            except OSError as error:
                raise StoreError(
                    f"cannot write the lock file of the store, {self._file.lock_file}:"
                    f" {error.strerror or error}"
                ) from None
            return True
        self._connection = self._engine.connect()
        is_acquired = self._connection.execute(
            select(func.pg_try_advisory_lock(_LOCK_CLASS, _lock_key(self._site)))
        ).scalar_one()
        self._connection.commit()  # end the transaction; the lock belongs to the session
        if not is_acquired:
            self.release()
        return bool(is_acquired)

    def check(self) -> None:
        """Check that the lock is still held.

        PostgreSQL releases the lock when the session ends, for example when the server restarts.

        Raises:
            StoreError: The lock was lost.

        """
        if self._connection is None:
            return
        try:
            if not self._is_lost:
                self._connection.execute(select(1))
                self._connection.commit()
                return
        except SQLAlchemyError:
            # Remember this: on the next call SQLAlchemy would reconnect, without the lock.
            self._is_lost = True
        raise StoreError(
            f"cannot write the store {self._store_name}: the connection was lost, and with it the"
            f" lock for {self._site}"
        )

    def release(self) -> None:
        """Release the lock. Further calls do nothing."""
        if self._file is not None:
            self._file.release()
        if self._connection is not None:
            # Close the session for good: back in the pool it would keep the lock.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def _lock_key(site: str) -> int:
    return crc32(site.encode()) - 2**31
