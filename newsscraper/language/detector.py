"""From a text to its language, and to the shares of several."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from newsscraper.items.warning_codes import WarningCode
from newsscraper.language.profiles import DARIJA, MODELS, OTHER, TARGETS, Evidence, evidence
from newsscraper.language.result import UNKNOWN, Language, Script, Share
from newsscraper.language.script import (
    ARABIC_LETTER,
    LATIN_LETTER,
    is_garbled,
    is_yiddish,
    letters_of,
    script_of,
)
from newsscraper.language.tokens import MIN_LETTERS, Reading, read, without_paper
from newsscraper.text.cleaning import unshaped

MAX_LENGTH = 160
"""Characters of the beginning that count; of a text longer than 460 two more stretches do, its
middle and its end."""

MAX_TEXT = 200_000
"""Characters that :func:`detect_all` reads."""

_STRETCH = 100
_LONG = MAX_LENGTH + 3 * _STRETCH
_PIECE = 300
_PARTS = 24  # of a text whose parts differ no more than these are told, spread over it
_SENTENCE = 40
_SENTENCES = re.compile(r"(?<=[.!?\u2026\u061f|])\s+|\s*\n\s*")
_SHARED = frozenset({"latin", "arabic", "cyrillic"})

# What is no word: addresses of pages and mail, names of sites and accounts. Possessive, so that
# nothing is tried twice.
_ADDRESS = re.compile(
    r"https?://\S++|(?<!\S)[^\s@]++@\S++|[@#]\w++"
    r"|(?<![\w.-])(?:[\w-]++\.)++(?:com|net|org|info|tv|ma|dz|tn|fr|es|eg|sa|sd|ye)\b(?:/\S*+)?"
)

# Nats; found on half of the texts that were measured, and confirmed on the other half
# (docs/language.md).
# a neighbour has to be this much likelier: one page in a thousand of these sites is in such a
# language
_NEIGHBOUR = 3.5
# a text of three words or more that has none of the commonest of a language is seldom in it
_NO_COMMON_WORD = 0.5
_CERTAIN = 0.92
_CERTAIN_OF_FEW = 0.97  # of three words or two
_TIE = 0.6
_NOTHING = -40.0  # nats; adds nothing to a sum of which another term is 1
_BEYOND_DOUBT = 0.99
_BEYOND_NAMES = 0.999
_ARABIC_LETTERS = (
    4.5  # for Arabic: letters that Persian and Urdu write otherwise, and none that only they have
)
_DARIJA_WORDS = 2
# a neighbour has at least one of so many words for itself, or it is a language that only looks like
# it;
_SPARSE = 5
_HEADLINE = 8  # a headline may be too short for that
_MIXED_LETTERS = 20  # fewer in another script are names
_MIXED_WORDS = 4
_MIXED_SHARE = 0.1


def detect(text: str, *, hint: str | None = None) -> Language:
    """Tells the language of a headline or a body. Never raises.

    Args:
        text: Any text. Of a long one the beginning, the middle and the end are read.
        hint: A code that may break a tie between two languages, never decide alone: the edition of
            the page.

    """
    stretches = _stretches(text)
    if len(stretches) < 2:
        return _tell(text[:_LONG], hint)
    told = [_tell(stretch, None) for stretch in stretches]
    codes = {language.code for language in told}
    if (
        len(codes) == 1
        and UNKNOWN not in codes
        and all(language.warning is None for language in told)
    ):
        return max(told, key=lambda language: language.confidence)
    whole = _tell("\n".join(stretches), hint)
    if codes <= {whole.code, UNKNOWN} and whole.warning is None:
        return whole
    return _dominant(text, whole, hint)


def detect_all(text: str, *, hint: str | None = None) -> tuple[Share, ...]:
    """The languages of a text, the largest share first. Never raises.

    Args:
        text: Any text; its first 200,000 characters are read. Lines are paragraphs; a long
            paragraph is told in pieces.
        hint: As for :func:`detect`.

    Returns:
        One entry a language; their shares, by letters, add up to 1. Empty when there is no letter.

    """
    letters: dict[str, int] = {}
    paragraphs: dict[str, int] = {}
    for paragraph in text[:MAX_TEXT].splitlines():
        within: dict[str, int] = {}
        for piece in _pieces(paragraph):
            if count := letters_of(piece):
                code = _tell(piece, hint).code
                within[code] = within.get(code, 0) + count
        for code, count in within.items():
            letters[code] = letters.get(code, 0) + count
        if within:
            code = max(within, key=lambda code: (within[code], code))
            paragraphs[code] = paragraphs.get(code, 0) + 1
    total = sum(letters.values())
    ordered = sorted(letters, key=lambda code: (-letters[code], code))
    return tuple(
        Share(code, round(letters[code] / total, 4), paragraphs.get(code, 0)) for code in ordered
    )


def _stretches(text: str) -> list[str]:
    """Parts that are told on their own: the beginning of a long text, and its middle with its end;
    a short one's sentences."""
    if len(text) <= _LONG:
        return [part for part in _SENTENCES.split(text) if len(part) >= _SENTENCE]
    middle = len(text) // 2
    cuts = (text[:MAX_LENGTH], text[middle : middle + _STRETCH], text[-_STRETCH:])
    # Words that were cut in two say nothing.
    ends = (
        cuts[0].rpartition(" ")[0],
        cuts[1].partition(" ")[2].rpartition(" ")[0],
        cuts[2].partition(" ")[2],
    )
    beginning, inside, end = (end or cut for end, cut in zip(ends, cuts, strict=True))
    return [beginning, f"{inside}\n{end}"]


