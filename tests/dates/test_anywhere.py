"""Dates in a short line of any page."""

from __future__ import annotations

from datetime import date

import pytest

from newsscraper.dates.anywhere import MAX_LINE, find_dates


def days(line: str, language: str | None = None) -> list[list[str]]:
    return [[day.isoformat() for day in found.days] for found in find_dates(line, language)]


@pytest.mark.parametrize(
    "line",
    [
        "7 May 2024",
        "May 7th, 2024",
        "Tue, 07 May 2024 10:20:00 GMT",
        "Tue May 07 2024 10:20:00 GMT+0200",
        "2024-05-07T10:20:00+02:00",
        "2024/5/7",
        "07.05.2024, 10:20 Uhr",
        "7. Mai 2024",
        "7 de mayo de 2024",
        "7 DE MAIO DE 2024",
        "7 maggio 2024",
        "7 mei 2024",
        "7 maj 2024",
        "7. toukokuuta 2024",
        "7 května 2024",
        "2024. május 7.",
        "7 мая 2024 г.",
        "7 травня 2024",
        "7 Μαΐου 2024",
        "7 Mayıs 2024 Salı",
        "7 Mei 2024",
        "7 ماي 2024",
        "7 أيار 2024",
        "٧ مايو ٢٠٢٤",
        "7 مئی 2024",
        "7 במאי 2024",
        "7 मई 2024",
        "२०२४-०५-०७",
        "2024年5月7日",
        "2024년 5월 7일",
        "۱۸ اردیبهشت ۱۴۰۳",
        "by Anas, 7 May 2024 (updated)",
    ],
)
def test_one_day_in_many_languages(line: str):
    assert days(line) == [["2024-05-07"]]


def test_the_order_of_numbers_depends_on_the_language():
    assert days("05/07/2024") == days("05/07/2024", "en-us") == [["2024-07-05", "2024-05-07"]]
    assert days("05/07/2024", "fr") == days("05/07/2024", "en-gb") == [["2024-07-05"]]
    assert days("05/13/2024", "fr") == []
    assert days("05/13/2024") == [["2024-05-13"]]
    assert days("05/05/2024") == [["2024-05-05"]]


def test_the_less_likely_reading_is_kept_beside_it():
    (found,) = find_dates("09.10.2024")
    assert (found.days, found.other) == ((date(2024, 10, 9),), date(2024, 9, 10))


def test_the_place_in_the_line():
    (found,) = find_dates("Posted 7 May 2024 by Rita")
    assert (found.start, found.end) == (7, 17)


def test_several_dates():
    assert days("Published 7 May 2024, updated 9 May 2024") == [["2024-05-07"], ["2024-05-09"]]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "May 2024",
        "2024",
        "10:20",
        "Version 1.2.2022.5",
        "31 February 2024",
        "32 May 2024",
        "7 May 1824",
        "7 Kanne 2024",
        "192.168.10.20",
        "2024-13-01",
        "+212 5 37 12 20 24",
    ],
)
def test_no_date(line: str):
    assert days(line) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1 فروردین 1403", "2024-03-20"),
        ("30 اسفند 1403", "2025-03-20"),
        ("1 فروردین 1404", "2025-03-21"),
        ("30 اسفند 1399", "2021-03-20"),
        ("1 مهر 1402", "2023-09-23"),
    ],
)
def test_the_iranian_calendar(printed: str, expected: str):
    assert days(printed) == [[expected]]


def test_a_long_line_is_read_in_part():
    assert days("x" * MAX_LINE + " 7 May 2024") == []
