"""White space, invisible characters, Unicode form, lost bytes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.text.cleaning import clean, lost_bytes, paragraphs, without_surrogates

# What clean() has work with: marks, joiners, composing letters, all kinds of white space, controls.
AWKWARD = (
    "\u00a0\u202f\u2009\u3000\t\n\r\x0b\x0c\x85\u2028\x00\x1b\x7f"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069"
    "\ufeff\u00ad\u061c\u0301\u0308\u0327\u0654\u0653\u0640\u064b\ufffde"
    " aEcاويئأ\ufb2c\U0001d160\u2126\u0344\u1fef\u2001"
)
TEXTS = st.text() | st.text(alphabet=AWKWARD)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Grève\u00a0: le port de Safi\u202fà l'arrêt \n", "Grève : le port de Safi à l'arrêt"),
        ("un\tdeux\r\n\r\ntrois\x0bquatre\u2028cinq\u3000six", "un deux trois quatre cinq six"),
        ("\u200fالمغرب\u200e يستعد \u202bللموسم\u202c", "المغرب يستعد للموسم"),
        ("\u2067صنعاء\u2069", "صنعاء"),
        ("\ufeffTitular", "Titular"),
        ("zero\u200bwidth", "zerowidth"),
        ("gouverne\u00adment", "gouvernement"),
        ("e\u0301te\u0301", "été"),
        ("ا\u0653لية", "آلية"),
        ("control\x00 and\x07 more\x9f", "control and more"),
        ("", ""),
        ("\u200f \u00a0 \u200b", ""),
    ],
)
def test_clean(raw: str, expected: str):
    assert clean(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "العـــربية بالتطويل",
        "مُحَمَّدٌ وَالكِتَابُ",
        "سعر الكيلو ٢٥ جنيها",
        "l\ufffdind\ufffdpendance",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "famille 👩\u200d👧",
        "ﬁn de l’œuvre, “à la ﬂamme” ‘vite’ – dit-il… ㎏ ①",
        "ＦＵＬＬ　ＷＩＤＴＨ １２３！".replace("\u3000", " "),
        "ﷺ ﷽ ﴿قُلْ﴾ اللّٰهِ",
        "½ × 10⁻³ m² № 5 ™",
        "¿Qué pasa en Tetuán? «Nada», dice.",
    ],
)
def test_clean_removes_nothing_that_a_linguist_would_miss(text: str):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ﺍﻓﺘﺘﺎﺡ ﺍﻟﺴﻮﻕ", "افتتاح السوق"),
        ("ﻻ ﻷ ﻵ", "لا لأ لآ"),
        ("ﷲ", "الله"),
        ("ﭘﺎﺭﮎ", "پارک"),
        ("ﷺ ﷻ ﷼ ﷽ ﴾ ﴿", "ﷺ ﷻ ﷼ ﷽ ﴾ ﴿"),
        ("ﻛﺘﺎﺏ\ufe71 \ufc60\ufef3", "كتاب\u064b \u064e\u0651ي"),
        ("ﬁn ㎏ ①", "ﬁn ㎏ ①"),
    ],
)
def test_arabic_letters_are_letters_however_they_are_shaped(printed: str, expected: str):
    assert clean(printed) == expected
    assert clean(expected) == expected


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_clean_is_idempotent_and_gives_one_line_in_nfc(text: str):
    once = clean(text)
    assert clean(once) == once
    assert once == " ".join(once.split())
    assert unicodedata.is_normalized("NFC", once)
    assert not {"\u200e", "\u200f", "\u200b", "\ufeff", "\u00ad", "\x00"} & set(once)


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_clean_makes_text_at_most_three_times_longer_and_keeps_lost_bytes(text: str):
    assert len(clean(text)) <= 3 * len(text)  # three is what composition-excluded letters grow to
    assert clean(text).count("\ufffd") == text.count("\ufffd")


def test_paragraphs_are_cleaned_and_one_a_block():
    raw = [
        "  Premier\u00a0paragraphe. ",
        "\u200f\n \n",
        "Deuxième, que la source\ncoupe en deux lignes.",
        "",
    ]
    assert paragraphs(raw) == [
        "Premier paragraphe.",
        "Deuxième, que la source coupe en deux lignes.",
    ]


@given(st.lists(TEXTS))
@settings(deadline=None, max_examples=100)
def test_paragraphs_are_never_empty_and_hold_no_line_feed(blocks: list[str]):
    found = paragraphs(blocks)
    assert all(line and "\n" not in line and clean(line) == line for line in found)
    assert "".join(found).count("\ufffd") == "".join(blocks).count("\ufffd")


def test_lone_surrogates_become_replacement_characters():
    assert without_surrogates("titre \ud83d fin \udc00") == "titre \ufffd fin \ufffd"
    assert without_surrogates("titre 😀") == "titre 😀"


@given(st.text(alphabet=st.characters(exclude_categories=())))
@settings(deadline=None, max_examples=100)
def test_without_surrogates_can_be_encoded(text: str):
    safe = without_surrogates(text)
    assert safe.encode("utf-8").decode("utf-8") == safe
    assert len(safe) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("l\ufffdeau et l\ufffdair", 2), ("l'eau", 0), ("", 0), ("مياه", 0)]
)
def test_lost_bytes_are_counted(text: str, expected: int):
    assert lost_bytes(text) == expected
