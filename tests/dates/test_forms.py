"""Times, zones, calendars and counted times of printed dates; what they cost; hostile input."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.dates import MAX_LENGTH, hijri, parse_date, parse_label_date
from newsscraper.dates.normal import MAX_TOKENS, normal, tokens
from tests.waiting import LIMIT

REFERENCE = datetime(2026, 1, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("le mardi 7 mai 2024 à 14h30", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 mai 2024 à 14 h 30", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 mai 2024 à 14h", "2024-05-07T14:00:00+01:00", "minute"),
        ("7 mai 2024 à 14.30", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 mai 2024 à midi", "2024-05-07T12:00:00+01:00", "minute"),
        ("07/05/2024 14:30:05", "2024-05-07T14:30:05+01:00", "second"),
        ("14:30 - 07/05/2024", "2024-05-07T14:30:00+01:00", "minute"),
        ("May 7, 2024 2:30 PM", "2024-05-07T14:30:00+01:00", "minute"),
        ("May 7, 2024 2:30 p.m.", "2024-05-07T14:30:00+01:00", "minute"),
        ("May 7, 2024 12:05 AM", "2024-05-07T00:05:00+01:00", "minute"),
        ("7 مايو 2024 02:30 م", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 مايو 2024 02:30 مساءً", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 مايو 2024 02:30 ب.ظ", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 مايو 2024 02:30 ق.ظ.", "2024-05-07T02:30:00+01:00", "minute"),
        ("7 مايو 2024 الساعة 2 و30 دقيقة مساء", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 مايو 2024 - 14 سا و 30 د", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 مايو 2024 02:30 ص", "2024-05-07T02:30:00+01:00", "minute"),
        ("7 مايو 2024 12:15 ظهرا", "2024-05-07T12:15:00+01:00", "minute"),
        ("7 مايو 2024 الساعة 10 ليلا", "2024-05-07T22:00:00+01:00", "minute"),
        ("7 مايو 2024 14:30 بتوقيت غرينتش", "2024-05-07T15:30:00+01:00", "minute"),
        ("7 مايو 2024 14:30 بتوقيت مكة المكرمة", "2024-05-07T12:30:00+01:00", "minute"),
        ("7 mai 2024 à 14h30 GMT", "2024-05-07T15:30:00+01:00", "minute"),
        ("7 mai 2024 à 14h30 (heure locale)", "2024-05-07T14:30:00+01:00", "minute"),
        ("7 mai 2024 à 14h30, heure de Paris", "2024-05-07T13:30:00+01:00", "minute"),
        ("7 mai 2024 à 14h30 (heure de Doha)", None, "day"),
        ("May 7, 2024 14:30 GMT+3", "2024-05-07T12:30:00+01:00", "minute"),
        ("Tue, 07 May 2024 14:30:00 +0300", "2024-05-07T12:30:00+01:00", "second"),
        ("Tue May  7 14:30:00 UTC 2024", "2024-05-07T15:30:00+01:00", "second"),
        ("2024-05-07T14:30:00.25Z", "2024-05-07T15:30:00.250000+01:00", "second"),
        ("20240507T143000Z", "2024-05-07T15:30:00+01:00", "second"),
        ("20240507143000", "2024-05-07T14:30:00+01:00", "second"),
        ("Tue May 07 2024 14:30:00 GMT+0100 (GMT+01:00)", "2024-05-07T14:30:00+01:00", "second"),
        ("Tue May 07 2024 14:30:00 GMT+0300 (UTC+3)", "2024-05-07T12:30:00+01:00", "second"),
        ("Tue May 07 2024 14:30:00 GMT+0300 (+03)", "2024-05-07T12:30:00+01:00", "second"),
        (
            "Tue May 07 2024 14:30:00 GMT+0100 (توقيت غرينتش+01:00)",
            "2024-05-07T14:30:00+01:00",
            "second",
        ),
        ("الثلاثاء، ٧ مايو ٢٠٢٤ في ٢:٣٠ م غرينتش+٣", "2024-05-07T12:30:00+01:00", "minute"),
        (
            "Tuesday, May 7, 2024 at 2:30:00 PM Central European Summer Time",
            "2024-05-07T13:30:00+01:00",
            "second",
        ),
        (
            "Tuesday, May 7, 2024 at 2:30:00 PM Arabian Standard Time",
            "2024-05-07T12:30:00+01:00",
            "second",
        ),
        (
            "mardi 7 mai 2024 à 14:30:00 heure normale d’Europe centrale",
            "2024-05-07T14:30:00+01:00",
            "second",
        ),
        (
            "martes, 7 de mayo de 2024, 14:30:00 (hora de verano de Europa central)",
            "2024-05-07T13:30:00+01:00",
            "second",
        ),
        (
            "الثلاثاء، 7 مايو 2024 في 2:30 م توقيت شرق أوروبا الصيفي",
            "2024-05-07T12:30:00+01:00",
            "minute",
        ),
        ("May 7, 2024 at 2:30 PM West Africa Standard Time", None, "day"),
        ("2024-05-07 14:30 Africa/Khartoum", "2024-05-07T13:30:00+01:00", "minute"),
        ("2024-05-07 14:30 Africa/Nowhere", None, "day"),
        ("7 May 2024 14:30 Cairo local time", "2024-05-07T12:30:00+01:00", "minute"),
        ("7 مايو 2024 14:30 ت.غ", "2024-05-07T15:30:00+01:00", "minute"),
        ("2024-05-07T24:00:00", None, "day"),
        ("5/7/2024, 24:05:09", None, "day"),
        ("7 mai 2024 à 24h00", None, "day"),
        ("20240507T240000Z", None, "day"),
        ("May 7, 2024 2:30 PM EST", None, "day"),
        ("7 mai 2024, 10:00 - 12:00", None, "day"),
        ("hier à 18:30", "2026-01-29T18:30:00+01:00", "minute"),
        ("أمس الساعة 06:30 مساء", "2026-01-29T18:30:00+01:00", "minute"),
    ],
)
def test_times(text: str, at: str | None, precision: str):
    result = parse_date(text, country="MA", timezone="Africa/Casablanca", reference=REFERENCE)
    assert (result.at.isoformat() if result.at else None) == at
    assert result.precision == precision
    assert result.date is not None


@pytest.mark.parametrize(
    "text",
    [
        "الثلاثاء 28 شوال 1445هـ - 7 مايو 2024م - العدد 20409",
        "العدد: 20409 | الثلاثاء 7 مايو 2024",
        "الثلاثاء 7 مايو 2024 (العدد رقم 20409)",
        "السنة 48 - العدد 15000 - الثلاثاء 7 مايو 2024",
        "رقم العدد 20409 7 مايو 2024",
        "N° 5123 - mardi 7 mai 2024",
        "Mardi 7 mai 2024 n°5123",
        "Numéro 5123 du 07/05/2024",
        "Issue No. 5123, 7 May 2024",
        "Vol. 12, No. 5, 7 May 2024",
        "Nº 5123 - martes 7 de mayo de 2024",
        "العدد (20409) الثلاثاء 7 مايو 2024",
        "الثلاثاء 7 مايو 2024 العدد:(20409)",
        "الثلاثاء 28 شوال 1445 هـ الموافق 7 مايو 2024 م العدد 20409 السنة الستون",
        "السنة الثانية والستون - العدد 3456 - الثلاثاء 7 ماي 2024",
        "61e année - N° 20 409 - Mardi 7 mai 2024",
        "Nº 5.213 - 7 de mayo de 2024",
        "Issue 1,512 | Tuesday 7 May 2024",
        "7 mai de l'année 2024",
    ],
)
def test_the_number_of_an_issue_beside_a_date(text: str):
    result = parse_date(text, timezone="Africa/Casablanca", country="MA", reference=REFERENCE)
    assert (result.date, result.warning) == (date(2024, 5, 7), None)


@pytest.mark.parametrize(
    "text",
    [
        "العدد 7 مايو 2024",
        "العدد 12/05/2024",
        "N° 12 mai 2024",
        "7 mai 2024 20409",
        "عدد القراء 20409 7 مايو 2024",
        "العدد 20409",
        "no 7 May 2024",
        "Loi n° 12-24 du 7 mai 2024",
        "Loi n° 12 du 7 mai 2024",
        "قانون عدد 34 بتاريخ 7 ماي 2024",
        "N° 123 456 789 7 mai 2024",
        "7e année",
        "السنة الستون 20409 7 مايو 2024",
        "7 mai 2024, page 3",
        "7 mai 2024 à 25h",
        "Tue May 07 2024 14:30:00 GMT+0100 (GMT+02:00)",
        "7 mai 2024 24",
    ],
)
def test_numbers_that_nothing_explains(text: str):
    assert (
        parse_date(text, timezone="Africa/Casablanca", country="MA", reference=REFERENCE).date
        is None
    )


def test_a_time_of_another_zone_may_fall_on_another_day():
    for text in ("7 mai 2024 à 23h30 GMT", "20240507T233000Z", "Tue, 07 May 2024 23:30:00 GMT"):
        assert parse_date(text, timezone="Africa/Cairo", reference=REFERENCE).date == date(
            2024, 5, 8
        )
        assert parse_date(text, reference=REFERENCE).date == date(2024, 5, 7)


COUNTED = [
    "il y a 3 heures",
    "منذ يومين",
    "hier",
    "hace 2 días",
    "3 hours ago",
    "اليوم",
    "منذ أسبوع",
    "just now",
]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الدار البيضاء ـ 24 يناير 2026", date(2026, 1, 24)),  # tatweel for a dash
        ("السبت ـ 24 يناير 2026", date(2026, 1, 24)),
        ("الثلثاء 7 ايار 2024", date(2024, 5, 7)),  # as Lebanon prints it
        ("24 ك2 2026", date(2026, 1, 24)),
        ("24 ت1 2025", date(2025, 10, 24)),
        ("24 تشرين2 2025", date(2025, 11, 24)),
        ("24 كانون1 2025", date(2025, 12, 24)),
        ("تاريخ الإضافة: 24 يناير 2026", date(2026, 1, 24)),
        ("Première publication : 10 décembre 2025 à 08h00", date(2025, 12, 10)),
        ("Posted on January 30, 2026 by admin", date(2026, 1, 30)),
        ("il y'a 2 jours", date(2026, 1, 28)),
        ("aujourd hui", date(2026, 1, 30)),
        ("il y a quelques minutes", date(2026, 1, 30)),
    ],
)
def test_spellings_of_the_press(text: str, day: date):
    assert parse_date(text, reference=REFERENCE).date == day


@pytest.mark.parametrize(
    "text",
    [
        "7 مايو 2024 2 و30 دقيقة",  # neither said to be a time, nor are hours named
        "7 مايو 2024 الساعة 2 و75 دقيقة",
        "7 مايو 2024 - 30 سا و 10 د",
        "24 ك3 2026",
        "24 ت1",
    ],
)
def test_what_only_looks_like_these_is_refused(text: str):
    result = parse_date(text, language="ar", reference=REFERENCE)
    assert result.date is None
    assert result.warning is not None


@pytest.mark.parametrize("text", COUNTED)
def test_what_counts_from_the_fetch_is_refused_without_one(text: str):
    result = parse_date(text)
    assert (result.date, result.at, result.warning) == (None, None, "date_without_reference")
    assert parse_date(text, reference=REFERENCE).rule == "relative"


def test_a_counted_time_is_counted_in_the_zone_of_the_site():
    late = datetime(2026, 1, 30, 22, 30, tzinfo=UTC)
    assert parse_date("hier", reference=late).date == date(2026, 1, 29)
    assert parse_date("hier", timezone="Asia/Riyadh", reference=late).date == date(2026, 1, 30)
    assert parse_date("il y a 2 heures", timezone="Asia/Riyadh", reference=late).date == date(
        2026, 1, 30
    )
    assert (
        parse_date("il y a une heure", timezone="Asia/Riyadh", reference=late).tolerance_days == 1
    )
    assert parse_date("il y a 2 heures", reference=late.replace(tzinfo=None)).date == date(
        2026, 1, 30
    )
    assert parse_date("منذ أسبوع", reference=late).tolerance_days == 7
    assert not parse_date("منذ أسبوع", reference=late).is_settled


@given(st.datetimes(datetime(1991, 1, 1), datetime(2027, 12, 31)), st.integers(0, 366))
@settings(deadline=None, max_examples=100)
def test_days_are_counted_back_over_months_and_years(reference: datetime, days: int):
    told = reference.replace(tzinfo=UTC)
    for text in (
        f"il y a {days} jours",
        f"منذ {days} يوما",
        f"hace {days} días",
        f"{days} days ago",
    ):
        assert parse_date(text, reference=told).date == (told - timedelta(days=days)).date()


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1400, 1, 1, date(1979, 11, 20)),
        (1411, 1, 1, date(1990, 7, 23)),
        (1422, 9, 1, date(2001, 11, 16)),
        (1435, 9, 1, date(2014, 6, 28)),
        (1441, 9, 1, date(2020, 4, 24)),
        (1445, 9, 1, date(2024, 3, 11)),
        (1446, 12, 10, date(2025, 6, 6)),
        (1447, 8, 11, date(2026, 1, 30)),
        (1450, 1, 1, date(2028, 5, 25)),
    ],
)
def test_the_calendar_of_umm_al_qura(year: int, month: int, day: int, expected: date):
    assert hijri.gregorian(year, month, day) == expected


def test_hijri_months_follow_one_another_and_have_29_or_30_days():
    firsts = [
        hijri.gregorian(year, month, 1) for year in range(1400, 1501) for month in range(1, 13)
    ]
    lengths = {(second - first).days for first, second in pairwise(firsts) if first and second}
    assert None not in firsts
    assert lengths == {29, 30}
    for year, month, day in (
        (1399, 1, 1),
        (1501, 1, 1),
        (1447, 13, 1),
        (1447, 0, 1),
        (1447, 1, 0),
        (1447, 1, 31),
    ):
        assert hijri.gregorian(year, month, day) is None


def test_a_hijri_date_states_its_tolerance_unless_its_weekday_settles_it():
    alone = parse_date("28 شوال 1445 هـ", reference=REFERENCE)
    assert (alone.calendar, alone.tolerance_days, alone.warning, alone.is_settled) == (
        "hijri",
        2,
        "date_hijri",
        False,
    )
    for weekday, day in (("الاثنين", 6), ("الثلاثاء", 7), ("الأربعاء", 8)):
        settled = parse_date(f"{weekday} 28 شوال 1445 هـ", reference=REFERENCE)
        assert (settled.date, settled.tolerance_days, settled.warning) == (
            date(2024, 5, day),
            0,
            "date_hijri",
        )
    dual = parse_date("28 شوال 1445 هـ - 6 مايو 2024", reference=REFERENCE)
    assert (dual.date, dual.calendar, dual.warning) == (date(2024, 5, 6), "gregorian", None)


@pytest.mark.process
def test_dateparser_is_asked_only_for_months_that_no_table_knows():
    code = (
        "import sys; from newsscraper.dates import parse_date\nfor text in ('07 - 05 - 2024',"
        " 'Publié dans X le 07 - 05 - 2024', 'mardi 7 mai 2024 à 14h30', '7 غشت 2024', 'COTY 2026',"
        " 'x' * 100, '31 avril 2024', '4-5 mars 2025', '11 شعبان 1447', '2024-05-07T10:00:00Z',"
        " 'yesterday'):\n    parse_date(text, language='fr')\nassert 'dateparser' not in"
        " sys.modules\nassert parse_date('7 maggio 2024', language='it').rule =="
        " 'dateparser'\nassert 'dateparser' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=LIMIT).returncode == 0


def test_what_dateparser_says_must_agree_with_what_is_printed():
    for text, language in (
        ("7 maggio 2024", "it"),
        ("martedì 7 maggio 2024", "it"),
        ("7 maio de 2024", "pt"),
    ):
        found = parse_date(text, language=language, reference=REFERENCE)
        assert found.date in (date(2024, 5, 7), None)
    for text in (
        "7 maggio 2024 3-1",
        "7 maggio 2024 12 €",
        "31 giugno 2024",
        "7 maggio 1850",
        "7 personnes 2024",
        "7 maggio",
    ):
        assert parse_date(text, language="it", reference=REFERENCE).date is None
    assert parse_date("7 maggio 2024", language="xx", reference=REFERENCE).date is None


HOSTILE = [
    *"1 |-|1-|07-05-2024 |Publié dans |نشر في |نشر في a يوم"
    " |<|<<a|&amp;|&#|'|a'|\u200f|1\u200f|ـ|1ـ".split("|"),
    *"\u0300|a\u0300|ﷺ|(|7 mai ".split("|"),
    *"il y a |منذ |و|3 h |10:|+01|a m |x.|\ufffd|é|²|h |GMT |بتوقيت |par A |- A |7 xyz 2024 |1 a b"
    " 2024|\n|07 - ".split("|"),
    *"Publié dans a le 7 |7 mai 2024 |Ã|ǅ|un et |3 h et ".split("|"),
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("length", [MAX_LENGTH, 100_000])
def test_hostile_input_is_refused(piece: str, length: int):
    text = (piece * (length // len(piece) + 1))[:length]
    assert parse_date(text, language="fr", reference=REFERENCE).date is None
    assert parse_label_date(text, reference=REFERENCE).date is None


def test_a_date_in_a_hundred_kilobytes_of_white_space_is_still_one():
    assert parse_date(" " * 100_000 + "07 - 05 - 2024\n" * 1, reference=REFERENCE).date == date(
        2024, 5, 7
    )


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=200)
def test_the_normal_form_is_short_and_its_tokens_are_few(text: str):
    plain = normal(text)
    assert len(plain) <= 18 * len(text) + 1  # one character has a compatibility form of eighteen
    assert len(tokens(plain)) <= MAX_TOKENS + 1


NOISE = st.sampled_from("\u200e\u200f\u202a\u202c\u2067\u2069\ufeff\u00a0 \u2009")


@given(
    day=st.dates(date(1990, 1, 1), date(2027, 12, 31)),
    noise=st.lists(NOISE, max_size=4).map("".join),
    dash=st.sampled_from("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"),
    digits=st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]),
)
@settings(deadline=None, max_examples=200)
def test_the_platforms_date_with_any_space_dash_mark_and_digit(
    day: date, noise: str, dash: str, digits: str
):
    text = f"{noise}{day:%d}\u00a0{dash} {noise}{day:%m} {dash}\u202f{day:%Y}{noise}"
    text = text.translate(str.maketrans("0123456789", digits))
    result = parse_date(text, language="en", reference=REFERENCE)
    assert (result.date, result.rule) == (day, "label")


def test_a_month_that_dateparser_has_named_is_not_asked_for_again(monkeypatch):
    """The month is the same with any day and year that exist."""
    from newsscraper.dates import engine

    monkeypatch.setattr(engine, "_months", {})
    assert parse_date("3 maggio 2025", language="it").date == date(2025, 5, 3)
    monkeypatch.setattr(engine, "_parser", lambda languages: pytest.fail("asked again"))
    assert parse_date("31 maggio 2024", language="it").date == date(2024, 5, 31)
    monkeypatch.undo()
    assert parse_date("30 giugno 2025", language="it").date == date(2025, 6, 30)
    assert parse_date("31 giugno 2025", language="it").date is None
    assert parse_date("30 giugno 2025", language="de").date is None, (
        "what a word means in one language says nothing of another"
    )
