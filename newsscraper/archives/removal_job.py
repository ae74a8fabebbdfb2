"""Takedown of articles with their versions and kept pages: ``newsscraper remove``."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path

from newsscraper.archives.progress import OnMessage, ignore
from newsscraper.archives.warc_removal import (
    Removal,
    RemovalError,
    find_records,
    page_files,
    remove_records,
    sweep,
)
from newsscraper.errors import UserError
from newsscraper.pipelines.identity import article_id_of
from newsscraper.scope import site_named, slug_of
from newsscraper.store import DEFAULT_STORE, Store
from newsscraper.store.marking import Marked
from newsscraper.urls import canonical

_SHOWN = 3


@dataclass(slots=True)
class RemovalReport:
    """What was removed, or would be."""

    articles: int = 0
    """Number of articles that were stored."""
    versions: int = 0
    """Number of their earlier versions."""
    pages: int = 0
    """Number of kept pages."""
    addresses: int = 0
    """Number of articles that were not stored: only their addresses are not fetched any more."""
    before: int = 0
    """Number of articles that were taken down before."""
    is_rehearsal: bool = False
    """Whether nothing was changed."""
    failed: int = 0
    """Number of names that are unknown, and of files with pages that could not be removed."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remove."""
        return not (self.articles or self.pages or self.addresses or self.before)

    @property
    def exit_code(self) -> int:
        """The exit code of ``newsscraper remove``: 1 if something could not be removed."""
        return 1 if self.failed else 0

    def closing_line(self) -> str:
        """All counts in one line."""
        would = "would be " if self.is_rehearsal else ""
        parts = [
            f"{_number(self.articles, 'article')} {would}removed with"
            f" {_number(self.versions, 'earlier version')} and {_number(self.pages, 'kept page')}"
        ]
        if self.addresses:
            parts.append(f"{self.addresses} not stored, and {would or 'now '}never fetched")
        if self.before:
            parts.append(f"{self.before} removed before")
        return "; ".join(parts)


@dataclass(slots=True)
class RemovalJob:
    """Takes articles down: from the store, with their versions, and from the kept pages.

    Their addresses are not fetched again. The command line has it as ``newsscraper remove``.
    """

    articles: Sequence[str]
    """Ids or addresses of articles."""
    _: KW_ONLY
    sources: Sequence[str] = ()
    """Slugs of newspapers whose articles are all taken down."""
    sites: Sequence[str] = ()
    """Only newspapers of these sites; none for all."""
    store: str | os.PathLike[str] = DEFAULT_STORE
    pages: Sequence[str | os.PathLike[str]] = ()
    """Folders of kept pages; by default ``pages`` and ``suspect`` beside the store's file."""
    rehearse: bool = False
    """Whether to count only."""
    confirm: Callable[[RemovalReport], bool] = lambda report: True
    """Receives what would be removed, and says whether to remove it."""
    on_message: OnMessage = ignore
    """Receives each problem, one line."""
    _report: RemovalReport = field(default_factory=RemovalReport, init=False)

    def run(self) -> RemovalReport | None:
        """Remove everything. After an interruption, run the job again.

        The pages go first: an article that is in the store can be named again.

        Returns:
            What was removed; ``None`` if it was not confirmed.

        Raises:
            UserError: a site is unknown, a folder does not exist, or the store cannot be written.

        """
        with Store(os.fspath(self.store)) as store:
            marked = store.takedowns.find(
                self.articles,
                sources=[slug_of(source) for source in self.sources],
                sites=[site_named(site).name for site in self.sites],
            )
            folders = self._folders(store)
            for name in marked.unknown:
                self._failed(f"{name}: the store has no such article or newspaper")
            found = list(self._kept(folders, marked))
            self._count(marked, found)
            if self.rehearse or self._report.is_empty:
                self._report.is_rehearsal = self.rehearse
                return self._report
            if not self.confirm(self._report):
                return None
            self._report.pages = 0
            for kept in found:
                self._remove(kept)
            store.takedowns.take_down(marked)
            self._tell_copies(self.store, folders)
        return self._report

    def _folders(self, store: Store) -> list[Path]:
        named = [Path(folder) for folder in self.pages]
        for folder in named:
            if not folder.is_dir():
                raise UserError(f"{folder} is not a folder: --pages names a folder of kept pages")
        beside = [store.folder / "pages", store.folder / "suspect"] if store.folder else []
        usual = beside[1:] if named else beside
        return [*named, *(folder for folder in usual if folder.is_dir())]

    def _kept(self, folders: list[Path], marked: Marked) -> Iterator[Removal | Path]:
        """Yield the files and folders that have pages of the articles."""
        keys, left = marked.keys, set(marked.pages)

        def is_meant(path: Path, url: str, offset: int) -> bool:
            return f"{path.name}:{offset}" in marked.pages or article_id_of(canonical(url)) in keys

        for folder in folders if keys else ():
            if not self.rehearse:
                sweep(folder)
            for path in page_files(folder):
                try:
                    removal = find_records(path, is_meant)
                except RemovalError as error:
                    self._failed(str(error))
                    continue
                left -= {f"{path.name}:{offset}" for offset in removal.offsets}
                if removal.ranges:
                    yield removal
            for meta in page_files(folder, "meta.json"):
                if (url := _address_in(meta)) and is_meant(meta, url, -1):
                    yield meta.parent
        self._tell_left(left, marked)

    def _tell_left(self, left: set[str], marked: Marked) -> None:
        """Name the files with pages that are in no folder: archives, or kept somewhere else."""
        if left and marked.stored:
            files = sorted({place.rpartition(":")[0] for place in left})
            more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
            self.on_message(
                f"{_number(len(left), 'page')} of these articles are in files elsewhere, which stay"
                f" as they are: {', '.join(files[:_SHOWN])}{more}; for pages that a crawl kept,"
                " name their folder (--pages FOLDER)"
            )

    def _count(self, marked: Marked, found: Sequence[Removal | Path]) -> None:
        report = self._report
        report.articles, report.versions = len(marked.stored), marked.versions
        report.before = len(marked.before)
        report.addresses = len(marked.articles.keys() - marked.stored - marked.before)
        report.pages = sum(_pages_in(kept) for kept in found)

    def _remove(self, kept: Removal | Path) -> None:
        try:
            if isinstance(kept, Removal):
                remove_records(kept)
            else:
                shutil.rmtree(kept)
        except RemovalError as error:
            self._failed(str(error))
        except OSError as error:
            self._failed(f"cannot remove {kept}: {error.strerror or error}")
        else:
            self._report.pages += _pages_in(kept)

    def _failed(self, line: str) -> None:
        self._report.failed += 1
        self.on_message(line)

    def _tell_copies(self, store: str | os.PathLike[str], folders: list[Path]) -> None:
        """Name the files that may still have the articles, and that no takedown changes."""
        path = Path(store)
        for copy in sorted(path.parent.glob(f"{path.name}.schema*.bak")) if path.is_file() else ():
            self.on_message(f"{copy}, a copy of the store before a migration, may still have them")
        for folder in folders:
            for suffix in (".warc", ".warc.zst"):
                for other in page_files(folder, suffix):
                    self.on_message(f"{other} was not written by crawl --keep-pages: not searched")


def _pages_in(kept: Removal | Path) -> int:
    return kept.pages if isinstance(kept, Removal) else 1


def _address_in(meta: Path) -> str:
    """Return the address of a suspect page; empty if the file is something else."""
    try:
        found = json.loads(meta.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    url = found.get("url") if isinstance(found, dict) else None
    return url if isinstance(url, str) and (meta.parent / "input.html").is_file() else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
