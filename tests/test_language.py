"""Languages of headlines and bodies."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.language import UNKNOWN, detect
from tests.replica import corpus

TARGETS = {"ar", "fr", "en", "es"}


def _texts() -> list[tuple[str, str, str]]:
    """(where it stands, language, text) of every headline and body."""
    found = []
    for story in corpus.stories():
        found.append((f"{story.id} headline", story.language, story.headline))
        found.append((f"{story.id} body", story.language, "\n\n".join(story.paragraphs)))
    for path in sorted((corpus.CORPUS / "headlines").glob("*.txt")):
        language = path.stem.rsplit(".", 1)[1]
        lines = path.read_text(encoding="utf-8").splitlines()
        found.extend((f"{path.name}:{number}", language, line) for number, line in enumerate(lines, 1) if line.strip())
    return found


TEXTS = _texts()


def test_the_corpus_speaks_four_languages():
    assert {language for _, language, _ in TEXTS} == TARGETS
    assert len(TEXTS) > 300


@pytest.mark.parametrize("hint", [None, "ar", "fr", "en"])
def test_no_headline_or_body_is_given_a_wrong_language_whatever_the_edition(hint: str | None):
    wrong = [
        (where, language, found, text[:80])
        for where, language, text in TEXTS
        if (found := detect(text, hint=hint).code) not in (language, UNKNOWN)
    ]
    assert wrong == []


def test_at_most_one_in_a_hundred_is_uncertain():
    uncertain = [(where, text[:80]) for where, _, text in TEXTS if detect(text).code == UNKNOWN]
    assert len(uncertain) * 100 <= len(TEXTS), uncertain


def test_no_body_is_uncertain():
    bodies = [entry for entry in TEXTS if entry[0].endswith("body")]
    assert [where for where, language, text in bodies if detect(text).code != language] == []


def test_capitals_are_no_other_language():
    wrong = [
        (where, found, text[:80])
        for where, language, text in TEXTS
        if language != "ar" and (found := detect(text.upper()).code) not in (language, UNKNOWN)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "\u00a0\n", "2024", "07 - 05 - 2024", "٢٠٢٤", "😀🎉", "!!! ???", "12 %", "…", "\ufffd\ufffd"],
        *["OK", "Gaza", "Rabat", "مصر", "http://www.maghress.com/fr/yabiladi/148210", "redaction@lematin.example"],
        *["日本語の新聞記事です", "Московские новости"],
    ],
)
def test_what_cannot_be_told_is_und(text: str):
    found = detect(text)
    assert (found.code, found.confidence) == (UNKNOWN, 0.0)
    for hint in TARGETS:
        assert detect(text, hint=hint).code == UNKNOWN  # a hint never decides alone


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("تراجع أسعار الخضر في الأسواق بعد الأمطار الأخيرة", "ar"),
        ("الـــعـــاهــل يُدَشِّنُ مُسْتَشْفىً جامِعِيّاً بِوَجْدَة", "ar"),
        ("شركة Renault تعلن عن مصنع جديد في طنجة", "ar"),
        ("Les pêcheurs d'Essaouira réclament un nouveau quai", "fr"),
        ("LES PÊCHEURS D'ESSAOUIRA RÉCLAMENT UN NOUVEAU QUAI", "fr"),
        ("Farmers in the delta wait for the first winter rain", "en"),
        ("Los vecinos del barrio piden más árboles y menos ruido", "es"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⵓⵜⵍⴰⵢⵜ ⵜⴰⵎⴰⴷⴰⵏⵜ", "zgh"),
    ],
)
def test_plain_cases(text: str, code: str):
    assert detect(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "Die Bundesregierung hat am Dienstag ein neues Gesetz über die Förderung der Landwirtschaft beschlossen.",
        "Il governo ha approvato ieri sera il decreto sulle nuove misure per gli agricoltori della regione.",
        "O governo aprovou ontem à noite o decreto sobre as novas medidas para os agricultores da região.",
        "De regering heeft dinsdag een nieuwe wet aangenomen over de steun voor boeren in het noorden van het land.",
        "دولت روز سه‌شنبه قانون تازه‌ای برای پشتیبانی از کشاورزان تصویب کرد و گفت که این طرح از پاییز آغاز می‌شود",
        "حکومت نے منگل کے روز کسانوں کی مدد کے لیے ایک نیا قانون منظور کیا ہے جو اگلے مہینے سے نافذ ہوگا",
    ],
)
def test_a_neighbour_is_not_taken_for_a_language_of_this_press(text: str):
    assert detect(text).code not in TARGETS
    for hint in TARGETS:
        assert detect(text, hint=hint).code not in TARGETS


@given(
    st.text(max_size=400) | st.text(alphabet="aeiou éàñçlstrndmا وليمنتربةfk ", max_size=400),
    st.sampled_from([None, "ar", "fr", "en", "es", "xx", ""]),
)
@settings(deadline=None, max_examples=300)
def test_any_text_gives_one_answer(text: str, hint: str | None):
    first = detect(text, hint=hint)
    assert detect(text, hint=hint) == first
    assert 0.0 <= first.confidence <= 1.0
    assert (first.confidence == 0.0) == (first.code == UNKNOWN)
    assert first.code
    assert first.code != "fr" or first.script == "latin"
    assert first.code != "ar" or first.script == "arabic"


@given(st.integers(0, len(TEXTS) - 1), st.integers(0, len(TEXTS) - 1))
@settings(deadline=None, max_examples=100)
def test_an_answer_does_not_hang_on_what_was_asked_before(first: int, second: int):
    before = detect(TEXTS[first][2])
    detect(TEXTS[second][2])
    assert detect(TEXTS[first][2]) == before


def test_the_same_in_every_process():
    script = (
        "from newsscraper.language import detect\n"
        "from tests.test_language import TEXTS\n"
        "import hashlib\n"
        "told = repr([detect(text) for _, _, text in TEXTS])\n"
        "import sys; sys.stdout.write(hashlib.sha256(told.encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=corpus.ROOT,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert len(told.pop()) == 64
