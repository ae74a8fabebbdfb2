"""A data set folder as the Hugging Face hub has it: Parquet shards, the card, Croissant metadata,
the JSON Schema."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsscraper.exporters.card import card
from newsscraper.exporters.croissant import croissant
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.extras import require
from newsscraper.exporters.figures import Figures
from newsscraper.exporters.folder import FolderExporter
from newsscraper.exporters.parquet import ParquetFile, arrow_failures
from newsscraper.exporters.target import FOLDER, path_of
from newsscraper.items.json_schema import schema_of

SHARD_BYTES = 256 * 2**20
"""A shard that has reached so many bytes is closed, and another begun."""

_OWN = {"README.md", "croissant.json", "schema.json"}
_SHARD = re.compile(r"data/train-\d{5,}-of-\d{5,}\.parquet")


class DatasetExporter(FolderExporter):
    """The target is ``hf:FOLDER``; the data set has the folder's name."""

    suffixes = (FOLDER,)

    def require(self) -> None:
        """Arrow is an extra."""
        require(self.shown, "parquet", "pyarrow")
        if self.target.removeprefix(FOLDER) in ("", "/", "//"):
            raise ExportError(
                f"cannot write {self.target}: name the folder, as in hf:maghress-2026"
            )
        if self.target.startswith(f"{FOLDER}//"):  # an address of the hub, not a path from the root
            told = "it is written on this machine, as hf:FOLDER, and sent by `hf upload`"
            raise ExportError(f"cannot write {self.shown}: {told}")
        super().require()

    def failures(self) -> tuple[type[Exception], ...]:
        """Arrow's."""
        return arrow_failures()

    def overwrites(self, path: Path) -> None:
        """A folder that is no data set of an export's stays; many a folder has a README.md."""
        super().overwrites(path)
        if path.is_dir() and any(path.iterdir()) and not (path / "croissant.json").exists():
            raise FileExistsError(0, "the folder there is no data set that an export has written")

    def is_own(self, inside: Path, *, is_folder: bool) -> bool:
        """By the names that are written below."""
        name = inside.as_posix()
        return name == "data" if is_folder else name in _OWN or _SHARD.fullmatch(name) is not None

    def begin(self) -> None:
        """Makes the folder and opens the first shard."""
        self._shards: list[ParquetFile] = []
        super().begin()
        (self.path / "data").mkdir()
        self._figures = Figures(self.fields)
        self._another()

    def write_record(self, record: dict[str, Any]) -> None:
        """Adds one row."""
        if self._shards[-1].size >= SHARD_BYTES:
            self._shards[-1].close()
            self._another()
        self._shards[-1].add(record)
        self._figures.add(record)

    def end(self) -> None:
        """Closes the last shard, names them all, and writes what is told of them."""
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
        """Closes what is open as it is."""
        for shard in getattr(self, "_shards", ()):
            shard.abandon()

    def _another(self) -> None:
        self._shards.append(ParquetFile(self._shard(len(self._shards)), self.fields, self.shown))

    def _shard(self, number: int) -> Path:
        return self.path / "data" / f"{number}.parquet"

    def _write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
