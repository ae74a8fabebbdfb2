"""Parquet files in folders by site, year, month and so on, named as Hive names them.

For example ``site=maghress/year=2026/month=1/part-0.parquet``.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.folder import FolderExporter
from newsscraper.exporters.form import PARTITIONS
from newsscraper.exporters.parquet import ParquetFile, arrow_failures

MOST_OPEN = 64
"""Maximum number of open files; beyond it the least recently written one is closed."""
MOST_PENDING = 64 * 2**20
"""Approximate maximum number of characters pending in all open files."""

MOST_BYTES = 255
"""Maximum length of a file name, in bytes, on all common file systems (POSIX NAME_MAX)."""

_HALF_QUOTED = re.compile(r"%[0-9A-F]?$")
_OF_DAY = {"year": "published", "month": "published"}
_FILE = re.compile(r"part-\d+\.parquet")
_EMPTY = "empty.parquet"
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # Hive's name for null, which readers know


class PartitionedParquetExporter(FolderExporter):
    """Writes a folder of Parquet files.

    As readers expect, a field that the folders are named after is left out of the files.
    """

    name = "Partitioned Parquet"
    description = "a folder of Parquet files"
    extra = "parquet"
    packages = ("pyarrow",)

    def require(self) -> None:
        """Check that Arrow is installed, and that the fields that name the folders are written."""
        super().require()
        for name in self.form.partition_by:
            if (field := _OF_DAY.get(name, name)) not in self.fields:
                raise ExportError(
                    f"cannot write {self.shown}: --partition-by {name} needs the field {field},"
                    " which is not written"
                )

    def failures(self) -> tuple[type[Exception], ...]:
        """Return the errors of Arrow."""
        return arrow_failures()

    def is_own(self, inside: Path, *, is_folder: bool) -> bool:
        """Return whether the path has a name that this class writes.

        Other programs name their folders in the same way, but their files differently.
        """
        if is_folder:
            return inside.name.partition("=")[0] in PARTITIONS
        return inside == Path(_EMPTY) or (
            len(inside.parts) > 1 and _FILE.fullmatch(inside.name) is not None
        )

    def begin(self) -> None:
        """Create the folder. A file is created when its first record is written."""
        self._open: dict[Path, ParquetFile] = {}
        self._parts: dict[Path, int] = {}
        super().begin()
        self._inside = self.fields.only(
            name for name in self.fields if name not in self.form.partition_by
        )

    def write_record(self, record: dict[str, Any]) -> None:
        """Add a row to the file of its partition."""
        folder = self.path.joinpath(
            *(_folder_name(name, self._value(record, name)) for name in self.form.partition_by)
        )
        file = self._open.pop(folder, None) or self._new_file(folder)
        self._open[folder] = (
            file  # moved to the end of the dictionary, as the most recently written
        )
        file.add(record)
        if sum(file.pending for file in self._open.values()) > MOST_PENDING:
            max(self._open.values(), key=lambda file: file.pending).flush()

    def end(self) -> None:
        """Write the pending rows of all files.

        If there are no records, write a file without rows, since DuckDB rejects an empty folder.
        """
        if not self._parts:
            self._open[self.path] = ParquetFile(self.path / _EMPTY, self.fields, self.shown)
        for file in self._open.values():
            file.close()

    def release(self) -> None:
        """Close the files without finishing them."""
        for file in getattr(self, "_open", {}).values():
            file.abandon()

    def _new_file(self, folder: Path) -> ParquetFile:
        if len(self._open) >= MOST_OPEN:
            oldest = next(iter(self._open))
            self._open.pop(oldest).close()
        folder.mkdir(parents=True, exist_ok=True)
        number = self._parts[folder] = self._parts.get(folder, -1) + 1
        return ParquetFile(folder / f"part-{number}.parquet", self._inside, self.shown)

    def _value(self, record: dict[str, Any], name: str) -> str:
        if name not in _OF_DAY:
            return record.get(name) or _UNKNOWN
        published = record.get(_OF_DAY[name])
        return (
            str(int(published[:4] if name == "year" else published[5:7])) if published else _UNKNOWN
        )


def _folder_name(name: str, value: str) -> str:
    """Return ``name=value``, escaped as Hive does.

    A name too long for a file system is cut and ends in a hash of the value. A newspaper's slug in
    Arabic is percent-encoded twice, and then takes ten bytes per letter.
    """
    whole = f"{name}={quote(value, safe='')}"
    if len(whole) <= MOST_BYTES:
        return whole
    end = f"~{sha256(value.encode()).hexdigest()[:16]}"
    beginning = whole[: MOST_BYTES - len(end)]
    return _HALF_QUOTED.sub("", beginning) + end
