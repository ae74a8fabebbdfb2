"""One crawl of a site at a time on one store; the operating system or the database lets go of a
dead owner's lock."""

from __future__ import annotations

import os
from zlib import crc32

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from newsscraper.store.errors import StoreError
from newsscraper.store.location import Location

# the same number that guards the making of tables: ours among a database's other locks
_SPACE = 6_377_737


class SiteLock:
    """Held by the process that crawls a site.

    Args:
        place: The store.
        engine: Its connections.
        site: Name of the site.

    """

    def __init__(self, place: Location, engine: Engine, site: str) -> None:
        self._engine = engine
        self._site = site
        self._shown = place.shown
        self._lost = False
        self._file = (
            FileLock(f"{os.path.realpath(place.url.database or '')}.{site}.lock")
            if place.is_sqlite
            else None
        )
        self._connection: Connection | None = None

    def acquire(self) -> bool:
        """Takes the lock; ``False`` where another process has it.

        Raises:
            StoreError: the file that stands for it cannot be written.

        """
        if self._file is not None:
            try:
                self._file.acquire(timeout=0)
            except Timeout:
                return False
            except OSError as error:
                raise StoreError(
                    f"cannot lock the store, {self._file.lock_file}: {error.strerror or error}"
                ) from None
            return True
        self._connection = self._engine.connect()
        taken = self._connection.execute(
            select(func.pg_try_advisory_lock(_SPACE, _key(self._site)))
        ).scalar_one()
        self._connection.commit()  # no transaction stays open; the lock is the session's
        if not taken:
            self.release()
        return bool(taken)

    def check(self) -> None:
        """Makes sure that it is still held: a database lets go of it with the session, as when its
        server starts anew.

        Raises:
            StoreError: it was lost.

        """
        if self._connection is None:
            return
        try:
            if not self._lost:
                self._connection.execute(select(1))
                self._connection.commit()
                return
        except SQLAlchemyError:
            self._lost = True  # asked once more, SQLAlchemy would connect anew, without the lock
        raise StoreError(
            f"cannot write the store {self._shown}: the connection was lost, and with it the lock"
            f" of {self._site}"
        )

    def release(self) -> None:
        """Lets go of it. May be called again."""
        if self._file is not None:
            self._file.release()
        if self._connection is not None:
            self._connection.invalidate()  # closed for good: in the pool it would keep the lock
            self._connection.close()
            self._connection = None


def _key(site: str) -> int:
    return crc32(site.encode()) - 2**31
