"""Text decoded with the wrong character set: put right where that is certain, told where not, and
sound text left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation import damage, tables
from newsscraper.text.mojibake import Mended, mend
from tests.replica import corpus

SOUND = tables.sound_texts()  # (language, text)
# Leads and further bytes of UTF-8 in the wrong sets, and what stands around them.
AWKWARD = (
    "ÃÂØÙÅÄâïðÇáÐÑÉéàœ€‚ƒ„…†‡‰Š‹Œ‘’“”•–—™š›\u00a0¡«»¿©§°²\u00ad\u0081\u0085\u008d\u0092aeNA"
    " n.طظعغأآإؤ،؛؟ٹپاليم\ufffd\u200c"
)
DAMAGED = (
    st.text(alphabet=AWKWARD, max_size=60)
    | st.text(alphabet=AWKWARD, max_size=25).map(lambda text: text.encode().decode("latin-1"))
    | st.text(alphabet=AWKWARD, max_size=25).map(lambda text: text.encode().decode("cp1256"))
    | st.text(max_size=60)
)


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("l'indÃ©pendance de la presse", "l'indépendance de la presse"),
        ("Câ€™est la rentrÃ©e Ã\u00a0 Tunis", "C’est la rentrée à Tunis"),
        (
            "dÃ©jÃ vu, lÃ , Ã Tunis",
            "déjà vu, là, à Tunis",
        ),  # the no-break space was made a plain one, or one of two
        ("La campaÃ±a: Â¿quÃ© hay?", "La campaña: ¿qué hay?"),
        ("Å’uvre et cÅ“ur, nÂ°\u00a05, 20Â°C, 5 â‚¬", "Œuvre et cœur, n°\u00a05, 20°C, 5 €"),
        ("SÃ‰ISME Ã€ BÃ‰JAÃ\u008fA", "SÉISME À BÉJAÏA"),
        ("ESPAÃ‘A Y RINCÃ“N", "ESPAÑA Y RINCÓN"),
        ("ØªØ±Ø§Ø¬Ø¹ Ø£Ø³Ø¹Ø§Ø±", "تراجع أسعار"),
        ("Ùˆ Ù\u0081ÙŠ Ø§Ù„Ù…ØºØ±Ø¨", "و في المغرب"),
        ("ط§ظ„ظ…ط؛ط±ط¨ ظˆطھظˆظ†ط³", "المغرب وتونس"),
        ("indأ©pendance, أ‰tat, أھtre", "indépendance, État, être"),
        ("ÃƒÂ©tÃƒÂ©", "été"),
        ("ÊÑÇÌÚ ÃÓÚÇÑ ÇáÞãÍ¡ ãÇ ÇáÓÈÈ¿", "تراجع أسعار القمح، ما السبب؟"),
        ("ÇáãÛÑÈ", "المغرب"),
        ("ÇäåÙÑÈ èÊèæÓ áê ÇäâåÉ", "المعرب وتونس في القمة"),
        ("Le journal ÇáÔÑæÞ a publiÃ©", "Le journal الشروق a publié"),
        ("l\u0092eau, l\u0093or\u0094 et le b\u009cuf\u0085", "l’eau, l“or” et le bœuf…"),
        ("\u0084Größe\u0093, 12\u0080", "„Größe“, 12€"),
        ("Ã–sterreich", "Österreich"),
        ("ðŸ˜€ bravo", "😀 bravo"),
        ("â´°âµ£âµ“âµ\u008d", "ⴰⵣⵓⵍ"),
        ("dÃ©but ï¿½ fin", "début \ufffd fin"),
    ],
)
def test_repaired(damaged: str, sound: str):
    assert mend(damaged) == Mended(sound, repaired=True)


@pytest.mark.parametrize(
    "text",
    [
        "JUSQU'OÙ… IRA LA BEAUTÉ… « LIBERTÉ », NOËL »",
        "SÃO PAULO, “AMANHÔ: ÇA, ÉMOI, ÂGE",
        "passé\u00a0», été”…, Mustafâ…”, Fuß…",
        "5 Å², Ø±0.2, 3×½, 10 µm",
        "XÃ… HỘI, ĐÃ… ÂU",
        "المغرب الأوسط، «الأوسط»، الضغوط؛ الحفظ… البلاغ؟",
        "عکس طگک عکعک",
        "öääö, jäääär, ÄÖÜ",
        "«\u00a0É\u00a0», «\u00a0OÙ\u00a0»",
        "line\u0085line",
        "plain",
        "",
    ],
)
def test_left_alone_without_a_word(text: str):
    assert mend(text) == Mended(text)


@pytest.mark.parametrize(
    "text",
    [
        "ÏÐÈÂÅÒ ÌÈÐ",  # Russian: of no set that is known here
        "ÚÇÌá",
        "É–È, À—Ù, Ã–Õ",
        "Ãä ËæÑÉ",  # short, and ISO 8859-6 would do as well
        "et Ã» dit-il",
        "b\u009clek",  # Polish, perhaps
    ],
)
def test_left_alone_with_a_word(text: str):
    assert mend(text) == Mended(text, damaged=True)


def test_what_is_certain_is_repaired_beside_what_is_not():
    mended = mend("la rentrÃ©e, cette annÃ")
    assert mended == Mended("la rentrée, cette annÃ", repaired=True, damaged=True)


def test_damage_that_cannot_be_repaired_is_reported():
    assert mend("ÏÐÈÂÅÒ ÌÈÐ").damaged
    assert mend("rentrée") == Mended("rentrée")


@pytest.mark.parametrize(
    "change", [str, str.upper, str.lower, str.title, lambda text: text.replace(" ", "\u00a0")]
)
def test_sound_text_is_left_alone(change):
    assert [text for _, text in SOUND if mend(change(text)).text != change(text)] == []


def test_sound_words_are_left_alone_whatever_sign_stands_beside_them():
    words = {
        word.strip("…»«”“’–.,:;!?()،؛؟")
        for _, text in SOUND
        if len(text) < 400
        for word in text.split()
    }
    wrong = []
    for word in sorted(word for word in words if not word.isascii() and len(word) > 1)[::3]:
        for form in {word, word.upper()}:
            for sign in (
                "…",
                "»",
                "«",
                "”",
                "“",
                "’",
                "–",
                "•",
                "™",
                "®",
                "°",
                "²",
                "\u00a0",
                "\u00a0»",
                "…”",
                "”,",
                "،",
                "؛",
                "؟",
            ):
                wrong += [
                    text
                    for text in (form + sign, f"a {form}{sign} b", f"a {sign}{form} b")
                    if mend(text).text != text
                ]
    assert wrong == []


@pytest.mark.parametrize("way", damage.WAYS)
def test_the_corpus_is_repaired_from_each_damage_or_reported(way: str):
    stories = [story for story in corpus.stories() if not story.lost_bytes][::4]
    right = total = 0
    for story in stories:
        for text in (story.headline, story.paragraphs[0]):
            for damaged in (*damage.whole(text), *damage.in_part(text)):
                if damaged.way.removesuffix(", in part") != way:
                    continue
                mended = mend(damaged.text)
                total += 1
                right += mended.text == damaged.sound
                assert mended.text == damaged.sound or mended.damaged, damaged
    assert total > 5
    assert right >= 0.9 * total


def test_a_text_cut_inside_a_letter_is_repaired_up_to_there():
    for _, text in [
        row for row in SOUND if row[0] in ("ar", "fr", "en", "es", "zgh", "de", "tr", "it")
    ][::7]:
        for damaged in damage.cut(text):
            mended = mend(damaged.text)
            assert mended.text.startswith(damaged.sound), damaged
            assert len(mended.text) <= len(damaged.sound) + 3


@given(DAMAGED)
@settings(deadline=None, max_examples=500)
def test_repair_is_idempotent_and_never_makes_text_longer(text: str):
    mended = mend(text)
    assert mend(mended.text).text == mended.text
    assert mended.repaired == (mended.text != text)
    assert len(mended.text) <= len(text)
    assert mended.text.count("\ufffd") >= text.count("\ufffd")


@pytest.mark.parametrize(
    "piece", ["Ã©", "Ù…", "Çá", "ÃƒÂ", "Ã", "\u0092", "â€", "ط،", "Ã ", "Å“ ", "é…", "Â« "]
)
def test_a_hundred_thousand_of_anything(piece: str):
    text = piece * (100_000 // len(piece))
    assert len(mend(text).text) <= len(text)


@pytest.mark.parametrize("text", ["\ud83d Ã©", "Ã\udc00", "\ud800Ù…"])
def test_lone_surrogates_are_no_error(text: str):
    mend(text)
