"""A registered format appears in ``--help``, in messages and in the documentation by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from newsscraper.cli import cli
from newsscraper.exporters import (
    EXPORTERS,
    ExportError,
    check_targets,
    export,
    exporter_for,
    formats,
    known_formats,
    register,
)
from newsscraper.exporters.text import TextExporter
from newsscraper.items.records import ARTICLE_FIELDS
from tests.exporters import formats_table
from tests.exporters.records import FULL


class HeadlinesExporter(TextExporter):
    """An invented format: one headline per line."""

    name = "Headlines"
    description = "one headline per line"
    suffix = ".headlines"
    opened_by = "any editor"

    def write_record(self, record: dict[str, Any]) -> None:
        """Write one line."""
        self._file.write(f"{record['headline']}\n")


@pytest.fixture
def invented() -> Iterator[type[HeadlinesExporter]]:
    register(HeadlinesExporter)
    yield HeadlinesExporter
    for suffix in HeadlinesExporter.suffixes:
        del EXPORTERS[suffix]


@pytest.mark.parametrize("command", ["export", "extract", "scrape", "crawl", "latest", "ticker"])
def test_the_help_lists_every_format(command, invented):
    found = CliRunner().invoke(cli, [command, "--help"], standalone_mode=False)
    assert found.exception is None
    text = "".join(found.output.split())
    assert "".join(known_formats().split()) in text
    assert ".md,.txt,.headlines(eachalsowith.gzor.zst)" in text
    assert "hf:FOLDER" in text


def test_the_error_for_an_unknown_suffix_lists_the_format(invented):
    with pytest.raises(ExportError, match=r"the formats are \.jsonl, .*, \.headlines \(each also"):
        exporter_for("a.xlsx")
    with pytest.raises(ExportError, match=r"did you mean \.headlines\?$"):
        exporter_for("a.headlins")


@pytest.mark.parametrize("name", ["a.headlines", "a.headlines.gz"])
def test_a_file_of_the_format_is_written(tmp_path, invented, name):
    target = str(tmp_path / name)
    check_targets([(target, ARTICLE_FIELDS)])
    assert export(target, ARTICLE_FIELDS, [FULL, FULL]) == 2
    if name == "a.headlines":
        assert (tmp_path / name).read_text(encoding="utf-8") == f"{FULL['headline']}\n" * 2


def test_the_documentation_has_a_row_for_the_format(invented):
    row = "| `.headlines` | Headlines: one headline per line | any editor | |\n"
    assert row in formats_table.updated(formats_table.DOCUMENT.read_text(encoding="utf-8"))


def test_the_documentation_is_up_to_date():
    text = formats_table.DOCUMENT.read_text(encoding="utf-8")
    assert formats_table.updated(text) == text, "run python -m tests.exporters.formats_table"


def test_every_format_has_a_name_and_a_description():
    for exporter in formats():
        assert exporter.name
        assert exporter.description
        assert bool(exporter.usage) == bool(exporter.prefixes)
        assert bool(exporter.extra) == bool(exporter.packages)


def test_two_formats_cannot_have_the_same_suffix():
    class OtherCsv(TextExporter):
        name = "Other"
        description = "other"
        suffix = ".csv"

        def write_record(self, record: dict[str, Any]) -> None:
            """Write nothing."""

    before = dict(EXPORTERS)
    with pytest.raises(ValueError, match=r"^\.csv is already the format CSV$"):
        register(OtherCsv)
    assert before == EXPORTERS
