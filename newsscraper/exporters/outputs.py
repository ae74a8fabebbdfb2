"""Several outputs of one command: each record goes to all of them, and they get their names
together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from newsscraper import interrupts
from newsscraper.exporters.array import JsonExporter
from newsscraper.exporters.base import STDOUT, Exporter
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.registry import exporter_for
from newsscraper.items.fields import Fields


class Group:
    """Outputs of the same records."""

    def __init__(self) -> None:
        self.exporters: list[Exporter] = []
        self.count = 0
        """Records written."""
        self.closed: BrokenPipeError | None = None
        """Set when nobody reads standard output any more, and the group has other outputs."""

    def write(self, record: dict[str, Any]) -> None:
        """Writes one record to each; if nobody reads standard output any more, to the others.

        Raises:
            ExportError: one of them cannot take it.
            BrokenPipeError: nobody reads standard output any more, and there is no other.

        """
        for exporter in self.exporters:
            if self.closed is not None and exporter.target == STDOUT:
                continue
            try:
                exporter.write(record)
            except BrokenPipeError as error:
                if len(self.exporters) == 1:
                    raise
                self.closed = error
        self.count += 1

    def write_all(self, records: Iterable[dict[str, Any]]) -> int:
        """Writes records to each and returns how many they were."""
        for record in records:
            self.write(record)
        return self.count


class Outputs:
    """The outputs of a command, a context: at its end all are finished, and only then does each get
    its name.

    If anything fails inside, or after :meth:`discard`, whatever had their names before stays as it
    was. If nobody reads standard output any more, the others are written all the same, and then a
    BrokenPipeError says so.
    """

    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._discarded = False

    def open(
        self,
        targets: Sequence[str],
        fields: Fields,
        form: Form = PLAIN,
        *,
        pretty: bool = False,
        kind: type[Exporter] | None = None,
    ) -> Group:
        """Opens outputs for the same records.

        Args:
            targets: What ``-o`` names, each once.
            fields: The records' fields, in order.
            form: What the user chose of the outputs' form.
            pretty: Whether standard output gets an indented array.
            kind: Their exporter, if their names do not say it.

        Raises:
            ExportError: one of them cannot be written.

        """
        group = Group()
        self._groups.append(group)
        for target in targets:
            exporter = kind or (
                JsonExporter if pretty and target == STDOUT else exporter_for(target, form)
            )
            group.exporters.append(exporter(target, fields, form))
        return group

    def discard(self) -> None:
        """Leaves every output as it was when the context ends; standard output is ended as it
        stands."""
        self._discarded = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        exporters = [exporter for group in self._groups for exporter in group.exporters]
        if kind is not None:
            _abandon(exporters)
            return
        files = [exporter for exporter in exporters if exporter.target != STDOUT]
        if self._discarded:
            _abandon(files)
            files = []
        try:
            for exporter in files:
                exporter.finish()
            while files:
                files[0].publish()
                del files[0]
        except BaseException:
            _abandon(files)
            raise
        for (
            group
        ) in self._groups:  # last: if nobody reads standard output any more, the files are there
            if group.closed is not None:
                raise group.closed
            for exporter in group.exporters:
                if exporter.target == STDOUT:
                    exporter.close()


def _abandon(exporters: Iterable[Exporter]) -> None:
    with interrupts.held():
        for exporter in exporters:
            exporter.abandon()
