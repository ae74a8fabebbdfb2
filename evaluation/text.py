"""The bars for text: cleaning, and repairing text decoded with the wrong character set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median

from evaluation import damage, fresh, tables
from evaluation.bars import Bar, at_least, at_most, share
from evaluation.damage import Damaged
from evaluation.tables import Text
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import Mended, mend

# What a sound text may look like besides: none of it is damage.
_FORMS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    str.title,
    lambda text: text.replace(" ", "\u00a0"),
)
_PRESS = ("ar", "fr", "en", "es", "zgh")
_SETUP = "from newsscraper.text.mojibake import mend as call"


def damaged_texts(texts: Sequence[Text]) -> Iterator[Damaged]:
    """Damages each text in every way: whole, in part, and cut."""
    for _, text in texts:
        yield from damage.whole(text)
        yield from damage.in_part(text)


def repairs(texts: Sequence[Text], repair: Callable[[str], Mended] = mend) -> list[Bar]:
    """Checks that damaged texts are repaired exactly, or at least reported as damaged."""
    right = total = 0
    silent: list[str] = []
    for way, damaged, sound in damaged_texts(texts):
        mended = repair(damaged)
        total += 1
        if mended.text == sound:
            right += 1
        elif not mended.damaged:
            silent.append(f"{way}: {sound!r} became {mended.text!r}")
    return [
        at_least(f"text: damaged texts repaired exactly, of {total}", share(right, total), 98, "%"),
        at_most(
            "text: damaged texts neither repaired nor reported",
            share(len(silent), total),
            0,
            "%",
            silent,
        ),
    ]


def false_repairs(texts: Sequence[Text], repair: Callable[[str], Mended] = mend) -> Bar:
    """Checks that no sound text is changed."""
    forms = [form(text.text) for text in texts for form in _FORMS]
    wrong = [
        f"{text!r} became {repair(text).text!r}" for text in forms if repair(text).text != text
    ]
    return at_most(
        f"text: false repairs of {len(forms)} sound texts", len(wrong), 0, examples=wrong
    )


def idempotence(texts: Sequence[str]) -> Bar:
    """Checks that cleaning and repairing a second time changes nothing."""
    again = [
        repr(text)
        for text in texts
        if clean(clean(text)) != clean(text)
        or mend(mend(text).text).text != mend(text).text
        or len(mend(text).text) > len(text)
    ]
    return at_most(f"text: not idempotent, of {len(texts)}", len(again), 0, examples=again)


def own(every: int = 1) -> list[Bar]:
    """The bars measured on this project's own texts.

    Args:
        every: Damage only every n-th text; 1 damages all.

    """
    sound = tables.sound_texts()
    press = [text for text in sound if text.language in _PRESS]
    broken = [damaged.text for damaged in damaged_texts(press[:: 10 * every])]
    return [
        false_repairs(sound),
        *repairs(press[::every]),
        idempotence([*(text.text for text in sound), *broken]),
    ]


def speed() -> list[Bar]:
    """The time to check a sound text for damage, and to repair 100 KB of damage."""
    bodies = [[text.text] for text in tables.bodies()]
    warm = [["rentrÃ©e"], ["ÇáãÛÑÈ ÇáÃÞÕì"]]
    long = [
        [piece * (100_000 // len(piece))]
        for piece in ("Ã©", "Ù…", "Çá", "ÃƒÂ", "\u0092", "Å“ ", "Ã ")
    ]
    return [
        at_most(
            "text: looking for damage in a sound body",
            median(fresh.first_calls(_SETUP, bodies, warm)) / 1000,
            0.1,
            "ms",
        ),
        at_most(
            "text: 100 KB of damage", max(fresh.first_calls(_SETUP, long, warm)) / 1000, 2000, "ms"
        ),
    ]
