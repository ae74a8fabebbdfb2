"""The bars of accuracy that need nothing from outside the project are reached; and the gate can
fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import dates, languages, tables, text
from evaluation.__main__ import main
from evaluation.bars import at_least, at_most, failed, show, skipped
from evaluation.tables import PrintedDate, Text
from newsscraper.text.mojibake import Mended


def test_the_bars_of_dates_are_reached():
    bars = dates.own()
    assert failed(bars) == [], show(bars)
    assert all(bar.passed for bar in bars)


def test_the_bars_of_languages_are_reached():
    bars = languages.own()
    assert failed(bars) == [], show(bars)


def test_the_bars_of_text_are_reached():
    bars = text.own(every=20)
    assert failed(bars) == [], show(bars)
    assert all(bar.passed for bar in bars)


def test_a_missing_table_outside_the_project_is_reported(tmp_path: Path):
    for folder in (None, tmp_path):
        [bar] = dates.foreign(folder)
        assert bar.passed is None
        assert bar.figure.startswith("skipped: ")


def test_a_wrong_date_fails():
    rows = [
        PrintedDate("07 - 05 - 2024", "fr", None, "2024-07-05"),
        *[PrintedDate("08 - 05 - 2024", "fr", None, "2024-05-08")] * 99,
    ]
    wrong, right = dates.accuracy(rows, "table", 98)
    assert (wrong.figure, wrong.passed) == ("1", False)
    assert (right.figure, right.passed) == ("99 %", True)
    assert "2024-05-07, not 2024-07-05" in show([wrong])


def test_dates_that_are_not_read_fail_where_they_are_many():
    rows = [
        PrintedDate("no date", "en", None, "2024-07-05"),
        *[PrintedDate("08 - 05 - 2024", "fr", None, "2024-05-08")] * 9,
    ]
    wrong, right = dates.accuracy(rows, "table", 98)
    assert (wrong.passed, right.passed) == (True, False)


def test_a_date_read_from_other_text_fails():
    wrong, _ = dates.accuracy([PrintedDate("07 - 05 - 2024", "fr", None, "")], "table", 98)
    assert wrong.passed is False


def test_a_wrong_language_fails():
    french = "Les pêcheurs d'Essaouira réclament un nouveau quai"
    assert languages.none_wrong([Text("es", french)], "texts").passed is False
    assert languages.none_wrong([Text("fr", french)], "texts").passed is True
    precision, coverage = languages.precision_and_coverage(
        [Text("es", french), Text("fr", "123")], "texts", 99.8, 98
    )
    assert (precision.passed, coverage.passed) == (False, False)
    taken, arabic = languages.neighbours(
        [Text("de", french), Text("fa", "تراجع أسعار الخضر في الأسواق بعد الأمطار")]
    )
    assert (taken.figure, taken.passed) == ("100 %", False)
    assert arabic.passed is False


def test_a_false_repair_fails():
    assert (
        text.false_repairs([Text("fr", "été")], lambda told: Mended(told.replace("é", "e"))).passed
        is False
    )


def test_a_repair_that_does_nothing_and_says_nothing_fails():
    exactly, silent = text.repairs([Text("fr", "La rentrée à l'école")], Mended)
    assert (exactly.passed, silent.passed) == (False, False)


def test_a_value_at_the_bar_passes():
    assert at_most("a", 3, 3).passed
    assert not at_most("a", 3.01, 3).passed
    assert at_least("a", 98, 98, "%").passed
    assert not at_least("a", 97.99, 98, "%").passed
    assert failed([skipped("a", "<= 1", "no table")]) == []


TABLE = "07 - 05 - 2024\tfr\t{}\n"


@pytest.mark.parametrize(("expected", "code"), [("2024-05-07", 0), ("2024-07-05", 1)])
def test_the_exit_code_says_whether_a_bar_was_missed(
    tmp_path: Path, capsys, monkeypatch, expected: str, code: int
):
    (tmp_path / tables.FOREIGN_DATES).write_text(TABLE.format(expected), encoding="utf-8")
    assert main(["dates", "--no-speed", "--eval", str(tmp_path)]) == code
    told = capsys.readouterr().out
    assert f"{code * 2} missed" in told
    assert ("MISSED" in told) == bool(code)


def test_an_unknown_topic_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["weather"])
    assert stopped.value.code == 2
    assert "weather" in capsys.readouterr().err
