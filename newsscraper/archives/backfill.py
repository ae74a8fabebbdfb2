"""Articles of a site from a web archive that has an index: which records, by its lines, and what
they hold."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from filelock import FileLock, Timeout

from newsscraper.captures import Damage, Skipped
from newsscraper.captures.frames import Gzip, Member
from newsscraper.captures.framing import Framing, RawRecord
from newsscraper.captures.warc import PAGE_KINDS, read_capture
from newsscraper.errors import UserError
from newsscraper.extraction import extract_capture
from newsscraper.items.records import Article, Capture
from newsscraper.sites import address_of
from newsscraper.text.encoding import MAX_BYTES
from newsscraper.urls import canonical

_STAMP = re.compile(r"\d{14}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_PAGES = re.compile(
    r"(?:text/|application/xhtml|unk$|$)"
)  # warc/revisit is none: it leads to an earlier capture


@dataclass(frozen=True, slots=True)
class Line:
    """A record that an index names."""

    article: str
    moment: str
    """When it was captured, ISO 8601, UTC."""
    file: str
    offset: int
    length: int

    @property
    def place(self) -> str:
        """File and byte, as the user is told them."""
        return f"{self.file}, byte {self.offset}"


@dataclass(slots=True)
class Read:
    """What was met in an index."""

    lines: int = 0
    passed: int = 0
    """Lines of other sites, of pages that are no articles, of captures that failed."""
    broken: list[str] = field(default_factory=list)
    """The first lines that cannot be read."""
    broken_count: int = 0


def index_of(where: str, agent: str) -> Iterator[bytes]:
    """The lines of an index, a file's or an address's, also packed with gzip.

    Raises:
        UserError: it cannot be read.

    """
    try:
        if where.startswith(("http://", "https://")):
            source: Any = urlopen(Request(where, headers={"User-Agent": agent}), timeout=60)
        else:
            source = Path(where).open("rb")  # noqa: SIM115 - closed below, as the other
        with source:
            head = source.peek(2)[:2]
            file: Any = gzip.GzipFile(fileobj=source) if head == b"\x1f\x8b" else source
            while line := file.readline(1 << 20):
                yield line
            if getattr(
                source, "length", 0
            ):  # what http.client still expects: it raises nothing where lines are read
                raise EOFError("the answer is cut off")  # noqa: TRY301 - as with what gzip raises
    except URLError as error:
        raise UserError(
            f"cannot read the index {where}:"
            f" {error.reason if not hasattr(error, 'code') else f'status {error.code}'}"
        ) from None
    except (OSError, EOFError, zlib.error, ValueError, http.client.HTTPException) as error:
        raise UserError(
            f"cannot read the index {where}: {getattr(error, 'strerror', None) or error}"
        ) from None


def lines_of(index: Iterable[bytes], site: str, read: Read) -> Iterator[Line]:
    """The records of a site's articles that an index names.

    Args:
        index: Lines as the Common Crawl index server gives them (``output=json``), or of a CDXJ
            file, where the address in sorting order and the time stand in front of the object.
        site: Name of the site.
        read: Counts.

    """
    for line in index:
        if not line.strip():
            continue
        read.lines += 1
        try:
            found = _line(line, site)
        except (ValueError, KeyError, TypeError, RecursionError):
            read.broken_count += 1
            if len(read.broken) < 3:
                read.broken.append(line[:80].decode("utf-8", "replace").strip())
            continue
        if found is None:
            read.passed += 1
        else:
            yield found


def _line(line: bytes, site: str) -> Line | None:
    text = line.decode("utf-8-sig", "replace").strip()
    if text.startswith("!"):
        return None  # CDXJ: about the file
    stamp = None
    if not text.startswith("{"):
        _, stamp, text = text.split(" ", 2)
    data = json.loads(text)
    address = address_of(canonical(str(data["url"])))
    wanted = (
        address is not None
        and address.site == site
        and address.kind == "article"
        and address.article_id is not None
    )
    if (
        not wanted
        or str(data.get("status", "200")) != "200"
        or _PAGES.match(str(data.get("mime") or "")) is None
    ):
        return None
    assert address is not None
    assert address.article_id is not None
    stamp = str(data.get("timestamp") or stamp)
    if _STAMP.fullmatch(stamp) is None:
        raise ValueError(stamp)
    moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    name, offset, length = str(data["filename"]), _number(data["offset"]), _number(data["length"])
    if not 0 < length <= 2 * MAX_BYTES or ".." in name.split("/") or not name.isprintable():
        raise ValueError(name)
    return Line(address.article_id, moment.strftime("%Y-%m-%dT%H:%M:%SZ"), name, offset, length)


def _number(value: object) -> int:
    """A number of bytes, as JSON has it or as a text.

    Raises:
        ValueError: it is none.

    """
    if isinstance(value, bool) or _NUMBER.fullmatch(str(value)) is None:
        raise ValueError(value)
    return int(str(value))


_NEXT_OLDER = """
UPDATE records SET state = :state WHERE moment = (
    SELECT max(moment) FROM records AS r WHERE r.article = records.article AND r.state = 'older'
) AND NOT EXISTS (
    SELECT 1 FROM records AS r WHERE r.article = records.article AND r.state IN ('todo', 'next', 'now', 'done', 'known')
)
"""


class Todo:
    """Which records are still to be fetched, on disk: of each article the newest that an index
    names.

    Where that one gives no article, the next older one takes its place.

    Args:
        path: The file.

    Raises:
        UserError: it cannot be written, or another process works with it.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(f"{path}.lock")
            self._lock.acquire(timeout=0)
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
            raise UserError(f"another process fills up the same site ({path})") from None
        except (OSError, sqlite3.Error) as error:
            raise UserError(
                f"cannot write {path}: {getattr(error, 'strerror', None) or error}"
            ) from None

    def add(self, lines: Iterable[Line]) -> int:
        """Takes in records; gives how many lines were older captures of an article that has a newer
        one."""
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

    def waiting(self) -> Iterator[list[Line]]:
        """What waits, some at once, in the order of the files. What is not settled meanwhile is not
        given twice."""
        yield from self._in_state("todo")
        while self._database.execute(
            "UPDATE records SET state = 'now' WHERE state = 'next'"
        ).rowcount:
            yield from self._in_state("now")

    def _in_state(self, state: str) -> Iterator[list[Line]]:
        last = ("", -1)
        while rows := self._database.execute(
            "SELECT article, moment, file, place, length FROM records WHERE state = ? AND (file,"
            " place) > (?, ?) ORDER BY file, place LIMIT 20",
            (state, *last),
        ).fetchall():
            last = rows[-1][2], rows[-1][3]
            yield [Line(*row) for row in rows]

    def settle(self, settled: Sequence[tuple[Line, str, str | None]]) -> None:
        """Notes what became of records: ``done``, ``known``, ``none`` (no article is there) or
        ``failed``, and why."""
        self._database.executemany(
            "UPDATE records SET state = ?, reason = ? WHERE article = ? AND moment = ?",
            [(state, reason, line.article, line.moment) for line, state, reason in settled],
        )
        empty = [
            {"state": "next", "article": line.article}
            for line, state, _ in settled
            if state in ("none", "failed")
        ]
        self._database.executemany(f"{_NEXT_OLDER} AND article = :article", empty)
        self._database.commit()

    @property
    def left(self) -> int:
        """How many wait."""
        return int(
            self._database.execute(
                "SELECT count(*) FROM records WHERE state IN ('todo', 'next', 'now')"
            ).fetchone()[0]
        )

    def close(self) -> None:
        """Closes it; another process may go on."""
        self._database.close()
        self._lock.release()


def article_of(content: bytes, line: Line) -> Article | Damage | str:
    """The article that a record holds, or why there is none: it cannot be read, or is no article's
    page.

    Args:
        content: The record's gzip member.
        line: What the index says of it.

    """
    place = f"{line.file}:{line.offset}"
    found: Any = None
    for item in Framing(
        Member(Gzip(BytesIO(content)), 0), wanted=PAGE_KINDS, limit=MAX_BYTES + 65536
    ).records():
        if not isinstance(item, RawRecord):
            return Damage(place, item.reason)
        if item.kind in PAGE_KINDS:
            found = read_capture(item.content, place)
            break
    if isinstance(found, Damage):
        return found
    if not isinstance(found, Capture):
        return f"no page ({found.kind})" if isinstance(found, Skipped) else "no page"
    try:
        extraction = extract_capture(found)
    except Exception as error:  # a defect of ours must not stop the records beside this one
        return Damage(
            place, f"extraction failed ({type(error).__name__}: {error}); please report it"
        )
    if not extraction.articles:
        return (
            extraction.rejected[0]
            if extraction.rejected
            else f"no article: the page is of kind {extraction.kind}"
        )
    return extraction.articles[0]
