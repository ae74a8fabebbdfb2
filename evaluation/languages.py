"""The bars for languages: accuracy and speed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import mean

from evaluation import fresh, tables
from evaluation.bars import Bar, at_least, at_most, share, skipped
from evaluation.tables import Text
from newsscraper.language import UNKNOWN, detect

PRESS = ("ar", "fr", "en", "es")
"""The languages whose precision and coverage are reported."""
_TARGETS = frozenset({*PRESS, "zgh"})
_HINTS = (None, "ar", "fr", "en")  # the editions that there are
_SHORTEST, _LONGEST = 5, 15
_SETUP = "from newsscraper.language import detect\ndef call(text): detect(text)"


def none_wrong(texts: Sequence[Text], name: str) -> Bar:
    """Checks that no text is given a wrong language, whatever the edition."""
    wrong = [
        f"{text!r}: {found}, not {language} (hint {hint})"
        for language, text in texts
        for hint in _HINTS
        if (found := detect(text, hint=hint).code) not in (language, UNKNOWN)
        and (language in _TARGETS or found in _TARGETS)
    ]
    return at_most(
        f"languages, {name}: wrong of {len(texts)}, with any hint", len(wrong), 0, examples=wrong
    )


def precision_and_coverage(
    texts: Sequence[Text], name: str, precision: float, coverage: float | None = None
) -> list[Bar]:
    """Precision and coverage for the languages of this press, each the mean over languages.

    Precision is the share of answers that are right; coverage, the share of texts with an answer.
    """
    told: dict[str, list[bool]] = defaultdict(list)
    asked: dict[str, int] = defaultdict(int)
    missed = []
    for language, text in texts:
        if language in PRESS:
            asked[language] += 1
            found = detect(text).code
            if found != UNKNOWN:
                told[language].append(found == language)
            if found != language:
                missed.append(f"{text!r}: {found}, not {language}")
    right = mean(share(sum(told[language]), len(told[language])) for language in asked)
    covered = mean(share(len(told[language]), asked[language]) for language in asked)
    bars = [
        at_least(
            f"languages, {name}: precision over {sum(asked.values())}",
            right,
            precision,
            "%",
            missed,
        )
    ]
    if coverage is not None:
        bars.append(at_least(f"languages, {name}: coverage", covered, coverage, "%", missed))
    return bars


def neighbours(texts: Sequence[Text]) -> list[Bar]:
    """The share of texts in other languages that are mistaken for a language of this press.

    Persian and Urdu mistaken for Arabic are also counted separately.
    """
    others = [text for text in texts if text.language not in _TARGETS]
    if not others:
        return [
            skipped(
                "languages: others taken for one of this press",
                "<= 3 %",
                f"no texts in {tables.LANGUAGES.name}/",
            )
        ]
    taken = [
        f"{text!r}: {found}, not {language}"
        for language, text in others
        if (found := detect(text).code) in _TARGETS
    ]
    persian = [text for text in others if text.language in ("fa", "ur")]
    arabic = [
        f"{text!r}: ar, not {language}" for language, text in persian if detect(text).code == "ar"
    ]
    return [
        at_most(
            f"languages: others taken for one of this press, of {len(others)}",
            share(len(taken), len(others)),
            3,
            "%",
            taken,
        ),
        at_most(
            f"languages: fa and ur taken for ar, of {len(persian)}",
            share(len(arabic), len(persian)),
            3,
            "%",
            arabic,
        ),
    ]


def own() -> list[Bar]:
    """The bars measured on this project's own texts."""
    own_headlines = (*tables.headlines(), *tables.confusers())
    some = [text for text in own_headlines if _SHORTEST <= len(text.text.split()) <= _LONGEST]
    return [
        none_wrong((*tables.headlines(), *tables.bodies()), "corpus"),
        none_wrong(tables.confusers(), "own headlines and confusers"),
        *precision_and_coverage(some, "headlines of 5-15 words", 99.8, 98),
        *precision_and_coverage(tables.bodies(), "bodies", 99.9),
        *neighbours(tables.confusers()),
    ]


def speed() -> list[Bar]:
    """The cost of an answer, with warm and cold caches. Each text is new to its process."""
    warm = [
        [text]
        for text in (
            "تراجع أسعار القمح في المغرب",
            "Le port de Safi est fermé",
            "Новости дня",
            "ⴰⵣⵓⵍ",
        )
    ]
    headlines = fresh.first_calls(
        _SETUP, [[text.text] for text in tables.headlines() if text.text != warm[0][0]], warm
    )
    bodies = fresh.first_calls(_SETUP, [[text.text] for text in tables.bodies()], warm)
    latin = fresh.cold(
        "from newsscraper.language import detect\ndetect('Le port de Safi est fermé depuis mardi')"
    )
    arabic = fresh.cold(
        "from newsscraper.language import detect\ndetect('تراجع أسعار القمح في الأسواق المغربية')"
    )
    both = fresh.cold(
        "from newsscraper.language import detect\ndetect('Le port de Safi est fermé depuis mardi');"
        " detect('تراجع أسعار القمح في الأسواق المغربية')"
    )
    return [
        at_most("languages: a headline", mean(headlines) / 1000, 0.4, "ms"),
        at_most("languages: a body", mean(bodies) / 1000, 0.6, "ms"),
        at_most("languages: a first headline, Latin script, cold", latin.milliseconds, 80, "ms"),
        at_most("languages: a first headline, Arabic script, cold", arabic.milliseconds, 80, "ms"),
        at_most("languages: memory, cold, both scripts", both.megabytes, 15, "MB"),
    ]
