"""Formats that are text, UTF-8: as it is, or compressed where the name ends in ``.gz`` or
``.zst``."""

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
"""What may stand behind the suffix of a text format: nothing, gzip (RFC 1952), Zstandard (RFC
8878)."""


class TextExporter(FileExporter):
    """Writes text, to a file or to standard output."""

    suffix: ClassVar[str]
    encoding: ClassVar[str] = "utf-8"

    def __init_subclass__(cls) -> None:
        if "suffix" in cls.__dict__:
            cls.suffixes = tuple(cls.suffix + compression for compression in COMPRESSIONS)

    def require(self) -> None:
        """Zstandard is an extra."""
        if self._compression == ".zst":
            require(self.shown, "zstd", "zstandard")

    def open(self) -> None:
        """Opens the file, or takes standard output."""
        self._layers = ExitStack()
        self._file: IO[str]
        if self.target == STDOUT:
            self._file = sys.stdout
            return
        super().open()
        raw: Any = self._layers.enter_context(self.path.open("wb"))
        if (
            self._compression == ".gz"
        ):  # no name and no time in it: the same records are the same bytes
            raw = self._layers.enter_context(GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))
        elif self._compression == ".zst":
            import zstandard

            raw = self._layers.enter_context(
                zstandard.ZstdCompressor(write_checksum=True).stream_writer(raw)
            )
        # newline="": csv writes its own line ends.
        self._file = self._layers.enter_context(
            io.TextIOWrapper(raw, encoding=self.encoding, newline="")
        )

    def release(self) -> None:
        """Closes the file, innermost layer first."""
        self._layers.close()

    def commit(self) -> None:
        """Standard output has no name to be given."""
        if self.target == STDOUT:
            self._file.flush()
        else:
            super().commit()

    def abandon(self) -> None:
        """What went to standard output cannot be taken back."""
        if self.target != STDOUT:
            super().abandon()

    @property
    def _compression(self) -> str:
        name = self.target.lower()
        return next((end for end in COMPRESSIONS if end and name.endswith(end)), "")
