"""The progress of an extraction, on disk: its records and the newest capture of each article.

Memory use does not grow with the number of records. After a kill, the extraction can resume from
the last saved unit.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, BinaryIO

from newsscraper.archives.outcomes import ArticleRow
from newsscraper.captures import WORK_SUFFIX, Unit
from newsscraper.errors import UserError
from newsscraper.owner_only import create_owner_only

_SCHEMA = """
CREATE TABLE newest (
    id TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, place INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE tickers (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, site TEXT NOT NULL, record TEXT
);
CREATE TABLE sightings (
    ticker INTEGER NOT NULL, moment TEXT NOT NULL, PRIMARY KEY (ticker, moment)
) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_KEEP_NEWEST = """
INSERT INTO newest VALUES (?, ?, ?)
ON CONFLICT (id) DO UPDATE SET fetched_at = excluded.fetched_at, place = excluded.place
WHERE excluded.fetched_at >= newest.fetched_at
"""
_CACHE_KB = 32 * 1024
_INPUT_CHANGED = "cannot resume: the input has changed; start over without --resume"


class SpoolError(UserError):
    """The progress cannot be saved, or the saved progress cannot be resumed."""


class Spool:
    """The records in input order, on disk, and a database that says which of them to keep.

    The spool is a folder beside the output, ``.NAME.newsscraper``. Everything saved by
    :meth:`unit_done` survives a kill.

    Args:
        output: Path of the output. ``None`` for standard output and remote outputs; the spool is
            then a temporary folder.
        options: The options that determine the result, as JSON types. An extraction with other
            options cannot resume this one.
        resume: Whether to resume the saved extraction; if not, it is deleted.

    """

    def __init__(self, output: Path | None, options: dict[str, Any], *, resume: bool) -> None:
        self._options = json.dumps(options, sort_keys=True)
        self._resume = resume
        self._output = output
        self.folder = work_folder(output) if output is not None else Path()
        self.units = 0
        """Number of units that are done."""
        self.counts: dict[str, Any] | None = None
        """The counts over these units."""
        self.last_part: tuple[str | None, int | None] = (None, None)
        """File and byte at which the last of these units ended."""
        self._database: sqlite3.Connection
        self._records: BinaryIO

    def open(self) -> None:
        """Create the spool, or open the saved one.

        Raises:
            SpoolError: the folder cannot be written, or has the progress of another extraction.

        """
        try:
            if self._output is None:
                self.folder = Path(mkdtemp(prefix="newsscraper-", suffix=WORK_SUFFIX))
            else:
                if not self._resume and self.folder.is_dir():
                    shutil.rmtree(self.folder)
                self.folder.mkdir(parents=True, exist_ok=True)
            self._open(self._options)
        except OSError as error:
            raise SpoolError(f"cannot write {self.folder}: {error.strerror or error}") from None
        except sqlite3.Error as error:
            raise SpoolError(
                f"cannot use {self.folder}: {error}; start over without --resume"
            ) from None

    def _open(self, options: str) -> None:
        database = self.folder / "state.db"
        create_owner_only(database)
        self._database = sqlite3.connect(database)
        # If the process is killed, every committed row survives; only a crash of the machine can
        # lose rows.
        self._database.executescript(
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KB};"
        )
        if self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            self._database.executescript(f"BEGIN; {_SCHEMA}")
            self._set("asked", options)
            self._database.commit()
        elif self._get("asked") != options:
            raise SpoolError(
                f"cannot resume: {self.folder} was left by another command; start over without"
                " --resume (this deletes it)"
            )
        self.units = int(self._get("units") or 0)
        self.counts = json.loads(self._get("counts") or "null")
        self.last_part = tuple(json.loads(self._get("begun") or "[null, null]"))
        self._digest = self._get("digest") or ""
        self._length = int(self._get("length") or 0)
        create_owner_only(self.folder / "records")
        self._records = (self.folder / "records").open("ab+")
        self._records.truncate(self._length)
        self._records.seek(self._length)
        self._skipped, self._seen = 0, ""

    @property
    def resumed(self) -> bool:
        """Whether an earlier extraction is being resumed."""
        return self.units > 0

    def is_done(self, unit: Unit) -> bool:
        """Whether a unit was already done before this run. Call it for each unit, in order.

        Raises:
            SpoolError: the input has changed: the units done before are not the first ones now.

        """
        if self._skipped == self.units:
            return False
        self._seen = _chained(self._seen, unit)
        self._skipped += 1
        if self._skipped == self.units and self._seen != self._digest:
            raise SpoolError(_INPUT_CHANGED)
        return True

    def finish_skipping(self) -> None:
        """Check, after the last unit, that all units done before were found again.

        Raises:
            SpoolError: there are fewer units than were done before.

        """
        if self._skipped < self.units:
            raise SpoolError(_INPUT_CHANGED)

    def add(self, row: ArticleRow) -> None:
        """Add a record.

        Of several captures of an article the newest is kept; if they are equally old, the last.
        """
        line = row.record.encode("utf-8", "surrogatepass") + b"\n"
        with self._errors_reported():
            self._records.write(line)
            self._database.execute(
                _KEEP_NEWEST, (_safe(row.id), row.fetched_at or "", self._length)
            )
        self._length += len(line)

    def add_ticker(self, ticker: dict[str, Any], *, whole: bool) -> None:
        """Add a ticker snapshot, unless it was added before.

        Args:
            ticker: Its record.
            whole: Whether :meth:`tickers` must return it; if not, it is only counted.

        """
        record = json.dumps(ticker, ensure_ascii=True) if whole else None
        row = (_safe(ticker["id"]), ticker["site"] or "", record)
        with self._errors_reported():
            self._database.execute(
                "INSERT OR IGNORE INTO tickers (id, site, record) VALUES (?, ?, ?)", row
            )
            if whole and ticker["sightings"]:
                [number] = self._database.execute(
                    "SELECT number FROM tickers WHERE id = ?", row[:1]
                ).fetchone()
                seen = [(number, moment) for moment in ticker["sightings"]]
                self._database.executemany("INSERT OR IGNORE INTO sightings VALUES (?, ?)", seen)

    def unit_done(
        self, unit: Unit, counts: dict[str, Any], last_part: tuple[str | None, int | None]
    ) -> None:
        """Save that a unit is done, with everything added since the previous unit.

        Args:
            unit: The unit.
            counts: The counts so far, as JSON types.
            last_part: File and byte at which the unit ended.

        Raises:
            SpoolError: the disk is full.

        """
        self.units += 1
        self._skipped = self.units
        self._digest = _chained(self._digest, unit)
        with self._errors_reported():
            self._records.flush()
            for name, value in (
                ("units", self.units),
                ("digest", self._digest),
                ("length", self._length),
                ("counts", json.dumps(counts)),
                ("begun", json.dumps(last_part)),
            ):
                self._set(name, str(value))
            self._database.commit()

    def records(self, *, every: bool = False) -> Iterator[dict[str, Any]]:
        """The records in input order: the newest capture of each article.

        Args:
            every: Return every capture instead.

        """
        self._records.flush()
        with (self.folder / "records").open("rb") as file:
            if every:
                yield from map(json.loads, file)
                return
            for (place,) in self._database.execute("SELECT place FROM newest ORDER BY place"):
                file.seek(place)
                yield json.loads(file.readline())

    @property
    def articles(self) -> int:
        """Number of different articles."""
        return int(self._database.execute("SELECT count(*) FROM newest").fetchone()[0])

    def tickers(self) -> Iterator[dict[str, Any]]:
        """The ticker snapshots in the order they were first seen, each with all its sightings."""
        for number, record in self._database.execute(
            "SELECT number, record FROM tickers ORDER BY number"
        ):
            seen = self._database.execute(
                "SELECT moment FROM sightings WHERE ticker = ? ORDER BY moment", (number,)
            )
            yield {**json.loads(record), "sightings": [moment for (moment,) in seen]}

    def ticker_counts(self) -> dict[str, int]:
        """Number of ticker snapshots by site."""
        rows = self._database.execute("SELECT site, count(*) FROM tickers GROUP BY site")
        return {site or "(no site)": number for site, number in rows}

    def close(self, *, keep: bool) -> None:
        """Close the spool and delete it, unless `keep` is set."""
        for part in ("_records", "_database"):
            if hasattr(self, part):  # opening may have been interrupted
                with suppress(OSError):  # on a full disk the buffered rest cannot be written
                    getattr(self, part).close()
        if not keep and self.folder.suffix == WORK_SUFFIX:
            shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def _errors_reported(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise SpoolError(
                f"cannot write {self.folder}: {getattr(error, 'strerror', None) or error}"
            ) from None

    def _get(self, name: str) -> str | None:
        row = self._database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _set(self, name: str, value: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def work_folder(output: Path) -> Path:
    """The spool of an output: a hidden folder beside it."""
    return output.with_name(f".{output.name}{WORK_SUFFIX}")


def _safe(text: str) -> str:
    """Escape lone surrogates, which SQLite does not accept."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _chained(digest: str, unit: Unit) -> str:
    return hashlib.sha256(f"{digest} {json.dumps(unit.identity)}".encode()).hexdigest()
