"""The formats: one file each, and one line each in this registry. ``-o name.ext`` then works in
every command."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from newsscraper.exporters.array import JsonExporter
from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.csv import CsvExporter
from newsscraper.exporters.dataset import DatasetExporter
from newsscraper.exporters.duckdb import DuckdbExporter
from newsscraper.exporters.excel import ExcelCsvExporter
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.jsonl import JsonLinesExporter
from newsscraper.exporters.jsonld import JsonLdExporter
from newsscraper.exporters.parquet import ParquetExporter
from newsscraper.exporters.partitions import PartitionedParquetExporter
from newsscraper.exporters.postgresql import PostgresqlExporter
from newsscraper.exporters.sqlite import SqliteExporter
from newsscraper.exporters.target import is_address, shown
from newsscraper.exporters.text import COMPRESSIONS, TextExporter

FORMATS: tuple[type[Exporter], ...] = (
    JsonLinesExporter,
    JsonExporter,
    CsvExporter,
    JsonLdExporter,
    ParquetExporter,
    SqliteExporter,
    DuckdbExporter,
)
"""Every format that is told by the end of a file's name."""

EXPORTERS: dict[str, type[Exporter]] = {
    suffix: exporter for exporter in FORMATS for suffix in exporter.suffixes
}
"""Exporters by the suffix of the file's name."""


SCHEMES: dict[str, type[Exporter]] = {
    start: exporter
    for exporter in (PostgresqlExporter, DatasetExporter)
    for start in exporter.suffixes
}
"""Exporters by what the target begins with."""


def exporter_for(target: str, form: Form = PLAIN) -> type[Exporter]:
    """The exporter for a target by its name; standard output gets JSON Lines.

    Args:
        target: What ``-o`` names.
        form: What the user chose of the output's form; what does not concern this format is passed
            over.

    Raises:
        ExportError: no format has that suffix.

    """
    if target == STDOUT:
        return JsonLinesExporter
    for start, exporter in SCHEMES.items():
        if target.lower().startswith(start):
            return exporter
    exporter = EXPORTERS[suffix_of(target)]
    if form.partition_by and exporter is ParquetExporter:
        return PartitionedParquetExporter
    return ExcelCsvExporter if form.excel and exporter is CsvExporter else exporter


def suffix_of(target: str) -> str:
    """The suffix that tells the target's format, one of :data:`EXPORTERS`.

    Raises:
        ExportError: no format has that suffix.

    """
    name = PurePosixPath(
        target.partition("://")[2] if is_address(target) else target.replace("\\", "/")
    ).name.lower()
    fitting = [suffix for suffix in EXPORTERS if name.endswith(suffix) and len(name) > len(suffix)]
    if fitting:
        return max(fitting, key=len)
    ends = PurePosixPath(name).suffixes
    double = len(ends) > 1 and (ends[-1] in COMPRESSIONS or ends[-2] in EXPORTERS)
    suffix = "".join(ends[-2:] if double else ends[-1:])
    close = get_close_matches(suffix, EXPORTERS, 1, 0.7) if suffix else []
    meant = f"; did you mean {close[0]}?" if close else f"; there are {known_formats()}"
    told = (
        f"no format has the suffix {suffix!r}"
        if suffix
        else "its name has no suffix, which would say the format"
    )
    raise ExportError(f"cannot write {shown(target) or repr(target)}: {told}{meant}")


def known_formats() -> str:
    """The formats in one line for a user."""
    texts = [exporter.suffix for exporter in FORMATS if issubclass(exporter, TextExporter)]
    others = [
        exporter.suffixes[0] for exporter in FORMATS if not issubclass(exporter, TextExporter)
    ]
    return (
        ", ".join([*texts, *others, "postgresql://", "hf:FOLDER"])
        + f"; {', '.join(texts)} also with .gz or .zst"
    )


def check_form(form: Form, targets: Sequence[str]) -> None:
    """Makes sure that each choice concerns one of the targets.

    Raises:
        ExportError: one concerns none.

    """
    exporters = [exporter_for(target) for target in targets]
    if form.excel and CsvExporter not in exporters:
        raise ExportError("--excel is a form of .csv, and no output is one")
    if form.partition_by and ParquetExporter not in exporters:
        raise ExportError("--partition-by is for .parquet, and no output is one")


def form_options(target: str, form: Form) -> list[str]:
    """The options behind the choices that concern a target, as the command line has them."""
    exporter = exporter_for(target)
    options = ["--excel"] if form.excel and exporter is CsvExporter else []
    if form.partition_by and exporter is ParquetExporter:
        options += ["--partition-by", ",".join(form.partition_by)]
    return options
