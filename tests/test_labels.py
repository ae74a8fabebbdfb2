"""The platform's wording: label, notices, next page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.labels import (
    Notice,
    find_closing,
    find_label,
    is_closing,
    is_next_link,
    is_thanks,
    label_rest,
    label_start,
    may_be_closed,
    may_be_cut_closing,
    may_be_cut_label,
    may_be_label,
    may_contain_label,
    may_contain_notice,
    may_end_with_closing,
    notice_kind,
    read_label,
    without_closing,
    without_leading_notices,
    without_notices,
)
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend
from tests.replica import corpus
from tests.replica.wording import WORDING


@pytest.mark.parametrize(
    ("line", "language", "source", "date", "author"),
    [
        ("Publié dans Yabiladi le 07 - 05 - 2024", "fr", "Yabiladi", "07 - 05 - 2024", None),
        ("PUBLIÉ DANS EL WATAN LE 7-5-2024", "fr", "EL WATAN", "7-5-2024", None),
        (
            "Publi\ufffd dans Libération le 31 - 12 - 2009",
            "fr",
            "Libération",
            "31 - 12 - 2009",
            None,
        ),
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
        (
            "أمينة الوردي نشر في صدى الهضاب يوم 03 - 09 - 2020",
            "ar",
            "صدى الهضاب",
            "03 - 09 - 2020",
            "أمينة الوردي",
        ),
        (
            "Published in Daily News Egypt on 15 - 08 - 2013",
            "en",
            "Daily News Egypt",
            "15 - 08 - 2013",
            None,
        ),
        ("Publié dans Le Matin le mardi 7 mai 2024", "fr", "Le Matin", "mardi 7 mai 2024", None),
        ("Publicado en El Faro el 7 de mayo de 2024", "es", "El Faro", "7 de mayo de 2024", None),
        ("نشر في النهار يوم 7 كانون الثاني 2024", "ar", "النهار", "7 كانون الثاني 2024", None),
        (
            "نشر في النهار يوم الثلاثاء، 7 مايو/أيار 2024",
            "ar",
            "النهار",
            "الثلاثاء، 7 مايو/أيار 2024",
            None,
        ),
    ],
)
def test_label(line: str, language: str, source: str, date: str, author: str | None):
    label = read_label(line)
    assert label is not None
    assert (label.language, label.source, label.date, label.author) == (
        language,
        source,
        date,
        author,
    )
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
def test_a_source_name_may_contain_the_words_and_dates_of_labels(line: str, source: str):
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
def test_lines_that_are_not_labels(line: str):
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
def test_no_line_raises_an_error(line: str):
    label = read_label(line)
    if label is not None:
        read = clean(mend(line).text)
        assert label.source in read
        assert label.date in read
    if is_closing(line):
        assert without_closing(line).strip() == ""
    assert len(without_closing(line)) <= len(line)
    assert notice_kind(line) in (None, *Notice)
    assert is_thanks(line) in (True, False)
    kept, found = without_leading_notices([line, line])
    assert found is not None or kept == [line, line]
    assert is_next_link(line) in (True, False)


def damaged(text: str, charset: str, times: int = 1) -> str:
    """Return UTF-8 text decoded with a wrong character set.

    Bytes that the set does not define become the characters of the same number, as in browsers.
    """
    for _ in range(times):
        text = "".join(
            bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode()
        )
    return text


@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "cp1256"])
@pytest.mark.parametrize(
    ("line", "language", "source", "date"),
    [
        (
            "Publié dans L'Écho des Dunes le 03 - 09 - 2021",
            "fr",
            "L'Écho des Dunes",
            "03 - 09 - 2021",
        ),
        ("نشر في نداء الواحة يوم 03 - 09 - 2021", "ar", "نداء الواحة", "03 - 09 - 2021"),
        ("Publicado en El Día del Sur el 03 - 09 - 2021", "es", "El Día del Sur", "03 - 09 - 2021"),
    ],
)
def test_a_label_is_repaired_before_it_is_read(
    line: str, language: str, source: str, date: str, charset: str
):
    label = read_label(damaged(line, charset))
    assert label == (language, source, date, None, True)
    assert read_label(line) == (language, source, date, None, False)


def test_a_damaged_label_with_arabic_digits():
    label = read_label(damaged("نشر في نداء الواحة يوم ٠٣ - ٠٩ - ٢٠٢١", "latin-1"))
    assert label is not None
    assert (label.source, label.date) == ("نداء الواحة", "٠٣ - ٠٩ - ٢٠٢١")


@pytest.mark.parametrize(
    "line",
    [
        "Publié dans L'Écho des Dunes le 03 - 09 -",
        "Publié dans L'Écho",
        "Salma Berrada Publié dans L'Écho des Dunes le",
        "نشر في نداء الواحة يوم 03",
        "Published in Dune Courier",
    ],
)
def test_a_label_without_its_date(line: str):
    assert read_label(line) is None
    assert may_be_cut_label(line)


@pytest.mark.parametrize(
    "line", ["Safi retrouve son marché", "", "Published works are on show", "Publié hier"]
)
def test_lines_that_are_not_a_label_without_its_date(line: str):
    assert not may_be_cut_label(line)


@pytest.mark.parametrize("line", [words["closing"] for words in WORDING.values()])
def test_every_start_of_the_closing_notice(line: str):
    assert all(may_be_cut_closing(line[:length]) for length in range(1, len(line) + 1))
    assert not may_be_cut_closing(f"{line[:20]}x")
    assert not may_be_cut_closing("")


# Wordings that have not been seen, in all languages of the platform.
UNSEEN = [
    "This image will be automatically hidden once several readers have reported it.",
    "This picture is disabled automatically as soon as enough users flag it",
    "Once reported by several people, this photo will be automatically taken down.",
    (
        "Thanks for your report! This image will be automatically removed when it gets reported by"
        " several people."
    ),
    "The image will be automatically removed if several users report it.",
    (
        "Cette image sera automatiquement désactivée dès qu'elle aura été signalée par plusieurs"
        " personnes."
    ),
    "Cette photo sera masquée si plusieurs internautes la signalent.",
    "L'image sera retirée automatiquement lorsque plusieurs lecteurs l'auront signalée.",
    (
        "Cette image sera automatiquement d\ufffdsactiv\ufffde apr\ufffds son signalement par"
        " plusieurs personnes."
    ),
    "سيتم تعطيل هذه الصورة تلقائيا بعد الإبلاغ عنها من قبل عدة أشخاص.",
    "ستُحذف هذه الصورة آليّاً عندما يبلّغ عنها عدد من القراء",
    "سيتم إخفاء هذه الصّورة تلقائياً عند التبليغ عنها",
    "Esta imagen será desactivada automáticamente cuando sea denunciada por varias personas.",
    (
        "Thank you for flagging! This picture will automatically be hidden once several users have"
        " flagged it."
    ),
    (
        "Thanks! Your report was received. This photo will be automatically blocked after several"
        " reports."
    ),
]


@pytest.mark.parametrize("line", UNSEEN)
def test_a_notice_in_an_unknown_wording(line: str):
    assert notice_kind(line) is Notice.SHAPED
    assert without_leading_notices([line, "Le texte."]) == (["Le texte."], Notice.SHAPED)
    assert without_leading_notices([f"{line.rstrip('.')}. The mayor spoke."]) == (
        ["The mayor spoke."],
        Notice.SHAPED,
    )


@pytest.mark.parametrize(
    "line",
    [
        "شكراً على الإبلاغ!",
        "شكـرا على الابلاغ",
        "سيتمّ حجب هذه الصورة تلقائيّاً عندما يتم الإبلاغ عنها من طرف عدة أشخاص.",
        (
            "Merci d'avoir signalé! Cette image sera automatiquement bloquée après son signalement"
            " par plusieurs personnes."
        ),
        (
            "¡Gracias por avisar! Esta imagen será bloqueada automáticamente cuando sea reportada"
            " por varias personas."
        ),
        "¡Gracias por avisar!",
    ],
)
def test_a_known_notice_may_contain_vowels_and_end_differently(line: str):
    assert notice_kind(line) is Notice.KNOWN


# News may mention the same.
NEWS = [
    "Facebook will automatically block images reported by users",
    "This image was automatically flagged as artificial: what we know",
    "Non, cette photo signalée des milliers de fois n'a pas été supprimée",
    "Réseaux sociaux : les images signalées seront retirées",
    "This image will be on show in the museum until May, the curator reports",
    "Cette image du port fait le tour du pays",
    "صورة القمر الصناعي تكشف حجم الأضرار",
    "أبلغ الحارس عن الصورة المسروقة",
    "Thank you for reporting from the field all these years, said the editor",
    (
        "This image will be automatically removed. Reports say that several people asked for it."
        " The platform denies it."
    ),
]


@pytest.mark.parametrize("line", NEWS)
def test_news_about_images_is_not_a_notice(line: str):
    assert notice_kind(line) is None
    assert without_leading_notices([line, "Le texte."]) == ([line, "Le texte."], None)


def test_thanks_of_any_wording_belong_to_the_notice_below_them():
    notice = UNSEEN[0]
    assert without_leading_notices(["Your report was received.", notice, "Text."]) == (
        ["Text."],
        Notice.SHAPED,
    )
    assert without_leading_notices(["Your report was received.", "Text."]) == (
        ["Your report was received.", "Text."],
        None,
    )


def test_a_notice_in_the_middle_of_a_body_is_text():
    paragraph = (
        "The platform answered our questions at length on Monday, and its spokesman quoted the rule"
        " to us in full. " * 2
    )
    assert without_leading_notices([paragraph, UNSEEN[0]]) == ([paragraph, UNSEEN[0]], None)
    assert without_leading_notices(["By Hana Idrissi", UNSEEN[0], paragraph]) == (
        ["By Hana Idrissi", paragraph],
        Notice.SHAPED,
    )


CODE = "var source = publisher.public('in'); // ici, here\n"


@pytest.mark.parametrize("line", [words["closing"] for words in WORDING.values()])
@pytest.mark.parametrize("space", [" ", "\u00a0", "\n\t"])
def test_a_closing_notice_is_found_in_a_long_text(line: str, space: str):
    for printed in (line, line.upper()):
        text = f"{CODE}{printed.replace(' ', space)}{CODE}"
        assert find_closing(text) is not None
        assert may_be_closed(text.encode())
    assert may_end_with_closing(f"Une phrase.\n{line}".lower())


@pytest.mark.parametrize(
    "line",
    [
        "Publié dans Yabiladi le 07 - 05 - 2024",
        "PUBLIÉ DANS EL WATAN LE 7-5-2024",
        "Publi\ufffds dans Libération",
        "نشر في المساء يوم 30 - 11 - 2012",
        "نُشر في اليوم السابع",
        "Published in Al Watan on 30 - 11 - 2012",
        "Publicado en El Faro el 30 - 11 - 2012",
    ],
)
@pytest.mark.parametrize("space", [" ", "\u00a0", "\n\t", "\u200f "])
def test_the_start_of_a_label_is_found_in_a_long_text(line: str, space: str):
    assert may_contain_label(f"{CODE}{line.replace(' ', space)}{CODE}".encode())


def test_code_and_news_contain_no_label_and_no_closing_notice():
    text = (CODE * 50 + "\n".join(story.headline for story in corpus.stories())).encode()
    assert not may_contain_label(text)
    assert not may_be_closed(text)


NOTICES = [line for words in WORDING.values() for line in words["notice"]]


@pytest.mark.parametrize("line", NOTICES)
def test_the_image_notice(line: str):
    assert may_contain_notice(line.lower())
    assert notice_kind(line) is Notice.KNOWN
    assert notice_kind(f"  {line}  ") is Notice.KNOWN


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
            assert not notice_kind(line), line
            assert not is_closing(line), line
            assert without_closing(line) == line
            assert not is_next_link(line), line


@pytest.mark.parametrize(
    "text",
    [
        "Suivant",
        "suivante",
        "التالي",
        "Next",
        "Siguiente",
        "Next »",
        "Suivant >",
        "« التالي",
        " Next page ",
    ],
)
def test_links_to_the_next_page(text: str):
    assert is_next_link(text)


@pytest.mark.parametrize(
    "text",
    ["Précédent", "السابق", "Previous", "Next week's weather", "Le suivant", "", "2", "Nextel"],
)
def test_links_to_other_pages(text: str):
    assert not is_next_link(text)


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
def test_the_words_before_a_missing_date(text, date):
    match = label_rest(text, "fr")
    assert (match["date"] if match is not None else False) == date


@pytest.mark.parametrize("words", WORDING.values(), ids=WORDING)
def test_a_closing_notice_is_found_whatever_follows_it(words):
    closing = words["closing"]
    assert find_closing(f"Fin. {closing} Laisser un commentaire") == (5, 5 + len(closing) - 1)
    assert find_closing("Fin du texte.") is None
    assert all(
        may_be_cut_closing(closing[:length].rstrip(" .")) for length in range(1, len(closing))
    )
    assert not may_be_cut_closing("")
    assert not may_be_cut_closing(f"{closing} x")


@pytest.mark.parametrize("filler", ["Un mot automatique, et d'autres. ", "mot ", "Merci. Thanks. "])
@pytest.mark.parametrize(
    "notice",
    [
        "Merci d'avoir signalé ! Cette image sera automatiquement bloquée après qu'elle soit"
        " signalée par plusieurs personnes.",
        "شكرا على الإبلاغ ! سيتم حجب هذه الصورة تلقائيا عندما يتم الإبلاغ عنها من طرف عدة أشخاص.",
        "Thank you for reporting! This image will be automatically disabled when it gets reported"
        " by several people.",
        "¡Gracias por informar! Esta imagen será bloqueada automáticamente al ser reportada.",
    ],
)
def test_notices_in_a_line_longer_than_any_paragraph(filler: str, notice: str):
    """It is searched in pieces."""
    short = f"{filler}{notice} {notice} fin."
    assert notice not in without_notices(short)
    long = filler * 10_000
    kept = without_notices(f"{long}{short} {long}{notice}")
    assert kept.split() == f"{long}{filler} fin. {long}".split()
    for between in range(0, 140, 7):  # so that a place ends in any part of a notice
        repeated = f"{notice} {'x' * between} " * 300
        assert set(without_notices(f"{repeated} fin").split()) <= {"x" * between, "fin"}
