"""The records that a backfill still has to fetch, in a database on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from newsscraper.archives.archive_index import IndexLine
from newsscraper.errors import UserError
from newsscraper.owner_only import create_owner_only

_NEXT_OLDER = """
UPDATE records SET state = :state WHERE moment = (
    SELECT max(moment) FROM records AS r WHERE r.article = records.article AND r.state = 'older'
) AND NOT EXISTS (
    SELECT 1 FROM records AS r WHERE r.article = records.article
    AND r.state IN ('todo', 'next', 'now', 'done', 'known', 'removed')
)
"""


Outcome = Literal["done", "known", "removed", "none", "failed"]


@dataclass(frozen=True, slots=True)
class SettledRecord:
    """A record that need not be requested again."""

    line: IndexLine
    outcome: Outcome
    """``done``: its article was stored; ``known``: the store has a later fetch of the article;
    ``removed``: it was taken down; ``none``: it holds no article; ``failed``: it could not be
    fetched or read."""
    reason: str | None = None
    """Why it holds no article or failed."""


class BackfillQueue:
    """The records still to be fetched, on disk: for each article the newest one in the indexes.

    If that record holds no article, the next older one replaces it.

    Args:
        path: The file.

    Raises:
        UserError: the file cannot be written, or another process uses it.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(f"{path}.lock")
            self._lock.acquire(timeout=0)
            create_owner_only(path)
            self._database = sqlite3.connect(path)
            self._database.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;CREATE TABLE IF NOT EXISTS"
                " records (article TEXT NOT NULL, moment TEXT NOT NULL, file TEXT NOT NULL, place"
                " INTEGER NOT NULL, length INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT,"
                " PRIMARY KEY (article, moment)) WITHOUT ROWID;CREATE INDEX IF NOT EXISTS waiting"
                " ON records (state, file, place);UPDATE records SET state = 'todo' WHERE state IN"
                " ('next', 'now');"
            )
        except Timeout:
            raise UserError(f"another process is already backfilling this site ({path})") from None
        except (OSError, sqlite3.Error) as error:
            raise UserError(
                f"cannot write {path}: {getattr(error, 'strerror', None) or error}"
            ) from None

    def add(self, lines: Iterable[IndexLine]) -> int:
        """Add records to the queue.

        Returns:
            The number of lines that were older captures of an article with a newer one.

        """
        older = 0
        for line in lines:
            [newest] = self._database.execute(
                "SELECT max(moment) FROM records WHERE article = ?", (line.article,)
            ).fetchone()
            older += newest is not None and newest != line.moment
            self._database.execute(
                "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, 'older', NULL)",
                (line.article, line.moment, line.file, line.offset, line.length),
            )
            if newest is None or line.moment > newest:
                self._database.execute(
                    "UPDATE records SET state = iif(moment = ?, 'todo', 'older')"
                    " WHERE article = ? AND state IN ('todo', 'older')",
                    (line.moment, line.article),
                )
        self._database.execute(f"{_NEXT_OLDER} AND state = 'older'", {"state": "todo"})
        self._database.commit()
        return older

    def batches(self) -> Iterator[list[IndexLine]]:
        """The queued records in the order of the files, some per batch.

        A record that is not settled in the meantime is not returned again.
        """
        yield from self._in_state("todo")
        while self._database.execute(
            "UPDATE records SET state = 'now' WHERE state = 'next'"
        ).rowcount:
            yield from self._in_state("now")

    def _in_state(self, state: str) -> Iterator[list[IndexLine]]:
        last = ("", -1)
        while rows := self._database.execute(
            "SELECT article, moment, file, place, length FROM records WHERE state = ? AND (file,"
            " place) > (?, ?) ORDER BY file, place LIMIT 20",
            (state, *last),
        ).fetchall():
            last = rows[-1][2], rows[-1][3]
            yield [IndexLine(*row) for row in rows]

    def settle(self, settled: Sequence[SettledRecord]) -> None:
        """Save the outcomes of records."""
        self._database.executemany(
            "UPDATE records SET state = ?, reason = ? WHERE article = ? AND moment = ?",
            [
                (record.outcome, record.reason, record.line.article, record.line.moment)
                for record in settled
            ],
        )
        empty = [
            {"state": "next", "article": record.line.article}
            for record in settled
            if record.outcome in ("none", "failed")
        ]
        self._database.executemany(f"{_NEXT_OLDER} AND article = :article", empty)
        self._database.commit()

    @property
    def left(self) -> int:
        """Number of queued records."""
        return int(
            self._database.execute(
                "SELECT count(*) FROM records WHERE state IN ('todo', 'next', 'now')"
            ).fetchone()[0]
        )

    def close(self) -> None:
        """Close the file, so that another process can use it."""
        self._database.close()
        self._lock.release()
