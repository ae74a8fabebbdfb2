"""Printed dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsscraper.dates import FIRST_YEAR, days_apart, parse_date, parse_label_date
from newsscraper.text.cleaning import clean
from tests.replica import corpus

REFERENCE = datetime(2026, 1, 30, 12, tzinfo=UTC)
DAYS = st.dates(date(1990, 1, 1), date(2027, 12, 31))
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FORMS = [
    "{:02} - {:02} - {}",
    "{} - {} - {}",
    " {:02} - {:02} - {}\n",
    "{:02} – {:02} – {}",
    "\u200f{:02} - {:02} - {}",
    "\u202b{:02} - {:02} - {}\u202c",
    "\u2067{:02} - {:02} - {}\u2069",
]
LANGUAGES = st.sampled_from([None, "ar", "fr", "en", "es", "zgh"])


@given(
    day=DAYS,
    form=st.sampled_from(FORMS),
    digits=st.booleans(),
    language=LANGUAGES,
)
@settings(deadline=None, max_examples=300)
def test_a_label_date_is_read_day_first(day: date, form: str, digits: bool, language: str | None):
    text = form.format(day.day, day.month, day.year)
    text = text.translate(ARABIC_DIGITS) if digits else text
    for result in (
        parse_label_date(text, reference=REFERENCE),
        parse_date(text, language=language, reference=REFERENCE),
    ):
        assert (result.date, result.at, result.precision, result.warning) == (
            day,
            None,
            "day",
            None,
        )
        assert result.calendar == "gregorian"
        assert result.rule == "label"


def _is_real(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return FIRST_YEAR <= year <= REFERENCE.year + 1


@given(
    day=st.integers(0, 99), month=st.integers(0, 99), year=st.integers(0, 9999), language=LANGUAGES
)
@example(31, 2, 2024, "fr")
@example(29, 2, 2023, "en")
@example(5, 13, 2024, "en")
@example(1, 1, 1989, "ar")
@example(1, 1, 2028, "ar")
@example(0, 1, 2024, None)
@settings(deadline=None, max_examples=300)
def test_an_impossible_label_date_is_rejected_with_a_warning(
    day: int, month: int, year: int, language: str | None
):
    text = f"{day:02} - {month:02} - {year:04}"
    real = _is_real(day, month, year)
    for result in (
        parse_label_date(text, reference=REFERENCE),
        parse_date(text, language=language, reference=REFERENCE),
    ):
        assert result.date == (date(year, month, day) if real else None)
        assert result.warning == (None if real else "date_impossible")


PIECES = st.sampled_from(
    [
        *"07 - / . , : T Z 2024 2024-05-07 05 31 12 1989 2030 May mai mayo مايو غشت Mon, Tue,"
        " 10:30 +0100 +99:99".split(),
        *"GMT de le at à AM pm ٠٧ ٢٠٢٤ hier أمس il y a jours 1445 هـ الثلاثاء mardi 0000 9999"
        " -0000 24:00".split(),
        *"23:59:60 T25:61".split(),
    ]
)


@given(
    text=st.text(max_size=150)
    | st.lists(PIECES, max_size=8).map(" ".join)
    | st.lists(PIECES, max_size=6).map("".join),
    language=LANGUAGES,
    country=st.sampled_from([None, "MA", "US"]),
    timezone=st.sampled_from([None, "Africa/Cairo", "Nowhere/At_All", "../etc/passwd", ""]),
)
@example("-", None, None, None)
@example("0001-01-01T00:00:00+14:00", None, None, "Africa/Cairo")
@example("9999-12-31T23:59:59-12:00", None, None, "Africa/Cairo")
@example("1 Jan 9999 23:00:00 -1200", None, None, "Asia/Aden")
@settings(deadline=None, max_examples=300)
def test_no_text_raises_and_no_year_is_out_of_bounds(text, language, country, timezone):
    result = parse_date(
        text, language=language, country=country, timezone=timezone, reference=REFERENCE
    )
    if result.date is not None:
        assert 1990 <= result.date.year <= REFERENCE.year + 1
        assert (result.warning is None) == (
            result.calendar == "gregorian" and result.tolerance_days <= 1
        )
    else:
        assert result.at is None
        assert (result.warning is None) == (not clean(text))
    if result.at is not None:
        assert result.at.tzinfo is not None
        assert result.at.date() == result.date
    labelled = parse_label_date(text, reference=REFERENCE)
    assert labelled.date is None or 1990 <= labelled.date.year <= REFERENCE.year + 1


@pytest.mark.parametrize("text", [None, "", "  ", "\u200f\u00a0\n"])
def test_nothing_printed_is_no_date_and_no_warning(text: str | None):
    result = parse_date(text, reference=REFERENCE)
    assert (result.date, result.warning) == (None, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Publié dans Yabiladi le 07 - 05 - 2024", date(2024, 5, 7)),
        ("نشر في المساء يوم 12 - 11 - 2012", date(2012, 11, 12)),
        ("Published in Daily News Egypt on 03 - 04 - 2013", date(2013, 4, 3)),
    ],
)
def test_the_whole_label_is_read(line: str, expected: date):
    assert parse_date(line, reference=REFERENCE).date == expected
    assert parse_date(line, language="en", country="US", reference=REFERENCE).date == expected


def test_every_date_of_the_corpus_round_trips():
    for story in corpus.stories():
        assert parse_label_date(story.printed_date, reference=REFERENCE).date == date.fromisoformat(
            story.published
        )


@pytest.mark.parametrize(
    ("text", "language", "country", "expected"),
    [
        ("2024-05-07", None, None, date(2024, 5, 7)),
        ("2024-05-07", "fr", None, date(2024, 5, 7)),
        ("2024/05/07", "en", "US", date(2024, 5, 7)),
        ("07/05/2024", "fr", None, date(2024, 5, 7)),
        ("07/05/2024", "ar", None, date(2024, 5, 7)),
        ("07.05.2024", "es", None, date(2024, 5, 7)),
        ("07/05/2024", "en", "EG", date(2024, 5, 7)),
        ("07/07/2024", "en", None, date(2024, 7, 7)),
        ("25/12/2023", "en", None, date(2023, 12, 25)),
        ("07/05/2024", "en", None, None),
        ("07/05/2024", None, None, None),
        ("07/05/2024", "en", "US", date(2024, 7, 5)),
        ("31/02/2024", "fr", None, None),
    ],
)
def test_numbers(text: str, language: str | None, country: str | None, expected: date | None):
    result = parse_date(text, language=language, country=country, reference=REFERENCE)
    assert result.date == expected
    assert (result.warning is None) == (expected is not None)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("7 mai 2024", "fr", date(2024, 5, 7)),
        ("mardi 7 mai 2024", "fr", date(2024, 5, 7)),
        ("1er août 2019", "fr", date(2019, 8, 1)),
        ("7 de mayo de 2024", "es", date(2024, 5, 7)),
        ("May 7, 2024", "en", date(2024, 5, 7)),
        ("7 May 2024", "en", date(2024, 5, 7)),
        ("7 مايو 2024", "ar", date(2024, 5, 7)),
        ("12 février 2015", None, date(2015, 2, 12)),
    ],
)
def test_months_by_name(text: str, language: str | None, expected: date):
    result = parse_date(text, language=language, reference=REFERENCE)
    assert (result.date, result.precision, result.warning) == (expected, "day", None)


@given(
    moment=st.datetimes(datetime(1991, 1, 1), datetime(2026, 12, 30)).map(
        lambda value: value.replace(microsecond=0)
    ),
    offset=st.integers(-12 * 60, 14 * 60),
)
@settings(deadline=None, max_examples=200)
def test_iso_and_rfc_822_times_keep_their_instant_and_zone(moment: datetime, offset: int):
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    for text, rule in ((aware.isoformat(), "iso"), (format_datetime(aware), "rfc822")):
        result = parse_date(text, language="fr", reference=REFERENCE)
        assert (result.at, result.date, result.rule, result.warning) == (
            aware,
            aware.date(),
            rule,
            None,
        )
        assert result.at is not None
        assert result.at.utcoffset() == aware.utcoffset()


def test_the_day_is_that_of_the_place_of_publication():
    result = parse_date("2024-05-06T23:30:00Z", timezone="Africa/Cairo", reference=REFERENCE)
    assert result.date == date(2024, 5, 7)
    assert result.at == datetime(2024, 5, 6, 23, 30, tzinfo=UTC)


def test_a_time_without_a_zone_is_in_the_sites_zone_and_without_that_no_moment():
    result = parse_date("2024-05-07T10:30:00", timezone="Asia/Riyadh", reference=REFERENCE)
    assert result.at == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    bare = parse_date("2024-05-07T10:30:00", reference=REFERENCE)
    assert (bare.date, bare.at) == (date(2024, 5, 7), None)


@given(DAYS, DAYS)
def test_days_apart_is_never_negative_and_knows_no_order(first: date, second: date):
    assert days_apart(first, second) == days_apart(second, first) >= timedelta(0)
    assert min(first, second) + days_apart(first, second) == max(first, second)


@given(
    moment=st.datetimes(datetime(1989, 1, 1), datetime(2030, 12, 31)),
    minutes=st.integers(-15 * 60, 15 * 60),
    seconds=st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]),
    language=LANGUAGES,
    zone=st.sampled_from([None, "Africa/Casablanca", "UTC"]),
)
@settings(deadline=None, max_examples=200)
def test_a_timestamp_is_read_as_by_the_rules_for_printed_dates(
    moment: datetime, minutes: int, seconds: str, language: str | None, zone: str | None
):
    text = moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat(timespec=seconds)
    found = parse_date(text, language=language, timezone=zone, reference=REFERENCE)
    # A space before the zone is not part of the form: the rules read it.
    printed = f"{text[:-6]} {text[-6:]}"
    assert found == parse_date(printed, language=language, timezone=zone, reference=REFERENCE)
