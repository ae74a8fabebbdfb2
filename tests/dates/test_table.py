"""Printed dates of every region, and texts that are not dates: tests/data/dates.tsv.

The table was written for this project, by hand and by region.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newsscraper.dates import parse_date

REFERENCE = datetime(2026, 1, 30, 12, tzinfo=UTC)
TABLE = Path(__file__).parents[1] / "data/dates.tsv"


def rows():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, language, country, expected, warning = line.split("\t")
            text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
            yield pytest.param(
                text,
                language,
                country,
                expected,
                warning,
                id=line.partition("\t")[0] + f"[{language}]",
            )


@pytest.mark.parametrize(("text", "language", "country", "expected", "warning"), list(rows()))
def test_a_row_of_the_table(text, language, country, expected, warning):
    result = parse_date(
        text, language=language or None, country=country or None, reference=REFERENCE
    )
    assert result.date == (date.fromisoformat(expected) if expected else None)
    assert (result.warning or "") == warning


def test_the_table_is_large_and_has_each_row_once():
    keys = [row.values[:3] for row in rows()]
    assert len(keys) == len(set(keys)) >= 400


@pytest.mark.parametrize("language", ["ar", "fr", "en", "es", "zgh", None])
def test_a_month_in_words_is_read_whatever_the_language_of_the_page(language):
    """Mixed pages: a French date on an Arabic page and the other way round."""
    for text, _, _, expected, warning in (row.values for row in rows()):
        if (
            expected
            and not warning
            and re.fullmatch(r"\d{1,2} [^\d/()]+ \d{4}", text)
            and not text.isascii()
        ):
            found = parse_date(text, language=language, reference=REFERENCE)
            if found.rule == "written":
                assert found.date == date.fromisoformat(expected), text
