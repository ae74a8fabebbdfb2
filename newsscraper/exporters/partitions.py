"""Parquet in folders by site, year, month: ``site=maghress/year=2026/month=1/part-0.parquet``, as
Hive names them."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.extras import require
from newsscraper.exporters.folder import FolderExporter
from newsscraper.exporters.form import PARTITIONS
from newsscraper.exporters.parquet import ParquetFile, arrow_failures

MOST_OPEN = 64
"""So many files are open at once; the one that was written to longest ago is closed for another."""
MOST_GATHERED = 64 * 2**20
"""So many characters wait in all of them to be written, about."""

MOST_BYTES = 255
"""Of a name on all common file systems (POSIX NAME_MAX)."""

_HALF_QUOTED = re.compile(r"%[0-9A-F]?$")
_OF_DAY = {"year": "published", "month": "published"}
_FILE = re.compile(r"part-\d+\.parquet")
_EMPTY = "empty.parquet"
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # Hive's name for null; the readers know it


class PartitionedParquetExporter(FolderExporter):
    """A folder of Parquet files. A field that the folders tell does not stand in the files, as the
    readers expect it."""

    suffixes = (".parquet",)

    def require(self) -> None:
        """Arrow is an extra; and without the fields that tell the folders all records would be in
        the one for what is unknown."""
        require(self.shown, "parquet", "pyarrow")
        super().require()
        for name in self.form.partition_by:
            if (field := _OF_DAY.get(name, name)) not in self.fields:
                raise ExportError(
                    f"cannot write {self.shown}: --partition-by {name} needs the field {field},"
                    " which is not written"
                )

    def failures(self) -> tuple[type[Exception], ...]:
        """Arrow's."""
        return arrow_failures()

    def is_own(self, inside: Path, *, is_folder: bool) -> bool:
        """Folders of partitions are, and files named as below: other programs divide folders so
        too, and name files otherwise."""
        if is_folder:
            return inside.name.partition("=")[0] in PARTITIONS
        return inside == Path(_EMPTY) or (
            len(inside.parts) > 1 and _FILE.fullmatch(inside.name) is not None
        )

    def begin(self) -> None:
        """Makes the folder; the files are opened when a record is for them."""
        self._open: dict[Path, ParquetFile] = {}
        self._parts: dict[Path, int] = {}
        super().begin()
        self._inside = self.fields.only(
            name for name in self.fields if name not in self.form.partition_by
        )

    def write_record(self, record: dict[str, Any]) -> None:
        """Adds a row to its file."""
        folder = self.path.joinpath(
            *(_folder_name(name, self._value(record, name)) for name in self.form.partition_by)
        )
        file = self._open.pop(folder, None) or self._another(folder)
        self._open[folder] = file  # the last of the dictionary: written to just now
        file.add(record)
        if sum(file.gathered for file in self._open.values()) > MOST_GATHERED:
            max(self._open.values(), key=lambda file: file.gathered).flush()

    def end(self) -> None:
        """Writes the rest of all files; without a record, a file without a row: DuckDB refuses an
        empty folder."""
        if not self._parts:
            self._open[self.path] = ParquetFile(self.path / _EMPTY, self.fields, self.shown)
        for file in self._open.values():
            file.close()

    def release(self) -> None:
        """Closes the files as they are."""
        for file in getattr(self, "_open", {}).values():
            file.abandon()

    def _another(self, folder: Path) -> ParquetFile:
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
    """``name=value``, quoted as Hive does; one that no file system takes is cut, and ends in a hash
    of the whole value.

    A newspaper's slug in Arabic is quoted in the address already, so that each letter takes ten
    bytes here.
    """
    whole = f"{name}={quote(value, safe='')}"
    if len(whole) <= MOST_BYTES:
        return whole
    end = f"~{sha256(value.encode()).hexdigest()[:16]}"
    beginning = whole[: MOST_BYTES - len(end)]
    return _HALF_QUOTED.sub("", beginning) + end