def _pieces(paragraph: str) -> Iterator[str]:
    """A paragraph in pieces of some 300 characters, cut between words."""
    start = 0
    while len(paragraph) - start > _PIECE * 3 // 2:
        end = paragraph.rfind(" ", start, start + _PIECE)
        end = end if end > start else start + _PIECE
        yield paragraph[start:end]
        start = end
    yield paragraph[start:]


def _dominant(text: str, whole: Language, hint: str | None) -> Language:
    """The language of most of a text whose parts differ."""
    letters: dict[str, int] = {}
    parts = list(_parts(text))
    for part in parts[:: -(-len(parts) // _PARTS)]:
        code = _tell(part, hint).code
        letters[code] = letters.get(code, 0) + letters_of(part)
    unknown = letters.pop(UNKNOWN, 0)
    told = sum(letters.values())
    if told <= unknown:
        return _unknown(whole.script, whole.engine)
    first = min(letters, key=lambda code: (-letters[code], code))
    mixed = told - letters[first] >= _MIXED_SHARE * told
    if not mixed and first == whole.code and whole.warning is None:
        return whole
    script = whole.script if first == whole.code else _script_of_code(first)
    share = max(letters[first] / told, 0.0001)
    return Language(
        first,
        round(share, 4),
        script,
        "profiles",
        WarningCode.LANGUAGE_MIXED if mixed else whole.warning,
    )


def _parts(text: str) -> Iterator[str]:
    """The sentences of a short text, the paragraphs of a long one, those that are too long in
    pieces."""
    parts = _SENTENCES.split(text) if len(text) <= _LONG else text[:MAX_TEXT].splitlines()
    for part in parts:
        yield from _pieces(part)


def _script_of_code(code: str) -> Script:
    if code in MODELS["arabic"].codes:
        return "arabic"
    if code in MODELS["cyrillic"].codes:
        return "cyrillic"
    return "tifinagh" if code == "zgh" else "hebrew" if code == "he" else "latin"


def _tell(text: str, hint: str | None) -> Language:
    """The language of a short text."""
    text = without_paper(text)
    if "." in text or "@" in text or "#" in text or "://" in text:
        text = _ADDRESS.sub(" ", text)
    script = script_of(text)
    if script == "arabic":
        text = unshaped(text)
    if script in _SHARED:
        if is_garbled(text, script):
            return _unknown(script, "script")
        found = evidence(script)
        reading = read(text, script, found)
        told = _judge(reading, found, script, hint)
        if script == "arabic" or (script == "latin" and not text.isascii()):
            return _beside_the_other(text, told, reading, hint)
        return told
    if script == "tifinagh" and letters_of(text) >= 3:
        return Language("zgh", 1.0, script, "script")
    if script == "hebrew" and letters_of(text) >= MIN_LETTERS and not is_yiddish(text):
        return Language("he", 1.0, script, "script")
    return _unknown(script, "script")


def _beside_the_other(text: str, told: Language, reading: Reading, hint: str | None) -> Language:
    """What is told of the Arabic or the Latin words of a text, with the other script's words looked
    at too, if there are many."""
    other: Script = "latin" if told.script == "arabic" else "arabic"
    if (LATIN_LETTER if other == "latin" else ARABIC_LETTER).search(text) is None:
        return told
    if letters_of(text) - reading.letters < _MIXED_LETTERS:
        return told
    found = evidence(other)
    beside = read(text, other, found)
    if (
        beside.letters < _MIXED_LETTERS
        or beside.words < _MIXED_WORDS
        or beside.plain < _MIXED_WORDS - 1
    ):
        return told  # names
    second = _judge(beside, found, other, hint)
    if second.code == UNKNOWN:
        return told
    if beside.letters > reading.letters:
        told, second = second, told
    if told.code == UNKNOWN or second.code == UNKNOWN:
        return told if second.code == UNKNOWN else _unknown(told.script, "profiles")
    return Language(
        told.code, told.confidence, told.script, told.engine, WarningCode.LANGUAGE_MIXED
    )


def _unknown(script: Script, engine: str) -> Language:
    return Language(UNKNOWN, 0.0, script, engine, WarningCode.LANGUAGE_UNCERTAIN)


def _judge(reading: Reading, found: Evidence, script: Script, hint: str | None) -> Language:
    if reading.words < 2 or reading.letters < MIN_LETTERS:
        return _unknown(script, "profiles")
    weighed, common = found.scores(reading.evidence)
    if reading.is_spelt_arabic:
        weighed[found.codes.index("ar")] += _ARABIC_LETTERS
    darija = found.codes.index(DARIJA) if script == "latin" else None
    if darija is not None and (
        common[darija] < _DARIJA_WORDS or common[darija] * _SPARSE < reading.words
    ):
        weighed[darija] = 0.0
    for index in found.neighbours:
        weighed[index] -= _NEIGHBOUR
    if reading.words > 2:
        for index, met in enumerate(common):
            if not met and found.codes[index] != OTHER:
                weighed[index] -= _NO_COMMON_WORD
    top = max(weighed)
    best = weighed.index(top)
    code = found.codes[best]
    quoting = max(common[index] for index in found.neighbours)
    if code in TARGETS and quoting > 1 and quoting * 2 >= common[best]:
        return _unknown(script, "profiles")  # a neighbour that quotes
    if darija is not None and code != DARIJA and common[darija] * 4 >= max(reading.words, 8):
        return _unknown(script, "profiles")  # Darija that borrows much
    confidence = 1.0 / sum([math.exp(score - top) for score in weighed if score - top > _NOTHING])
    if code == OTHER or confidence < (
        _TIE if hint == code else _CERTAIN if reading.words > 3 else _CERTAIN_OF_FEW
    ):
        return _unknown(script, "profiles")
    if code not in TARGETS and common[best] * _SPARSE < reading.words - _HEADLINE:
        return _unknown(script, "profiles")
    if common[best] < 2 and common[best] * 3 < reading.words:
        # Letters alone, or nearly: names look like some language too.
        if reading.plain < 3 and not common[best]:
            return _unknown(script, "profiles")
        if confidence < (_BEYOND_DOUBT if reading.plain >= 3 else _BEYOND_NAMES):
            return _unknown(script, "profiles")
    return Language(code, round(confidence, 4), script, "profiles")
