"""What lies behind the paths that a user names: pages, archives, folders of both."""

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
"""Files of a folder that are captures; each may have ``.gz`` behind it. A file named by itself is
read whatever its name."""

ARCHIVES = {
    ".warc": "warc",
    ".wet": "warc",
    ".wat": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
"""Files that hold many captures, by their suffix; all but Parquet may have ``.gz`` or ``.zst``
behind it."""

WORK_SUFFIX = ".newsscraper"
"""Folders of this suffix hold the work of an extraction under way; they are not searched."""

_PAGES = 16


@dataclass(slots=True)
class Found:
    """What a search for captures met."""

    ignored: Counter[str] = field(default_factory=Counter)
    """Files in folders that are no captures, by their suffix."""
    has_archive: bool = False
    """Whether an archive was among them, so far."""


def find(
    paths: Iterable[str],
    found: Found,
    url: str | None = None,
    fetched_at: datetime | None = None,
    without: frozenset[Path] = frozenset(),
) -> Iterator[Unit]:
    """The units behind the paths, folders searched in name order.

    Args:
        paths: Files, folders, or ``-``.
        found: Counts what was passed over.
        url: Address of the only capture, if the user gave one.
        fetched_at: Time of the fetch of all saved pages, likewise; aware.
        without: Files that are not read in folders, absolute: what the run writes.

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
            yield Unusable(path, "a named pipe or a device; an archive is read as a file")
            continue
        yield from _UNITS[kind](path)
    if pages:
        yield Pages(tuple(pages))


def size_of(paths: Iterable[str], without: frozenset[Path] = frozenset()) -> int:
    """Bytes of all files behind the paths: the length of a progress bar."""
    total = 0
    for path, _ in _files(paths, Found(), without):
        if path != STDIN:
            try:
                total += Path(path).stat().st_size
            except OSError:
                continue
    return total


_UNITS = {"warc": warc_units, "jsonl": jsonl.jsonl_units, "parquet": parquet.parquet_units}


def _files(
    paths: Iterable[str], found: Found, without: frozenset[Path]
) -> Iterator[tuple[str, str | None]]:
    """Each file with the kind of archive that it is; ``None`` for a page."""
    for name in paths:
        path = Path(name)
        if name == STDIN or not path.is_dir():
            yield name, _kind_named(path) if name != STDIN else None
            continue
        for folder, folders, files in os.walk(
            path
        ):  # Path.walk, of Python 3.12, has links to folders among the files
            folders[:] = sorted(inner for inner in folders if not inner.endswith(WORK_SUFFIX))
            if linked := sum(
                Path(folder, inner).is_symlink() for inner in folders
            ):  # one may lead into a circle
                found.ignored["linked folder(s)"] += linked
            for file in sorted(files):
                whole = Path(folder, file)
                if without and Path(os.path.realpath(whole)) in without:
                    continue
                kind = archive_kind(file)
                if not whole.is_file():  # a named pipe would be waited for
                    found.ignored[Path(file).suffix or file] += 1
                elif kind is not None and _holds_pages(whole, kind):
                    yield str(whole), kind
                elif kind is None and _is_page(file):
                    yield str(whole), None
                elif not file.endswith(SIDECAR):
                    found.ignored[Path(file).suffix or file] += 1


def archive_kind(name: str) -> str | None:
    """The kind of archive, by a file's name; ``None`` for what is none."""
    name = name.lower()
    suffix = Path(name.removesuffix(".gz").removesuffix(".zst")).suffix
    kind = ARCHIVES.get(suffix)
    return kind if kind != "parquet" or name.endswith(".parquet") else None


def _kind_named(path: Path) -> str | None:
    """The kind of a file that was named by itself: by its name, else by how it begins."""
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
                return "warc"  # a page is never packed so
    except (OSError, Broken, MissingPackage):
        return None
    return "warc" if head.startswith(b"WARC/") else None


def _holds_pages(path: Path, kind: str) -> bool:
    if kind == "jsonl":
        return jsonl.holds_pages(path)
    return kind != "parquet" or parquet.holds_pages(path)


def _is_page(name: str) -> bool:
    return Path(name.lower().removesuffix(".gz")).suffix in SUFFIXES
