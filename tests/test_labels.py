"""The platform's wording: label, notices, next page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.labels import (
    begins_closing,
    find_closing,
    find_label,
    is_closing,
    is_next,
    is_notice,
    label_rest,
    label_start,
    may_be_label,
    read_label,
    without_closing,
)
from tests.replica import corpus
from tests.replica.wording import WORDING


@pytest.mark.parametrize(
    ("line", "language", "source", "date", "author"),
    [
        ("Publié dans Yabiladi le 07 - 05 - 2024", "fr", "Yabiladi", "07 - 05 - 2024", None),
        ("PUBLIÉ DANS EL WATAN LE 7-5-2024", "fr", "EL WATAN", "7-5-2024", None),
        ("Publi\ufffd dans Libération le 31 - 12 - 2009", "fr", "Libération", "31 - 12 - 2009", None),
        (
            "Publié dans\u00a0La Presse de Tunisie le 01 – 02 – 2011",
            "fr",
            "La Presse de Tunisie",
            "01 – 02 – 2011",
            None,
        ),
        ("نشر في المساء يوم 30 - 11 - 2012", "ar", "المساء", "30 - 11 - 2012", None),
        ("نُشر في اليوم السابع يوم 30 - 11 - 2012", "ar", "اليوم السابع", "30 - 11 - 2012", None),
        ("نشر في الجزيرة يوم ٠٧ - ٠٥ - ٢٠٢٤", "ar", "الجزيرة", "٠٧ - ٠٥ - ٢٠٢٤", None),
        ("أمينة الوردي نشر في صدى الهضاب يوم 03 - 09 - 2020", "ar", "صدى الهضاب", "03 - 09 - 2020", "أمينة الوردي"),
        ("Published in Daily News Egypt on 15 - 08 - 2013", "en", "Daily News Egypt", "15 - 08 - 2013", None),
        ("Publié dans Le Matin le mardi 7 mai 2024", "fr", "Le Matin", "mardi 7 mai 2024", None),
        ("Publicado en El Faro el 7 de mayo de 2024", "es", "El Faro", "7 de mayo de 2024", None),
        ("نشر في النهار يوم 7 كانون الثاني 2024", "ar", "النهار", "7 كانون الثاني 2024", None),
        ("نشر في النهار يوم الثلاثاء، 7 مايو/أيار 2024", "ar", "النهار", "الثلاثاء، 7 مايو/أيار 2024", None),
    ],
)
def test_label(line: str, language: str, source: str, date: str, author: str | None):
    label = read_label(line)
    assert label is not None
    assert (label.language, label.source, label.date, label.author) == (language, source, date, author)
    assert may_be_label(line)
    start = label_start(line)
    assert start is not None
    assert start.language == language


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Publié dans Le Matin le soir le 07 - 05 - 2024", "Le Matin le soir"),
        ("Publié dans Le Soir le 07 - 05 - 2024", "Le Soir"),
        ("Published in On the Road on 07 - 05 - 2024", "On the Road"),
        ("نشر في يوم بيوم يوم 07 - 05 - 2024", "يوم بيوم"),
        ("Publié dans L'Hebdo du 12 - 12 - 2012 le 07 - 05 - 2024", "L'Hebdo du 12 - 12 - 2012"),
        ("Publié dans Bilan le 12 - 12 - 2012 le 07 - 05 - 2024", "Bilan le 12 - 12 - 2012"),
    ],
)
def test_a_source_named_with_the_labels_own_words_is_read_whole_and_the_last_date_counts(line: str, source: str):
    label = read_label(line)
    assert label is not None
    assert (label.source, label.date) == (source, "07 - 05 - 2024")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Publié dans Yabiladi",
        "Publié dans Yabiladi le 7 mai",
        "Le 07 - 05 - 2024, la ville s'éveille",
        "Un décret publié le 07 - 05 - 2024",
        "نشر في المساء",
        "07 - 05 - 2024",
    ],
)
def test_no_label(line: str):
    assert read_label(line) is None


@pytest.mark.parametrize("edition", ["fr", "ar", "en"])
def test_labels_of_every_source_round_trip(edition: str):
    before, between = WORDING[edition]["published"]
    for source in corpus.sources().values():
        label = read_label(f"{before} {source.name} {between} 05 - 06 - 2019")
        assert label is not None
        assert (label.language, label.source, label.date, label.author) == (
            edition,
            source.name,
            "05 - 06 - 2019",
            None,
        )


@given(st.text() | st.text(alphabet="publiéPUBLdanse نشرفيوم 0123-٠/.\n\u00a0\ufffd"))
@settings(deadline=None, max_examples=300)
def test_any_line_can_be_asked(line: str):
    label = read_label(line)
    if label is not None:
        assert label.source in line
        assert label.date in line
    if is_closing(line):
        assert without_closing(line).strip() == ""
    assert len(without_closing(line)) <= len(line)
    assert is_notice(line) in (True, False)
    assert is_next(line) in (True, False)


NOTICES = [line for words in WORDING.values() for line in words["notice"]]


@pytest.mark.parametrize("line", NOTICES)
def test_the_image_report_notice(line: str):
    assert is_notice(line)
    assert is_notice(f"  {line}  ")


@pytest.mark.parametrize("line", [words["closing"] for words in WORDING.values()])
def test_the_closing_notice(line: str):
    assert is_closing(line)
    assert is_closing(line.rstrip("."))
    assert is_closing(f" {line} ")
    assert without_closing(line) == ""
    assert without_closing(f"La suite demain. {line}") == "La suite demain."
    assert not is_closing(f"La suite demain. {line}")
    assert not is_closing(f"{line} Et puis encore une phrase.")
    long_line = "Une phrase. " * 60
    assert without_closing(long_line + line) == long_line.rstrip()


def test_no_text_of_the_corpus_is_a_notice():
    for story in corpus.stories():
        for line in (story.headline, *story.paragraphs):
            assert not is_notice(line), line
            assert not is_closing(line), line
            assert without_closing(line) == line
            assert not is_next(line), line


@pytest.mark.parametrize(
    "text", ["Suivant", "suivante", "التالي", "Next", "Siguiente", "Next »", "Suivant >", "« التالي", " Next page "]
)
def test_next(text: str):
    assert is_next(text)


@pytest.mark.parametrize("text", ["Précédent", "السابق", "Previous", "Next week's weather", "Le suivant", "", "2", "Nextel"])
def test_not_next(text: str):
    assert not is_next(text)


def test_a_label_is_found_inside_a_longer_line():
    line = "Un titre Publié dans Le Jour le 07 - 05 - 2024 Le texte commence."
    found = find_label(line)
    assert found is not None
    assert line[found.start : found.end] == "Publié dans Le Jour le 07 - 05 - 2024"
    assert found.label.source == "Le Jour"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (" le", None),
        ("X le 32 - 13", "32 - 13"),
        ("X le 2024", "2024"),
        ("Le Jour", False),
        ("le ministre", False),
        ("X le 7 mai", False),
    ],
)
def test_the_words_between_may_be_left_without_a_date(text, date):
    match = label_rest(text, "fr")
    assert (match["date"] if match is not None else False) == date


@pytest.mark.parametrize("words", WORDING.values(), ids=WORDING)
def test_a_closing_notice_is_found_whatever_follows_it(words):
    closing = words["closing"]
    assert find_closing(f"Fin. {closing} Laisser un commentaire") == (5, 5 + len(closing) - 1)
    assert find_closing("Fin du texte.") is None
    assert all(begins_closing(closing[:length].rstrip(" .")) for length in range(1, len(closing)))
    assert not begins_closing("")
    assert not begins_closing(f"{closing} x")
