"""The index of a web archive: which of its records hold articles of a site."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request

from newsscraper.archives.checked_connections import checking_opener
from newsscraper.captures.expansion import expands_too_far, refusal
from newsscraper.errors import UserError
from newsscraper.networks import AddressPolicy
from newsscraper.sites import address_of
from newsscraper.text.cleaning import clean
from newsscraper.text.encoding import MAX_BYTES
from newsscraper.urls import canonical

_STAMP = re.compile(r"\d{14}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_PAGES = re.compile(r"(?:text/|application/xhtml|unk$|$)")
"""Media types of pages. Not ``warc/revisit``, which only refers to an earlier capture."""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A record of an archive, as an index lists it."""

    article: str
    moment: str
    """When it was captured, ISO 8601, UTC."""
    file: str
    offset: int
    length: int

    @property
    def place(self) -> str:
        """File and byte, for messages."""
        return f"{self.file}, byte {self.offset}"


@dataclass(slots=True)
class IndexCounts:
    """The counts of the lines of an index."""

    lines: int = 0
    skipped: int = 0
    """Lines of other sites, of pages that are not articles, and of failed captures."""
    broken: list[str] = field(default_factory=list)
    """The beginnings of the first lines that could not be read, without control characters."""
    broken_count: int = 0


def read_index(where: str, agent: str, policy: AddressPolicy) -> Iterator[bytes]:
    """Read the lines of an index, which may be compressed with gzip.

    A line that is longer than a mebibyte is read as several, which are invalid.

    Args:
        where: A file or a web address.
        agent: ``User-Agent`` of the request.
        policy: Decides where redirects may lead; the address itself is the user's choice.

    Raises:
        UserError: the index cannot be read.

    """
    try:
        if where.startswith(("http://", "https://")):
            policy.allow(where)
            opener = checking_opener(policy)
            source: Any = opener.open(Request(where, headers={"User-Agent": agent}), timeout=60)
        else:
            source = Path(where).open("rb")  # noqa: SIM115 - closed below
        with source:
            head = source.peek(2)[:2]
            counted: Any = _CountedReads(source)
            unpacked = 0
            is_packed = head == b"\x1f\x8b"
            file: Any = gzip.GzipFile(fileobj=counted) if is_packed else source
            while line := file.readline(1 << 20):
                unpacked += len(line)
                if is_packed and expands_too_far(counted.length, unpacked):
                    raise ValueError(refusal("file"))  # noqa: TRY301 - reported as the others
                yield line
            # `length`: the bytes that http.client still expects. Reading by lines raises nothing if
            # the response is cut off.
            if getattr(source, "length", 0):
                raise EOFError("the answer is cut off")  # noqa: TRY301 - gzip raises the same
    except URLError as error:
        raise UserError(
            f"cannot read the index {where}:"
            f" {error.reason if not hasattr(error, 'code') else f'status {error.code}'}"
        ) from None
    except (OSError, EOFError, zlib.error, ValueError, http.client.HTTPException) as error:
        raise UserError(
            f"cannot read the index {where}: {getattr(error, 'strerror', None) or error}"
        ) from None


class _CountedReads:
    """A file that is read from its beginning to its end, and how many bytes were read."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self.length = 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._source.read(size)
        self.length += len(data)
        return data


def article_lines(index: Iterable[bytes], site: str, counts: IndexCounts) -> Iterator[IndexLine]:
    """The records of a site's articles that an index lists.

    Args:
        index: Lines as the index server of Common Crawl returns them (``output=json``), or lines of
            a CDXJ file, where the sortable address and the time come before the JSON object.
        site: Name of the site.
        counts: The counts; updated.

    """
    for line in index:
        if not line.strip():
            continue
        counts.lines += 1
        try:
            found = _line(line, site)
        except (ValueError, KeyError, TypeError, RecursionError):
            counts.broken_count += 1
            if len(counts.broken) < 3:
                counts.broken.append(clean(line[:80].decode("utf-8", "replace")))
            continue
        if found is None:
            counts.skipped += 1
        else:
            yield found


def _line(line: bytes, site: str) -> IndexLine | None:
    text = line.decode("utf-8-sig", "replace").strip()
    if text.startswith("!"):
        return None  # CDXJ: metadata of the file
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
    return IndexLine(
        address.article_id, moment.strftime("%Y-%m-%dT%H:%M:%SZ"), name, offset, length
    )


def _number(value: object) -> int:
    """Read a number of bytes, a JSON number or a string.

    Raises:
        ValueError: the value is not a number of bytes.

    """
    if isinstance(value, bool) or _NUMBER.fullmatch(str(value)) is None:
        raise ValueError(value)
    return int(str(value))
