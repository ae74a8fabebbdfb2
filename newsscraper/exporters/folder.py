"""The base class of the outputs that are a folder, renamed when it is complete."""

from __future__ import annotations

import os
from abc import abstractmethod
from contextlib import suppress
from pathlib import Path

from newsscraper.exporters.base import NOT_A_FILE, FileExporter
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.target import is_address, path_of


class FolderExporter(FileExporter):
    """Writes a folder.

    An existing folder is replaced if an export has written all of it, and refused otherwise.
    """

    def require(self) -> None:
        """Check that the folder is local: a remote one cannot be renamed in one step."""
        super().require()
        if is_address(self.target) and path_of(self.target) is None:
            raise ExportError(
                f"cannot write {self.shown}: a folder of files can only be written on this machine"
            )

    @abstractmethod
    def is_own(self, inside: Path, *, is_folder: bool) -> bool:
        """Return whether an export may have written this.

        Args:
            inside: A path inside the folder, relative to it.
            is_folder: Whether the path is a folder.

        """

    def check_overwrite(self, path: Path) -> None:
        """Refuse to replace a folder with other files."""
        if path.is_dir():
            # From the top down, to find other files early if the folder is large.
            for above, folders, files in os.walk(path):
                for name in sorted([*folders, *files]):
                    inside = Path(above, name).relative_to(path)
                    if not self.is_own(inside, is_folder=name in folders):
                        raise FileExistsError(
                            0,
                            f"the folder holds {inside.as_posix()}, which was not written by an export",
                        )
        elif path.is_file():
            raise NotADirectoryError(0, "it is a file, and would be replaced by a folder")
        elif path.exists():
            raise FileExistsError(0, NOT_A_FILE)

    def begin(self) -> None:
        """Create the folder."""
        with suppress(FileExistsError):
            self.path.mkdir()
