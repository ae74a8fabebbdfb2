"""The registry of formats.

A registered format can be used in every command that writes, and appears in ``--help`` and in
docs/formats.md. Each format has a file of its own and one line here.
"""

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
from newsscraper.exporters.markdown import MarkdownExporter
from newsscraper.exporters.parquet import ParquetExporter
from newsscraper.exporters.partitions import PartitionedParquetExporter
from newsscraper.exporters.plain_text import PlainTextExporter
from newsscraper.exporters.postgresql import PostgresqlExporter
from newsscraper.exporters.sqlite import SqliteExporter
from newsscraper.exporters.target import is_address, shown
from newsscraper.exporters.text import COMPRESSIONS, TextExporter

EXPORTERS: dict[str, type[Exporter]] = {}
"""Exporters by the suffix of a file's name."""

PREFIXES: dict[str, type[Exporter]] = {}
"""Exporters by the prefix of a target that is not a file, such as ``hf:``."""


def register(exporter: type[Exporter]) -> type[Exporter]:
    """Add a format; can be used as a decorator.

    Args:
        exporter: Its exporter, with a name, a description, and suffixes or prefixes.

    Raises:
        ValueError: Another format has the same suffix or prefix.

    """
    for known, starts_or_ends in ((EXPORTERS, exporter.suffixes), (PREFIXES, exporter.prefixes)):
        for text in starts_or_ends:
            if known.setdefault(text, exporter) is not exporter:
                raise ValueError(f"{text} is already the format {known[text].name}")
    return exporter


for _exporter in (
    JsonLinesExporter,
    JsonExporter,
    CsvExporter,
    JsonLdExporter,
    MarkdownExporter,
    PlainTextExporter,
    ParquetExporter,
    SqliteExporter,
    DuckdbExporter,
    PostgresqlExporter,
    DatasetExporter,
):
    register(_exporter)


def formats() -> list[type[Exporter]]:
    """Return all formats, each once, in the order of their registration."""
    return list(dict.fromkeys([*EXPORTERS.values(), *PREFIXES.values()]))


def exporter_for(target: str, form: Form = PLAIN) -> type[Exporter]:
    """Return the exporter for a target.

    Args:
        target: The value of ``-o``.
        form: The options of the format; those of another format are ignored.

    Raises:
        ExportError: No format has the suffix, or the format of standard output cannot go there.

    """
    if target == STDOUT:
        return stdout_exporter(form.format)
    for prefix, exporter in PREFIXES.items():
        if target.lower().startswith(prefix):
            return exporter
    exporter = EXPORTERS[suffix_of(target)]
    if form.partition_by and exporter is ParquetExporter:
        return PartitionedParquetExporter
    return ExcelCsvExporter if form.excel and exporter is CsvExporter else exporter


def stdout_exporter(name: str | None) -> type[Exporter]:
    """Return the exporter for standard output.

    Args:
        name: The value of ``--format``; ``None`` for JSON Lines.

    Raises:
        ExportError: There is no such format, or its outputs are not text.

    """
    if name is None:
        return JsonLinesExporter
    suffix = "." + name.lower().removeprefix(".")
    exporter = EXPORTERS.get(suffix)
    if exporter is not None and issubclass(exporter, TextExporter) and exporter.suffix == suffix:
        return exporter
    raise ExportError(
        f"cannot write {name!r} to standard output: --format takes {', '.join(stdout_formats())}"
    )


def stdout_formats() -> list[str]:
    """Return the names of the formats that can be written to standard output."""
    return [kind.suffix.removeprefix(".") for kind in formats() if issubclass(kind, TextExporter)]


def suffix_of(target: str) -> str:
    """Return the suffix that selects the target's format, one of :data:`EXPORTERS`.

    Raises:
        ExportError: No format has the suffix.

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
    close = _closest(suffix)
    hint = f"; did you mean {close}?" if close else f"; the formats are {known_formats()}"
    problem = (
        f"no format has the suffix {suffix!r}"
        if suffix
        else "its name has no suffix, so the format is unknown"
    )
    raise ExportError(f"cannot write {shown(target) or repr(target)}: {problem}{hint}")


def _closest(suffix: str) -> str | None:
    """The registered suffix that is most like another one, with the same compression."""
    packed = next((end for end in COMPRESSIONS if end and suffix.endswith(end)), "")
    plain = suffix.removesuffix(packed)
    found = get_close_matches(plain, EXPORTERS, 1, 0.7) if plain else []
    return found[0] + packed if found and found[0] + packed in EXPORTERS else None


def known_formats() -> str:
    """Return a list of the formats in one line, for messages and ``--help``."""
    texts = [kind.suffixes[0] for kind in formats() if issubclass(kind, TextExporter)]
    others = [
        kind.usage or kind.suffixes[0] for kind in formats() if not issubclass(kind, TextExporter)
    ]
    return f"{', '.join(texts)} (each also with .gz or .zst), {', '.join(others)}"


def check_form(form: Form, targets: Sequence[str]) -> None:
    """Check that each option of a format applies to at least one of the targets.

    Raises:
        ExportError: An option applies to none.

    """
    if form.format is not None:
        stdout_exporter(form.format)
        if STDOUT not in targets:
            raise ExportError("--format applies to standard output, and no output is -")
    exporters = [exporter_for(target) for target in targets]
    if form.excel and CsvExporter not in exporters:
        raise ExportError("--excel applies to .csv, and no output is .csv")
    if form.partition_by and ParquetExporter not in exporters:
        raise ExportError("--partition-by applies to .parquet, and no output is .parquet")


def form_options(target: str, form: Form) -> list[str]:
    """Return the chosen options that apply to a target, as command-line arguments."""
    exporter = exporter_for(target)
    options = ["--excel"] if form.excel and exporter is CsvExporter else []
    if form.partition_by and exporter is ParquetExporter:
        options += ["--partition-by", ",".join(form.partition_by)]
    return options
