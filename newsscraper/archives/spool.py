"""What an extraction has done so far, on disk: its records in input order, and which of several
captures is the newest.

Memory stays flat however many records there are, and after a kill the work goes on where it was
last noted.
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

from newsscraper.archives.parallel import Row
from newsscraper.captures import WORK_SUFFIX, Unit
from newsscraper.errors import UserError

_SCHEMA = """
CREATE TABLE newest (id TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tickers (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, site TEXT NOT NULL, record TEXT);
CREATE TABLE sightings (ticker INTEGER NOT NULL, moment TEXT NOT NULL, PRIMARY KEY (ticker, moment)) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_KEEP_NEWEST = """
INSERT INTO newest VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET fetched_at = excluded.fetched_at, place = excluded.place
WHERE excluded.fetched_at >= newest.fetched_at
"""
_CACHE_KB = 32 * 1024


class SpoolError(UserError):
    """The work cannot be written, or is not what is to be gone on with."""


class Spool:
    """Records as they come, on disk, and a database of which are to be kept.

    It is a folder beside the output, ``.NAME.newsscraper``. What :meth:`note` has noted is there
    after a kill.

    Args:
        output: Path of the output; ``None`` for standard output and other places: then it lies in a
            temporary folder.
        asked: What the work depends on beside its input, JSON types: another must not go on with
            it.
        resume: Whether to go on with what is there; else it is thrown away.

    """

    def __init__(self, output: Path | None, asked: dict[str, Any], *, resume: bool) -> None:
        self._asked = json.dumps(asked, sort_keys=True)
        self._resume = resume
        self._output = output
        self.folder = work_folder(output) if output is not None else Path()
        self.units = 0
        """Units that are done."""
        self.counts: dict[str, Any] | None = None
        """What was counted over them."""
        self.begun: tuple[str | None, int | None] = (None, None)
        """Path and place where the last of them ended."""
        self._database: sqlite3.Connection
        self._records: BinaryIO

    def open(self) -> None:
        """Makes it, or opens what is there.

        Raises:
            SpoolError: it cannot be made, or belongs to another command.

        """
        try:
            if self._output is None:
                self.folder = Path(mkdtemp(prefix="newsscraper-", suffix=WORK_SUFFIX))
            else:
                if not self._resume and self.folder.is_dir():
                    shutil.rmtree(self.folder)
                self.folder.mkdir(parents=True, exist_ok=True)
            self._open(self._asked)
        except OSError as error:
            raise SpoolError(f"cannot write {self.folder}: {error.strerror or error}") from None
        except sqlite3.Error as error:
            raise SpoolError(
                f"cannot use {self.folder}: {error}; without --resume it is begun anew"
            ) from None

    def _open(self, asked: str) -> None:
        database = self.folder / "state.db"
        self._database = sqlite3.connect(database)
        # A kill of the process loses nothing that was committed: only a kill of the machine would.
        self._database.executescript(
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KB};"
        )
        if self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            self._database.executescript(f"BEGIN; {_SCHEMA}")
            self._set("asked", asked)
            self._database.commit()
        elif self._get("asked") != asked:
            raise SpoolError(
                f"cannot resume: {self.folder} was left by another command; without --resume it is"
                " thrown away"
            )
        self.units = int(self._get("units") or 0)
        self.counts = json.loads(self._get("counts") or "null")
        self.begun = tuple(json.loads(self._get("begun") or "[null, null]"))
        self._digest = self._get("digest") or ""
        self._length = int(self._get("length") or 0)
        self._records = (self.folder / "records").open("ab+")
        self._records.truncate(self._length)
        self._records.seek(self._length)
        self._skipped, self._seen = 0, ""

    @property
    def resumed(self) -> bool:
        """Whether there is something to go on with."""
        return self.units > 0

    def is_done(self, unit: Unit) -> bool:
        """Whether a unit, asked about in order, was done before.

        Raises:
            SpoolError: the units that were done before are not those of today: the input has
                changed.

        """
        if self._skipped == self.units:
            return False
        self._seen = _chained(self._seen, unit)
        self._skipped += 1
        if self._skipped == self.units and self._seen != self._digest:
            raise SpoolError(
                "cannot resume: the input is not what it was; without --resume the work is begun"
                " anew"
            )
        return True

    def finish_skipping(self) -> None:
        """Called behind the last unit.

        Raises:
            SpoolError: there are fewer units than were done before.

        """
        if self._skipped < self.units:
            raise SpoolError(
                "cannot resume: the input is not what it was; without --resume the work is begun"
                " anew"
            )

    def add(self, row: Row) -> None:
        """Adds a record; of one article the newest counts, of equally old ones the later."""
        line = row.record.encode("utf-8", "surrogatepass") + b"\n"
        with self._told():
            self._records.write(line)
            self._database.execute(
                _KEEP_NEWEST, (_safe(row.id), row.fetched_at or "", self._length)
            )
        self._length += len(line)

    def add_ticker(self, ticker: dict[str, Any], *, whole: bool) -> None:
        """Adds a snapshot, once however often it was seen.

        Args:
            ticker: Its record.
            whole: Whether it is to be read back, or counted only.

        """
        record = json.dumps(ticker, ensure_ascii=True) if whole else None
        row = (_safe(ticker["id"]), ticker["site"] or "", record)
        with self._told():
            self._database.execute(
                "INSERT OR IGNORE INTO tickers (id, site, record) VALUES (?, ?, ?)", row
            )
            if whole and ticker["sightings"]:
                [number] = self._database.execute(
                    "SELECT number FROM tickers WHERE id = ?", row[:1]
                ).fetchone()
                seen = [(number, moment) for moment in ticker["sightings"]]
                self._database.executemany("INSERT OR IGNORE INTO sightings VALUES (?, ?)", seen)

    def note(
        self, unit: Unit, counts: dict[str, Any], begun: tuple[str | None, int | None]
    ) -> None:
        """Notes that a unit is done, with all that was added since the last one.

        Raises:
            SpoolError: the disk is full.

        """
        self.units += 1
        self._skipped = self.units
        self._digest = _chained(self._digest, unit)
        with self._told():
            self._records.flush()
            for name, value in (
                ("units", self.units),
                ("digest", self._digest),
                ("length", self._length),
                ("counts", json.dumps(counts)),
                ("begun", json.dumps(begun)),
            ):
                self._set(name, str(value))
            self._database.commit()

    def records(self, *, every: bool = False) -> Iterator[dict[str, Any]]:
        """The records in input order: each article once, its newest capture, or every capture."""
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
        """How many different articles there are."""
        return int(self._database.execute("SELECT count(*) FROM newest").fetchone()[0])

    def tickers(self) -> Iterator[dict[str, Any]]:
        """The snapshots in the order they were first met, each with all its sightings."""
        for number, record in self._database.execute(
            "SELECT number, record FROM tickers ORDER BY number"
        ):
            seen = self._database.execute(
                "SELECT moment FROM sightings WHERE ticker = ? ORDER BY moment", (number,)
            )
            yield {**json.loads(record), "sightings": [moment for (moment,) in seen]}

    def ticker_counts(self) -> dict[str, int]:
        """Snapshots by site."""
        rows = self._database.execute("SELECT site, count(*) FROM tickers GROUP BY site")
        return {site or "(no site)": number for site, number in rows}

    def close(self, *, keep: bool) -> None:
        """Closes it; what is not to be kept is removed."""
        for part in ("_records", "_database"):
            if hasattr(self, part):  # it may have been broken off while it was opened
                with suppress(OSError):  # a full disk refuses the buffered rest
                    getattr(self, part).close()
        if not keep and self.folder.suffix == WORK_SUFFIX:
            shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
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
    """Where the work for an output lies: beside it, hidden."""
    return output.with_name(f".{output.name}{WORK_SUFFIX}")


def _safe(text: str) -> str:
    """SQLite takes no lone surrogate."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _chained(digest: str, unit: Unit) -> str:
    return hashlib.sha256(f"{digest} {json.dumps(unit.identity)}".encode()).hexdigest()
