"""CSV for Excel: a byte order mark, no formula, no cell that Excel could not hold."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.exporters import ExportError, check_targets, export
from newsscraper.exporters.excel import LONGEST_CELL, ExcelCsvExporter
from newsscraper.exporters.form import Form
from newsscraper.items.records import ARTICLE_FIELDS
from tests.exporters.records import EMPTY, FULL

EXCEL = Form(excel=True)
FIELDS = ARTICLE_FIELDS.only(["id", "headline", "body", "language_confidence", "images"])


def cell(value):
    exporter = object.__new__(ExcelCsvExporter)
    return exporter.cell(value)


def test_the_file_begins_with_the_mark_and_its_lines_end_as_windows_has_them(tmp_path):
    path = tmp_path / "a.csv"
    export(str(path), FIELDS, [FULL, EMPTY], form=EXCEL)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,headline,body,language_confidence,images\r\n")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, full, empty = csv.reader(file)
    assert header == list(FIELDS)
    assert full[1] == "'=L'été à Fès — «une chaleur» 🌞"
    assert full[2] == FULL["body"]
    assert empty == ["text/0", "", "", "", "[]"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "-",
        "+212 600 00 00 00",
    ],
)
def test_what_would_be_a_formula_stands_behind_an_apostrophe(text):
    assert cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "text"),
    [("a=1", "a=1"), ("نص", "نص"), ("", ""), (None, ""), (-0.5, "-0.5"), (True, "true")],
)
def test_everything_else_stays(value, text):
    assert cell(value) == text


def test_a_long_cell_is_cut_where_a_character_ends():
    assert cell("é" * LONGEST_CELL) == "é" * LONGEST_CELL
    assert cell("é" * (LONGEST_CELL + 1)) == "é" * (LONGEST_CELL - 6) + " [...]"
    long = cell("a" + "🌞" * LONGEST_CELL)
    assert long.endswith("🌞 [...]")
    assert len(long.encode("utf-16-le")) // 2 in (LONGEST_CELL - 1, LONGEST_CELL)


@given(st.text(max_size=50))
def test_no_text_begins_a_formula(text):
    assert not cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_it_needs_an_output_that_is_csv(tmp_path):
    check_targets(
        [(str(tmp_path / "a.jsonl"), FIELDS), (str(tmp_path / "b.csv.gz"), FIELDS)], EXCEL
    )
    with pytest.raises(ExportError, match=r"^--excel applies to \.csv, and no output is \.csv$"):
        check_targets([(str(tmp_path / "a.jsonl"), FIELDS)], EXCEL)
