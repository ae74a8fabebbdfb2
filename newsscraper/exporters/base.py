"""What an exporter is: open, write, close. The output appears under its name only when it is
whole."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self

from newsscraper import interrupts
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.place import Place
from newsscraper.exporters.target import STDOUT, place_of, shown
from newsscraper.items.fields import Fields

__all__ = ["NO_FILE", "STDOUT", "ExportError", "Exporter", "FileExporter"]

NO_FILE = "it is a device, a pipe or a socket, and would be replaced by a file"
"""A name is given by renaming: to write into such a thing is what standard output is for."""


class Exporter(ABC):
    """Writes records, JSON types by field name, to a target.

    Args:
        target: What ``-o`` names.
        fields: The records' fields, in order.
        form: What the user chose of the output's form.

    Raises:
        ExportError: it cannot be written. Told before the first record is made.

    """

    suffixes: ClassVar[tuple[str, ...]]
    """Ends of the names that stand for this format."""

    def __init__(self, target: str, fields: Fields, form: Form = PLAIN) -> None:
        self.target = target
        self.shown = shown(target)
        """The target as it may be shown: without a password."""
        self.fields = fields
        self.form = form
        self.count = 0
        self.require()
        try:
            with (
                self._told(),
                interrupts.held(),
            ):  # else what was made a moment ago would not be known to be there
                self.open()
                self.begin()
            interrupts.obey()
        except BaseException:
            with interrupts.held():
                self.abandon()
            raise

    @classmethod
    def check(cls, target: str, fields: Fields, form: Form = PLAIN) -> None:
        """Says what would keep the target from being written, and changes nothing.

        Raises:
            ExportError: something would.

        """
        with interrupts.held():
            cls(target, fields, form).abandon()
        interrupts.obey()

    def require(self) -> None:
        """Makes sure that what the format needs is installed.

        Raises:
            ExportError: something is missing.

        """

    @abstractmethod
    def open(self) -> None:
        """Makes ready the place that is written to."""

    def begin(self) -> None:
        """Writes what stands in front of the first record."""

    @abstractmethod
    def write_record(self, record: dict[str, Any]) -> None:
        """Writes one record."""

    def end(self) -> None:
        """Writes what stands behind the last record."""

    @abstractmethod
    def commit(self) -> None:
        """Makes what was written appear under its name."""

    @abstractmethod
    def abandon(self) -> None:
        """Throws away what was written; what had the name before stays as it was. May come before
        all is open."""

    def failures(self) -> tuple[type[Exception], ...]:
        """What the format's library raises where the fault is not ours: a full disk, a text that it
        cannot hold."""
        return ()

    def write(self, record: dict[str, Any]) -> None:
        """Writes one record and counts it.

        Raises:
            ExportError: the disk is full, the format cannot hold the record, or standard output
                cannot be written to.

        """
        with self._told():
            self.write_record(record)
        self.count += 1

    def close(self) -> None:
        """Finishes the output and gives it its name.

        Raises:
            ExportError: the disk is full, or the name is a folder's.

        """
        try:
            self.finish()
            self.publish()
        except ExportError:
            self.abandon()
            raise

    def finish(self) -> None:
        """Writes what is left, so that only its name is missing.

        Raises:
            ExportError: the disk is full.

        """
        with self._told():
            self.end()

    def publish(self) -> None:
        """Gives what is finished its name.

        Raises:
            ExportError: the disk is full, or the name is a folder's.

        """
        with self._told():
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
    def _told(self) -> Iterator[None]:
        failures: tuple[type[Exception], ...] = (OSError, UnicodeError, *self.failures())
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
        """Makes the place beside the file."""
        self._place = place_of(self.target, overwrites=self.overwrites)
        self._place.make()

    def overwrites(self, path: Path) -> None:
        """Has a say in what is written over.

        Raises:
            OSError: it must not be.

        """
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        if path.exists() and not path.is_file():
            raise FileExistsError(0, NO_FILE)

    @property
    def path(self) -> Path:
        """The file while it is made."""
        assert self._place is not None
        return self._place.unfinished

    def release(self) -> None:
        """Closes what is open; called once more by :meth:`abandon`."""

    def commit(self) -> None:
        """Closes the file and gives it its name."""
        assert self._place is not None
        self.release()
        self._place.commit()

    def abandon(self) -> None:
        """Throws the file away."""
        if self._place is None:
            return
        failures: tuple[type[Exception], ...] = (OSError, ValueError, *self.failures())
        with suppress(*failures):  # a full disk refuses the buffered rest
            self.release()
        self._place.discard()
