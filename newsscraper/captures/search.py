"""Finding pages and archives in the paths that a user names."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsscraper.captures import jsonl, parquet
from newsscraper.captures.archive import warc_units
from newsscraper.captures.files import SIDECAR, STDIN, CaptureFile, Pages
from newsscraper.captures.frames import Broken, Gzip, Member, MissingPackage, Zstd
from newsscraper.captures.unit import Unit, Unusable

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".txt", ".xml", ".rss", ".atom"})
"""Suffixes of captures in a folder, optionally followed by ``.gz``.

A file that the user names itself is read whatever its suffix.
"""

ARCHIVES = {
    ".warc": "warc",
    ".wet": "warc",
    ".wat": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
"""Kinds of archives by suffix; all but Parquet may be followed by ``.gz`` or ``.zst``."""

WORK_SUFFIX = ".newsscraper"
"""Folders with this suffix have the data of an unfinished extraction and are not searched."""

_PAGES = 16


@dataclass(slots=True)
class SearchSummary:
    """What a search for captures has seen so far."""

    ignored: Counter[str] = field(default_factory=Counter)
    """Counts of files in folders that are not captures, by suffix."""
    has_archive: bool = False
    """Whether an archive was found."""


def find(
    paths: Iterable[str],
    found: SearchSummary,
    url: str | None = None,
    fetched_at: datetime | None = None,
    without: frozenset[Path] = frozenset(),
) -> Iterator[Unit]:
    """Yield the units of the paths; folders are searched in name order.

    Args:
        paths: Files, folders, or ``-``.
        found: Updated during the search.
        url: URL of the only capture, if the user gave one.
        fetched_at: Time at which all saved pages were fetched, if the user gave one; with a zone.
        without: Absolute paths to skip in folders: the files that this run writes.

    """
    pages: list[CaptureFile] = []
    for path, kind in _files(paths, found, without):
        if kind is None:
            pages.append(CaptureFile(path, url, fetched_at))
            if len(pages) == _PAGES:
                yield Pages(tuple(pages))
                pages = []
            continue
        if pages:
            yield Pages(tuple(pages))
            pages = []
        found.has_archive = True
        if Path(path).exists() and not Path(path).is_file():
            yield Unusable(
                path, "this is a named pipe or a device; an archive must be a regular file"
            )
            continue
        yield from _UNITS[kind](path)
    if pages:
        yield Pages(tuple(pages))


def size_of(paths: Iterable[str], without: frozenset[Path] = frozenset()) -> int:
    """Return the bytes of all files of the paths, for a progress bar."""
    total = 0
    for path, _ in _files(paths, SearchSummary(), without):
        if path != STDIN:
            try:
                total += Path(path).stat().st_size
            except OSError:
                continue
    return total


_UNITS = {"warc": warc_units, "jsonl": jsonl.jsonl_units, "parquet": parquet.parquet_units}


def _files(
    paths: Iterable[str], found: SearchSummary, without: frozenset[Path]
) -> Iterator[tuple[str, str | None]]:
    """Yield each file with the kind of its archive; ``None`` for a page."""
    for name in paths:
        path = Path(name)
        if name == STDIN or not path.is_dir():
            yield name, _kind_of_named_file(path) if name != STDIN else None
            continue
        # Not Path.walk of Python 3.12: it lists links to folders among the files.
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(inner for inner in folders if not inner.endswith(WORK_SUFFIX))
            # Linked folders are not followed: a link may lead to its own parent.
            if linked := sum(Path(folder, inner).is_symlink() for inner in folders):
                found.ignored["linked folder(s)"] += linked
            for file in sorted(files):
                whole = Path(folder, file)
                if without and Path(os.path.realpath(whole)) in without:
                    continue
                kind = archive_kind(file)
                if not whole.is_file():  # reading a named pipe would block
                    found.ignored[Path(file).suffix or file] += 1
                elif kind is not None and _holds_pages(whole, kind):
                    yield str(whole), kind
                elif kind is None and _is_page(file):
                    yield str(whole), None
                elif not file.endswith(SIDECAR):
                    found.ignored[Path(file).suffix or file] += 1


def archive_kind(name: str) -> str | None:
    """Return the kind of archive by the file's name; ``None`` if it is not an archive."""
    name = name.lower()
    suffix = Path(name.removesuffix(".gz").removesuffix(".zst")).suffix
    kind = ARCHIVES.get(suffix)
    return kind if kind != "parquet" or name.endswith(".parquet") else None


def _kind_of_named_file(path: Path) -> str | None:
    """Return the kind of a file that the user named, by its name or else its first bytes."""
    kind = archive_kind(path.name)
    if kind is not None:
        return kind
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            head = file.read(5)
            if head.startswith(parquet.MAGIC):
                return "parquet"
            if head.startswith(Gzip.magic):
                head = Member(Gzip(file), 0).read(1)
            elif Zstd.begins(head[:4]):
                return "warc"  # saved pages are never compressed with Zstandard
    except (OSError, Broken, MissingPackage):
        return None
    return "warc" if head.startswith(b"WARC/") else None


def _holds_pages(path: Path, kind: str) -> bool:
    if kind == "jsonl":
        return jsonl.holds_pages(path)
    return kind != "parquet" or parquet.holds_pages(path)


def _is_page(name: str) -> bool:
    return Path(name.lower().removesuffix(".gz")).suffix in SUFFIXES
