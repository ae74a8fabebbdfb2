"""Outputs that are a folder: made beside its place, and renamed when it is whole."""

from __future__ import annotations

import os
from abc import abstractmethod
from contextlib import suppress
from pathlib import Path

from newsscraper.exporters.base import NO_FILE, FileExporter
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.target import is_address, path_of


class FolderExporter(FileExporter):
    """Writes a folder. One that is there is replaced if an export has made it, and left alone if it
    holds anything else."""

    def require(self) -> None:
        """A folder cannot be renamed in one step elsewhere than on this machine."""
        if is_address(self.target) and path_of(self.target) is None:
            raise ExportError(
                f"cannot write {self.shown}: a folder of files can be written on this machine only"
            )

    @abstractmethod
    def is_own(self, inside: Path, *, is_folder: bool) -> bool:
        """Whether an export may have made this.

        Args:
            inside: A path in the folder, however deep, relative to it.
            is_folder: Whether it is a folder.

        """

    def overwrites(self, path: Path) -> None:
        """Refuses files of somebody else."""
        if path.is_dir():
            for above, folders, files in os.walk(
                path
            ):  # from the top down: somebody's folder may be large
                for name in sorted([*folders, *files]):
                    inside = Path(above, name).relative_to(path)
                    if not self.is_own(inside, is_folder=name in folders):
                        raise FileExistsError(
                            0, f"the folder holds {inside.as_posix()}, which no export has written"
                        )
        elif path.is_file():
            raise NotADirectoryError(0, "it is a file, and would become a folder")
        elif path.exists():
            raise FileExistsError(0, NO_FILE)

    def begin(self) -> None:
        """Makes the folder."""
        with suppress(FileExistsError):
            self.path.mkdir()
