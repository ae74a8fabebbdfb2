"""A data set folder for the Hugging Face hub.

It holds Parquet shards, the data set card, Croissant metadata and the JSON Schema.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsscraper.exporters.card import card
from newsscraper.exporters.croissant import croissant
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.figures import Figures
from newsscraper.exporters.folder import FolderExporter
from newsscraper.exporters.parquet import ParquetFile, arrow_failures
from newsscraper.exporters.target import HF_PREFIX, path_of
from newsscraper.items.json_schema import schema_of

SHARD_BYTES = 256 * 2**20
"""A new shard is started when the last one has this size."""

_FILES = {"README.md", "croissant.json", "schema.json"}
_SHARD = re.compile(r"data/train-\d{5,}-of-\d{5,}\.parquet")


class DatasetExporter(FolderExporter):
    """Writes the folder of the target ``hf:FOLDER``; the data set has the folder's name."""

    name = "Data set folder"
    description = "Parquet shards, a data set card, Croissant metadata and the JSON Schema"
    prefixes = (HF_PREFIX,)
    usage = f"{HF_PREFIX}FOLDER"
    opened_by = '`datasets.load_dataset("FOLDER")`, mlcroissant, the Hugging Face hub'
    extra = "parquet"
    packages = ("pyarrow",)

    def require(self) -> None:
        """Check that Arrow is installed, and that the target names a local folder."""
        if self.target.removeprefix(HF_PREFIX) in ("", "/", "//"):
            raise ExportError(
                f"cannot write {self.target}: give the name of a folder, such as hf:maghress-2026"
            )
        if self.target.startswith(f"{HF_PREFIX}//"):  # an address on the hub, not a path
            raise ExportError(
                f"cannot write {self.shown}: write a local folder, hf:FOLDER, and upload it with"
                " `hf upload`"
            )
        super().require()

    def failures(self) -> tuple[type[Exception], ...]:
        """Return the errors of Arrow."""
        return arrow_failures()

    def check_overwrite(self, path: Path) -> None:
        """Refuse to replace a folder that is not a data set written by an export.

        The file names alone do not prove it: many folders have a README.md.
        """
        super().check_overwrite(path)
        if path.is_dir() and any(path.iterdir()) and not (path / "croissant.json").exists():
            raise FileExistsError(0, "the folder there is not a data set written by an export")

    def is_own(self, inside: Path, *, is_folder: bool) -> bool:
        """Return whether the path has one of the names that this class writes."""
        name = inside.as_posix()
        return name == "data" if is_folder else name in _FILES or _SHARD.fullmatch(name) is not None

    def begin(self) -> None:
        """Create the folder and open the first shard."""
        self._shards: list[ParquetFile] = []
        super().begin()
        (self.path / "data").mkdir()
        self._figures = Figures(self.fields)
        self._add_shard()

    def write_record(self, record: dict[str, Any]) -> None:
        """Add one row."""
        if self._shards[-1].size >= SHARD_BYTES:
            self._shards[-1].close()
            self._add_shard()
        self._shards[-1].add(record)
        self._figures.add(record)

    def end(self) -> None:
        """Close the last shard, name all shards, and write the files that describe them."""
        self._shards[-1].close()
        for number in range(len(self._shards)):
            self._shard(number).rename(
                self.path / "data" / f"train-{number:05}-of-{len(self._shards):05}.parquet"
            )
        path = path_of(self.target)
        assert path is not None
        today = datetime.now(UTC).date().isoformat()
        self._write("README.md", card(path.name, self.fields, self._figures, len(self._shards)))
        self._write(
            "croissant.json", _json(croissant(path.name, self.fields, self._figures, today))
        )
        self._write("schema.json", _json(schema_of(self.fields)))

    def release(self) -> None:
        """Close the shards without finishing them."""
        for shard in getattr(self, "_shards", ()):
            shard.abandon()

    def _add_shard(self) -> None:
        self._shards.append(ParquetFile(self._shard(len(self._shards)), self.fields, self.shown))

    def _shard(self, number: int) -> Path:
        return self.path / "data" / f"{number}.parquet"

    def _write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
