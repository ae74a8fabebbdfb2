"""Several outputs of one command.

Each record is written to all of them, and they get their names together or not at all.
"""

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
    """Outputs that receive the same records."""

    def __init__(self) -> None:
        self.exporters: list[Exporter] = []
        self.count = 0
        """Number of records written."""
        self.closed: BrokenPipeError | None = None
        """Set if the reader of standard output has closed it and the group has other outputs."""

    def write(self, record: dict[str, Any]) -> None:
        """Write one record to each output; a closed standard output is skipped.

        Raises:
            ExportError: An output cannot be written.
            BrokenPipeError: Standard output is closed and there is no other output.

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
        """Write records to each output and return their number."""
        for record in records:
            self.write(record)
        return self.count


class Outputs:
    """The outputs of a command, as a context manager.

    At the end of the context all outputs are finished, and only then does each get its name. After
    an error, or after :meth:`discard`, older outputs of the same names stay as they were. If the
    reader of standard output closes it, the other outputs are still written, and BrokenPipeError is
    raised at the end.
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
        """Open outputs for the same records.

        Args:
            targets: The values of ``-o``, without duplicates.
            fields: The records' fields, in order.
            form: The options of the formats.
            pretty: Write standard output as an indented array.
            kind: The exporter; by default chosen by the targets' names.

        Raises:
            ExportError: An output cannot be written.

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
        """Discard all files at the end of the context; standard output is left as it is."""
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
        # Standard output comes last: if it is closed, the files have been written.
        for group in self._groups:
            if group.closed is not None:
                raise group.closed
            for exporter in group.exporters:
                if exporter.target == STDOUT:
                    exporter.close()


def _abandon(exporters: Iterable[Exporter]) -> None:
    with interrupts.held():
        for exporter in exporters:
            exporter.abandon()
