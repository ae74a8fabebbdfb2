"""The base class of the formats that are UTF-8 text, optionally compressed."""

from __future__ import annotations

import io
import sys
from contextlib import ExitStack
from gzip import GzipFile
from typing import IO, Any, ClassVar

from newsscraper.exporters.base import FileExporter
from newsscraper.exporters.extras import require
from newsscraper.exporters.target import STDOUT

COMPRESSIONS = ("", ".gz", ".zst")
"""What may follow the suffix of a text format: nothing, gzip (RFC 1952), Zstandard (RFC 8878)."""


class TextExporter(FileExporter):
    """Writes text to a file, compressed if its name ends in ``.gz`` or ``.zst``, or to stdout."""

    suffix: ClassVar[str]
    """Suffix of the format without compression; `suffixes` is made from it."""
    encoding: ClassVar[str] = "utf-8"

    def __init_subclass__(cls) -> None:
        if "suffix" in cls.__dict__:
            cls.suffixes = tuple(cls.suffix + compression for compression in COMPRESSIONS)

    def require(self) -> None:
        """Check that the zstandard package is installed, if it is needed."""
        super().require()
        if self._compression == ".zst":
            require(self.shown, "zstd", "zstandard")

    def open(self) -> None:
        """Open the file or standard output."""
        self._layers = ExitStack()
        self._file: IO[str]
        if self.target == STDOUT:
            self._file = sys.stdout
            return
        super().open()
        raw: Any = self._layers.enter_context(self.path.open("wb"))
        if self._compression == ".gz":
            # Without a name and a time, so that the same records give the same bytes.
            raw = self._layers.enter_context(GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))
        elif self._compression == ".zst":
            import zstandard

            raw = self._layers.enter_context(
                zstandard.ZstdCompressor(write_checksum=True).stream_writer(raw)
            )
        # newline="": the csv module writes line ends itself.
        self._file = self._layers.enter_context(
            io.TextIOWrapper(raw, encoding=self.encoding, newline="")
        )

    def write(self, record: dict[str, Any]) -> None:
        """Write one record. Standard output is flushed, so that a pipe receives it at once."""
        super().write(record)
        if self.target == STDOUT:
            with self._as_export_error():
                self._file.flush()

    def release(self) -> None:
        """Close the file, innermost layer first."""
        self._layers.close()

    def commit(self) -> None:
        """Give the file its name; flush standard output, which needs no name."""
        if self.target == STDOUT:
            self._file.flush()
        else:
            super().commit()

    def abandon(self) -> None:
        """Delete the temporary file; what went to standard output cannot be taken back."""
        if self.target != STDOUT:
            super().abandon()

    @property
    def _compression(self) -> str:
        name = self.target.lower()
        return next((end for end in COMPRESSIONS if end and name.endswith(end)), "")
