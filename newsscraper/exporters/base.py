"""The base classes of the exporters.

An exporter opens an output, writes records and closes it. The output gets its name only when it is
complete.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self

from newsscraper import interrupts
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.extras import require
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.place import Place
from newsscraper.exporters.target import STDOUT, place_of, shown
from newsscraper.items.fields import Fields

__all__ = ["NOT_A_FILE", "STDOUT", "ExportError", "Exporter", "FileExporter"]

NOT_A_FILE = "it is a device, a pipe or a socket, and would be replaced by a file"
"""Outputs get their name by renaming. To write into a pipe, use standard output."""


class Exporter(ABC):
    """Writes records, which are JSON types by field name, to a target.

    A format is a concrete subclass that :mod:`newsscraper.exporters.registry` registers. The class
    variables describe it to users, in ``--help`` and in docs/formats.md.

    Args:
        target: The value of ``-o``.
        fields: The records' fields, in order.
        form: The options of the format.

    Raises:
        ExportError: The target cannot be written. Raised before any record is made.

    """

    name: ClassVar[str]
    """Name of the format: ``Parquet``."""
    description: ClassVar[str]
    """What an output holds, in one line."""
    suffixes: ClassVar[tuple[str, ...]] = ()
    """Suffixes of file names that select this format."""
    prefixes: ClassVar[tuple[str, ...]] = ()
    """Beginnings of targets that select this format, if its targets are not file names."""
    usage: ClassVar[str] = ""
    """How such a target is written: ``hf:FOLDER``."""
    opened_by: ClassVar[str] = ""
    """Programs that open an output, for docs/formats.md."""
    extra: ClassVar[str] = ""
    """The extra of this project that installs `packages`."""
    packages: ClassVar[tuple[str, ...]] = ()
    """Optional packages that the format needs."""
    for_reading: ClassVar[bool] = False
    """Whether an output shows articles to readers and holds some of their fields only. Records read
    back equal from all other formats."""

    def __init__(self, target: str, fields: Fields, form: Form = PLAIN) -> None:
        self.target = target
        self.shown = shown(target)
        """The target without a password, for messages."""
        self.fields = fields
        self.form = form
        self.count = 0
        self.check_fields(target, fields)
        self.require()
        try:
            # An interrupt has to wait, or abandon() might not know of a file made just before it.
            with self._as_export_error(), interrupts.held():
                self.open()
                self.begin()
            interrupts.obey()
        except BaseException:
            with interrupts.held():
                self.abandon()
            raise

    @classmethod
    def check(cls, target: str, fields: Fields, form: Form = PLAIN) -> None:
        """Check that a target can be written, without changing anything.

        Raises:
            ExportError: It cannot.

        """
        with interrupts.held():
            cls(target, fields, form).abandon()
        interrupts.obey()

    @classmethod
    def check_fields(cls, target: str, fields: Fields) -> None:
        """Check that the format can hold records with these fields.

        Raises:
            ExportError: It cannot.

        """

    def require(self) -> None:
        """Check that the packages of the format are installed.

        Raises:
            ExportError: A package is missing.

        """
        require(self.shown, self.extra, *self.packages)

    @abstractmethod
    def open(self) -> None:
        """Prepare the place to write to."""

    def begin(self) -> None:
        """Write what comes before the first record."""

    @abstractmethod
    def write_record(self, record: dict[str, Any]) -> None:
        """Write one record."""

    def end(self) -> None:
        """Write what comes after the last record."""

    @abstractmethod
    def commit(self) -> None:
        """Make the output appear under its name."""

    @abstractmethod
    def abandon(self) -> None:
        """Discard the output; an older output of the same name stays as it was.

        May be called before :meth:`open` has finished.
        """

    def failures(self) -> tuple[type[Exception], ...]:
        """Return the errors of the format's library that are reported to the user.

        They are raised for a full disk, or for a value that the format cannot hold.
        """
        return ()

    def write(self, record: dict[str, Any]) -> None:
        """Write one record and count it.

        Raises:
            ExportError: The disk is full, the format cannot hold the record, or standard output
                cannot be written to.

        """
        with self._as_export_error():
            self.write_record(record)
        self.count += 1

    def close(self) -> None:
        """Finish the output and give it its name.

        Raises:
            ExportError: The disk is full, or a folder has the name.

        """
        try:
            self.finish()
            self.publish()
        except ExportError:
            self.abandon()
            raise

    def finish(self) -> None:
        """Finish writing the output; :meth:`publish` then gives it its name.

        Raises:
            ExportError: The disk is full.

        """
        with self._as_export_error():
            self.end()

    def publish(self) -> None:
        """Give the finished output its name.

        Raises:
            ExportError: The disk is full, or a folder has the name.

        """
        with self._as_export_error():
            self.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            with interrupts.held():
                self.abandon()

    @contextmanager
    def _as_export_error(self) -> Iterator[None]:
        # OverflowError: an integer of more than 64 bits, which most formats cannot hold.
        failures: tuple[type[Exception], ...] = (OSError, UnicodeError, OverflowError)
        failures += self.failures()
        try:
            yield
        except BrokenPipeError:
            raise
        except failures as error:
            text = str(getattr(error, "strerror", None) or error).strip() or type(error).__name__
            raise ExportError(f"cannot write {self.shown}: {text.splitlines()[0]}") from None


class FileExporter(Exporter):
    """Writes one file."""

    _place: Place | None = None

    def open(self) -> None:
        """Create the temporary place next to the file."""
        self._place = place_of(self.target, overwrites=self.check_overwrite)
        self._place.make()

    def check_overwrite(self, path: Path) -> None:
        """Check that what `path` names now may be replaced.

        Raises:
            OSError: It must not be replaced.

        """
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        if path.exists() and not path.is_file():
            raise FileExistsError(0, NOT_A_FILE)

    @property
    def path(self) -> Path:
        """The temporary file that is written."""
        assert self._place is not None
        return self._place.unfinished

    def release(self) -> None:
        """Close what is open. :meth:`abandon` may call it a second time."""

    def commit(self) -> None:
        """Close the temporary file and rename it to the target."""
        assert self._place is not None
        self.release()
        self._place.commit()

    def abandon(self) -> None:
        """Delete the temporary file."""
        if self._place is None:
            return
        failures: tuple[type[Exception], ...] = (OSError, ValueError, *self.failures())
        with suppress(*failures):  # flushing the buffers fails if the disk is full
            self.release()
        self._place.discard()
