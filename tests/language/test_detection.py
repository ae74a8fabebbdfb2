"""Languages of headlines and bodies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.items.warning_codes import WarningCode
from newsscraper.language import MAX_LENGTH, UNKNOWN, detect, detect_all
from tests.replica import corpus
from tests.waiting import LIMIT

TARGETS = {"ar", "fr", "en", "es", "zgh"}
NEIGHBOURS = {"de", "it", "pt", "nl", "ca", "ro", "tr", "fa", "ur", "he", "ru", "ary-Latn"}


def _texts() -> list[tuple[str, str, str]]:
    """(where it stands, language, text) of every headline and body."""
    found = []
    for story in corpus.stories():
        found.append((f"{story.id} headline", story.language, story.headline))
        found.append((f"{story.id} body", story.language, "\n\n".join(story.paragraphs)))
    for path in sorted((corpus.CORPUS / "headlines").glob("*.txt")):
        found.extend(_lines(path, path.stem.rsplit(".", 1)[1]))
    return found


def _lines(path: Path, language: str) -> list[tuple[str, str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (f"{path.name}:{number}", language, line)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


TEXTS = _texts()
FURTHER = [
    entry
    for path in sorted((corpus.CORPUS / "languages").glob("*.txt"))
    for entry in _lines(path, path.stem)
]
HINTS = [None, "ar", "fr", "en"]


def wrong(texts: list[tuple[str, str, str]], hint: str | None) -> list[tuple[str, str, str, str]]:
    return [
        (where, language, found, text[:80])
        for where, language, text in texts
        if (found := detect(text, hint=hint).code) not in (language, UNKNOWN)
    ]


def test_the_corpus_speaks_four_languages():
    assert {language for _, language, _ in TEXTS} == TARGETS - {"zgh"}
    assert len(TEXTS) > 300


def test_the_further_headlines_are_enough():
    count = {
        code: sum(language == code for _, language, _ in FURTHER) for code in TARGETS | NEIGHBOURS
    }
    assert all(
        number >= (60 if code in TARGETS - {"zgh"} else 20) for code, number in count.items()
    ), count
    assert set(count) == {language for _, language, _ in FURTHER}


@pytest.mark.parametrize("hint", HINTS)
def test_no_headline_or_body_is_given_a_wrong_language_whatever_the_edition(hint: str | None):
    assert wrong(TEXTS, hint) == []


@pytest.mark.parametrize("hint", HINTS)
def test_no_further_headline_nor_neighbour_is_given_a_wrong_language(hint: str | None):
    assert wrong(FURTHER, hint) == []


def test_at_most_one_in_a_hundred_is_uncertain():
    asked = TEXTS + [entry for entry in FURTHER if entry[1] in TARGETS]
    uncertain = [(where, text[:80]) for where, _, text in asked if detect(text).code == UNKNOWN]
    assert len(uncertain) * 100 <= len(asked), uncertain


def test_most_headlines_in_a_neighbour_are_detected_too():
    asked = [entry for entry in FURTHER if entry[1] in NEIGHBOURS]
    uncertain = [(where, text[:80]) for where, _, text in asked if detect(text).code == UNKNOWN]
    assert len(uncertain) * 8 <= len(asked), uncertain


def test_no_body_is_uncertain_or_mixed():
    bodies = [entry for entry in TEXTS if entry[0].endswith("body")]
    told = [(where, language, detect(text)) for where, language, text in bodies]
    assert [
        (where, found) for where, language, found in told if found.code != language or found.warning
    ] == []


def test_capitals_are_no_other_language():
    texts = [
        (where, language, text.upper())
        for where, language, text in TEXTS + FURTHER
        if language not in ("ar", "fa", "ur")
    ]
    assert wrong(texts, None) == []


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            " ",
            "\u00a0\n",
            "2024",
            "07 - 05 - 2024",
            "٢٠٢٤",
            "😀🎉",
            "!!! ???",
            "12 %",
            "…",
            "\ufffd\ufffd",
            "\x00",
            "\ud800",
        ],
        *[
            "OK",
            "Gaza",
            "Rabat",
            "مصر",
            "الوداد",
            "Casablanca",
            "Internationalisation",
            "ⵣ",
            "שלום",
            "A B C D E F G H I J",
        ],
        *[
            "http://www.maghress.com/fr/yabiladi/148210",
            "redaction@lematin.example",
            "#Maroc #CAN2025 #DimaMaghrib",
        ],
        *[
            "Hakimi, Bounou, Ziyech",
            "MOHAMED SALAH",
            "Real Madrid - FC Barcelona 3-1",
            "Raja vs Al Ahly SC: 2-1",
            "Les Les Les",
        ],
        *[
            "日本語の新聞記事です",
            "Московские новости",
            "Ελληνικά νέα σήμερα",
            "한국 뉴스 기사입니다",
            "ข่าววันนี้",
        ],
        *[
            "Facebook Twitter WhatsApp",
            "Facebook Instagram TikTok Google",
        ],  # brands are words of no language
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
    ],
)
def test_an_undetermined_language_is_und(text: str):
    found = detect(text)
    assert (found.code, found.confidence, found.warning) == (
        UNKNOWN,
        0.0,
        WarningCode.LANGUAGE_UNCERTAIN,
    )
    for hint in TARGETS:
        assert detect(text, hint=hint).code == UNKNOWN  # a hint never decides alone


ARABIC = "المغرب يستقبل وفدا من البنك الدولي لبحث تمويل مشاريع الماء"
FRENCH = "Les pêcheurs d'Essaouira réclament un nouveau quai à Agadir"


@pytest.mark.parametrize(
    "text",
    [
        ARABIC.encode("cp1256").decode("latin-1"),
        ARABIC.encode("cp1256").decode("cp1252", "replace"),
        ARABIC.encode().decode("latin-1"),
        ARABIC.encode().decode("cp1252", "replace"),
        ARABIC.encode().decode("cp1256", "replace"),
        ARABIC.encode("cp1256").decode("utf-8", "replace"),
        "".join(letter if number % 3 else "\ufffd" for number, letter in enumerate(FRENCH)),
    ],
)
def test_letters_of_a_wrong_character_set_are_no_language(text: str):
    assert detect(text).code == UNKNOWN
    assert detect(text * 20).code == UNKNOWN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("تراجع أسعار الخضر في الأسواق بعد الأمطار الأخيرة", "ar"),
        ("الـــعـــاهــل يُدَشِّنُ مُسْتَشْفىً جامِعِيّاً بِوَجْدَة", "ar"),
        ("شركة Renault تعلن عن مصنع جديد في طنجة", "ar"),
        ("رئیس الحکومة یستقبل وفدا من البنک الدولي فی الرباط", "ar"),  # typed on a Persian keyboard
        (FRENCH, "fr"),
        (FRENCH.upper(), "fr"),
        ("L\u2019Algérie s\u2019impose face à l\u2019Angola", "fr"),
        ("Le pr\ufffdsident a re\ufffdu une d\ufffdl\ufffdgation de la Banque mondiale", "fr"),
        ("Netflix : « The Crown » revient pour une sixième saison", "fr"),
        ("Google et Microsoft ouvrent des bureaux à Casablanca Finance City", "fr"),
        ("Farmers in the delta wait for the first winter rain", "en"),
        ("King Mohammed VI Receives French President Macron in Rabat", "en"),
        ("Los vecinos del barrio piden más árboles y menos ruido", "es"),
        ("Darfur displaced face famine", "en"),
        ("SUEZ CANAL REVENUES DROP 60 PERCENT", "en"),
        ("Royal Air Maroc commande 4 Boeing 787", "fr"),
        ("Nasser Bourita niega contactos con Argel", "es"),
        ("Se estrena en Rabat la película 'The last of the lions'", "es"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⵓⵜⵍⴰⵢⵜ ⵜⴰⵎⴰⴷⴰⵏⵜ", "zgh"),
        ("Wach kayn chi jdid 3la lmontakhab dyalna had lyoum", "ary-Latn"),
        ("В Тунисе лидеров оппозиции приговорили к тюрьме", "ru"),
    ],
)
def test_plain_cases(text: str, code: str):
    assert detect(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        (
            "Die Bundesregierung hat am Dienstag ein neues Gesetz über die Förderung der"
            " Landwirtschaft beschlossen."
        ),
        (
            "Il governo ha approvato ieri sera il decreto sulle nuove misure per gli agricoltori"
            " della regione."
        ),
        (
            "O governo aprovou ontem à noite o decreto sobre as novas medidas para os agricultores"
            " da região."
        ),
        (
            "De regering heeft dinsdag een nieuwe wet aangenomen over de steun voor boeren in het"
            " noorden van het land."
        ),
        (
            "دولت روز سه‌شنبه قانون تازه‌ای برای پشتیبانی از کشاورزان تصویب کرد و گفت که این طرح از"
            " پاییز آغاز می‌شود"
        ),
        (
            "حکومت نے منگل کے روز کسانوں کی مدد کے لیے ایک نیا قانون منظور کیا ہے جو اگلے مہینے سے"
            " نافذ ہوگا"
        ),
        (
            "Regjeringen har vedtatt nye tiltak for bøndene i nord, og flere skal få støtte fra"
            " neste år."
        ),
        "Rząd przyjął we wtorek nową ustawę o wsparciu dla rolników na północy kraju.",
        (
            "O Goberno aprobou onte novas medidas para os gandeiros, que non se aplicarán ata o"
            " outono."
        ),
        (
            "Pemerintah telah menyetujui undang-undang baru untuk membantu para petani yang terkena"
            " kekeringan."
        ),
        "حکوومەت یاسایەکی نوێی بۆ پاڵپشتی جووتیاران پەسەند کرد و گوتی کە لە پاییزەوە جێبەجێ دەکرێت",
        "Eni firma accordo con Sonatrach",
        "Was ist der Girls' Day und was bringt er den Mädchen?",
    ],
)
def test_a_neighbour_is_not_taken_for_a_language_of_this_press(text: str):
    assert detect(text).code not in TARGETS
    for hint in TARGETS:
        assert detect(text, hint=hint).code not in TARGETS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("El Español : la France ferme son consulat à Tanger", "fr"),
        ("La Vanguardia: le Maroc suspend ses importations", "fr"),
        ("The Guardian : la crise du pain continue en Tunisie", "fr"),
        ("Le Matin: Government approves new budget for schools", "en"),
        ("Le Monde : el Gobierno aprueba la ley de pesca", "es"),
        ("El Español : vuelve la calma al puerto de Melilla", "es"),
    ],
)
def test_a_newspaper_s_name_in_front_is_no_evidence(text: str, code: str):
    assert detect(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "تدشن جسر جديد",
        "خبير يكشف مخاطر هاتف محمول",
        "طيران تدشن رسميا خط دنقلا بورتسودان",
        "ﺍﻓﺘﺘﺎﺡ ﻣﻌﺮﺽ ﺍﻟﻜﺘﺎﺏ ﻓﻲ ﺍﻟﻌﺎﺻﻤﺔ",
        "سقوط أمطار بمدينة أسوان",
    ],
)
def test_short_headlines_that_are_plainly_arabic(text: str):
    assert detect(text).code == "ar"


@pytest.mark.parametrize(
    "text",
    [
        "تیم ملی ایران برد",
        "ایران خودرو قیمت جدید اعلام کرد",
        "پاکستان میں سیلاب سے تباہی",
        "\ufdfa \ufdfb",
    ],
)
def test_arabic_spelling_makes_no_other_language_arabic(text: str):
    assert detect(text).code != "ar"


def test_a_hint_breaks_a_tie():
    text = "La casa del poeta"
    assert detect(text, hint="en").code == detect(text).code
    assert detect(text, hint="es").code in ("es", UNKNOWN)


ARABIC_PARAGRAPH = (
    "قال الوزير في تصريح للصحافة إن الحكومة ستواصل دعم الفلاحين المتضررين من الجفاف في جميع الجهات"
    " خلال هذا الموسم."
)
FRENCH_PARAGRAPH = (
    "Le ministre a indiqué que le gouvernement poursuivra son soutien aux agriculteurs touchés par"
    " la sécheresse."
)
ENGLISH_PARAGRAPH = (
    "The minister said that the government would go on helping the farmers who were hit by the"
    " drought this year."
)


@pytest.mark.parametrize(
    ("paragraphs", "code"),
    [
        ([ARABIC_PARAGRAPH] * 3 + [FRENCH_PARAGRAPH], "ar"),
        ([FRENCH_PARAGRAPH] * 3 + [ARABIC_PARAGRAPH], "fr"),
        ([FRENCH_PARAGRAPH] * 6 + [ENGLISH_PARAGRAPH] * 3, "fr"),
        ([ENGLISH_PARAGRAPH] * 3 + [FRENCH_PARAGRAPH] * 9, "fr"),
        ([ENGLISH_PARAGRAPH] * 2 + [FRENCH_PARAGRAPH], "en"),
    ],
)
@pytest.mark.parametrize("between", ["\n\n", " "])
def test_a_mixed_text_is_in_the_language_of_most_of_it_with_a_warning(
    paragraphs: list[str], code: str, between: str
):
    found = detect(between.join(paragraphs))
    assert (found.code, found.warning) == (code, WarningCode.LANGUAGE_MIXED)
    assert 0.5 < found.confidence < 1


def test_a_headline_in_two_scripts_is_mixed():
    found = detect(
        "بلاغ الديوان الملكي حول زيارة الرئيس الفرنسي للمغرب: communiqué du cabinet royal sur la"
        " visite du président"
    )
    assert found.warning == WarningCode.LANGUAGE_MIXED
    assert (
        detect("شركة Google وشركة Microsoft تفتحان مكاتب جديدة في Casablanca Finance City").warning
        is None
    )


def test_the_shares_of_a_text():
    shares = detect_all(
        "\n\n".join([ARABIC_PARAGRAPH, FRENCH_PARAGRAPH, FRENCH_PARAGRAPH, "2024", "AFP"])
    )
    assert [(share.code, share.paragraphs) for share in shares] == [
        ("fr", 2),
        ("ar", 1),
        (UNKNOWN, 1),
    ]
    assert sum(share.share for share in shares) == pytest.approx(1, abs=0.001)
    assert shares[0].share > 0.6
    assert detect_all("") == detect_all("12 + 3\n\n!!!") == ()


ANY_TEXT = st.text(max_size=400) | st.text(
    alphabet="aeiou éàñçlstrndmا وليمنتربةfkیک3ⵣаи\ufffd'«»\"\n.", max_size=900
)


@given(ANY_TEXT, st.sampled_from([None, "ar", "fr", "en", "es", "xx", ""]))
@settings(deadline=None, max_examples=300)
def test_any_text_gives_one_answer(text: str, hint: str | None):
    first = detect(text, hint=hint)
    assert detect(text, hint=hint) == first
    assert 0.0 <= first.confidence <= 1.0
    assert (
        (first.confidence == 0.0)
        == (first.code == UNKNOWN)
        == (first.warning == WarningCode.LANGUAGE_UNCERTAIN)
    )
    assert first.code
    assert first.code != "fr" or first.script == "latin"
    assert first.code != "ar" or first.script == "arabic"


@given(ANY_TEXT)
@settings(deadline=None, max_examples=100)
def test_shares_of_any_text_add_up(text: str):
    shares = detect_all(text)
    assert len({share.code for share in shares}) == len(shares)
    assert not shares or sum(share.share for share in shares) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    "text",
    ["a" * 10**6, "é " * 10**6, "«" * 10**6, "3l" * 10**6, "'a" * 10**6, "ا" * 10**6, "@." * 10**6],
)
def test_a_long_text_is_not_read_to_its_end(text: str):
    assert detect(text).code in (UNKNOWN, detect(text[: 10 * MAX_LENGTH]).code)
    assert len(detect_all(text[:50_000])) <= 2


@given(st.integers(0, len(TEXTS) - 1), st.integers(0, len(TEXTS) - 1))
@settings(deadline=None, max_examples=100)
def test_an_answer_does_not_hang_on_what_was_asked_before(first: int, second: int):
    before = detect(TEXTS[first][2])
    detect(TEXTS[second][2])
    assert detect(TEXTS[first][2]) == before


@pytest.mark.process
def test_the_same_in_every_process():
    script = (
        "import json, sys; from newsscraper.language import detect, detect_all\n"
        "print(repr([(detect(text), detect_all(text)) for text in json.load(sys.stdin)]))"
    )
    texts = [text for _, _, text in TEXTS + FURTHER]
    environment = {
        "PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1",
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", script]
    other = subprocess.run(
        command,
        input=json.dumps(texts),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        env=environment,
        timeout=LIMIT,
    )
    assert other.stdout == repr([(detect(text), detect_all(text)) for text in texts]) + "\n"


@pytest.mark.process
def test_it_needs_nothing_else_of_the_package():
    script = (
        "import sys, newsscraper.language as l; l.detect('Le roi est mort, vive le"
        " roi');sys.exit(any(name in sys.modules for name in ('langdetect', 'lxml',"
        " 'newsscraper.extraction', 'dateparser')))"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], check=False, timeout=LIMIT).returncode == 0
    )
