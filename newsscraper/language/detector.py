"""Detects the language of a text, or the share of each language in it."""

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
"""Number of characters read from the beginning of a text.

Of a text longer than 460 characters, two more stretches are read: its middle and its end.
"""

MAX_TEXT = 200_000
"""Number of characters that :func:`detect_all` reads."""

_STRETCH = 100
_LONG = MAX_LENGTH + 3 * _STRETCH
_PIECE = 300
_PARTS = 24  # if parts of a text differ, this many are read, spread over the text
_SENTENCE = 40
_SENTENCES = re.compile(r"(?<=[.!?\u2026\u061f|])\s+|\s*\n\s*")
_SHARED = frozenset({"latin", "arabic", "cyrillic"})

# Addresses of pages and mail, and names of sites and accounts, are not words. Possessive
# quantifiers, so that nothing is tried twice.
_ADDRESS = re.compile(
    r"https?://\S++|(?<!\S)[^\s@]++@\S++|[@#]\w++"
    r"|(?<![\w.-])(?:[\w-]++\.)++(?:com|net|org|info|tv|ma|dz|tn|fr|es|eg|sa|sd|ye)\b(?:/\S*+)?"
)

# In nats; fitted on half of the measured texts and confirmed on the other half (docs/language.md).
# A neighbour must be this much likelier: one page in a thousand of these sites is in such a
# language.
_NEIGHBOUR = 3.5
# A text of three words or more without any common word of a language is seldom in it.
_NO_COMMON_WORD = 0.5
_CERTAIN = 0.92
_CERTAIN_OF_FEW = 0.97  # for three words or two
_TIE = 0.6
_NOTHING = -40.0  # nats; adds nothing to a sum that contains 1
_BEYOND_DOUBT = 0.99
_BEYOND_NAMES = 0.999
_ARABIC_LETTERS = (
    # in favour of Arabic, if a text has letters that Persian and Urdu write differently, and no
    # letters of theirs
    4.5
)
_DARIJA_WORDS = 2
# A text in a neighbouring language has at least one of its common words in this many words;
# otherwise it only resembles that language.
_SPARSE = 5
_HEADLINE = 8  # words that are not counted for this: a headline may be too short
_MIXED_LETTERS = 20  # fewer letters in another script are names
_MIXED_WORDS = 4
_MIXED_SHARE = 0.1


def detect(text: str, *, hint: str | None = None) -> Language:
    """Detect the language of a headline or a body. Never raises.

    Args:
        text: Any text. Of a long text the beginning, the middle and the end are read.
        hint: A language code, such as the edition of the page. It may break a tie between two
            languages but never decides alone.

    """
    stretches = _stretches(text)
    if len(stretches) < 2:
        return _detect_short(text[:_LONG], hint)
    found = [_detect_short(stretch, None) for stretch in stretches]
    codes = {language.code for language in found}
    if (
        len(codes) == 1
        and UNKNOWN not in codes
        and all(language.warning is None for language in found)
    ):
        return max(found, key=lambda language: language.confidence)
    whole = _detect_short("\n".join(stretches), hint)
    if codes <= {whole.code, UNKNOWN} and whole.warning is None:
        return whole
    return _dominant(text, whole, hint)


def detect_all(text: str, *, hint: str | None = None) -> tuple[Share, ...]:
    """Detect all languages of a text, the largest share first. Never raises.

    Args:
        text: Any text; its first 200,000 characters are read. Lines are paragraphs; a long
            paragraph is read in pieces.
        hint: As for :func:`detect`.

    Returns:
        One entry per language; their shares, measured in letters, add up to 1. Empty if the text
            has no letter.

    """
    letters: dict[str, int] = {}
    paragraphs: dict[str, int] = {}
    for paragraph in text[:MAX_TEXT].splitlines():
        within: dict[str, int] = {}
        for piece in _pieces(paragraph):
            if count := letters_of(piece):
                code = _detect_short(piece, hint).code
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
    """Divide a text into stretches that are judged separately.

    A long text has two: its beginning, and its middle together with its end. A short one is divided
    into sentences.
    """
    if len(text) <= _LONG:
        return [part for part in _SENTENCES.split(text) if len(part) >= _SENTENCE]
    middle = len(text) // 2
    cuts = (text[:MAX_LENGTH], text[middle : middle + _STRETCH], text[-_STRETCH:])
    # Words cut in two are removed.
    ends = (
        cuts[0].rpartition(" ")[0],
        cuts[1].partition(" ")[2].rpartition(" ")[0],
        cuts[2].partition(" ")[2],
    )
    beginning, inside, end = (end or cut for end, cut in zip(ends, cuts, strict=True))
    return [beginning, f"{inside}\n{end}"]


def _pieces(paragraph: str) -> Iterator[str]:
    """Divide a paragraph into pieces of some 300 characters, between words."""
    start = 0
    while len(paragraph) - start > _PIECE * 3 // 2:
        end = paragraph.rfind(" ", start, start + _PIECE)
        end = end if end > start else start + _PIECE
        yield paragraph[start:end]
        start = end
    yield paragraph[start:]


def _dominant(text: str, whole: Language, hint: str | None) -> Language:
    """Return the main language of a text whose parts differ."""
    letters: dict[str, int] = {}
    parts = list(_parts(text))
    for part in parts[:: -(-len(parts) // _PARTS)]:
        code = _detect_short(part, hint).code
        letters[code] = letters.get(code, 0) + letters_of(part)
    unknown = letters.pop(UNKNOWN, 0)
    certain = sum(letters.values())
    if certain <= unknown:
        return _unknown(whole.script, whole.engine)
    first = min(letters, key=lambda code: (-letters[code], code))
    mixed = certain - letters[first] >= _MIXED_SHARE * certain
    if not mixed and first == whole.code and whole.warning is None:
        return whole
    script = whole.script if first == whole.code else _script_of_code(first)
    share = max(letters[first] / certain, 0.0001)
    return Language(
        first,
        round(share, 4),
        script,
        "profiles",
        WarningCode.LANGUAGE_MIXED if mixed else whole.warning,
    )


def _parts(text: str) -> Iterator[str]:
    """Yield the sentences of a short text or the paragraphs of a long one."""
    parts = _SENTENCES.split(text) if len(text) <= _LONG else text[:MAX_TEXT].splitlines()
    for part in parts:
        yield from _pieces(part)


def _script_of_code(code: str) -> Script:
    if code in MODELS["arabic"].codes:
        return "arabic"
    if code in MODELS["cyrillic"].codes:
        return "cyrillic"
    return "tifinagh" if code == "zgh" else "hebrew" if code == "he" else "latin"


def _detect_short(text: str, hint: str | None) -> Language:
    """Detect the language of a short text."""
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
        first = _judge(reading, found, script, hint)
        if script == "arabic" or (script == "latin" and not text.isascii()):
            return _beside_the_other(text, first, reading, hint)
        return first
    if script == "tifinagh" and letters_of(text) >= 3:
        return Language("zgh", 1.0, script, "script")
    if script == "hebrew" and letters_of(text) >= MIN_LETTERS and not is_yiddish(text):
        return Language("he", 1.0, script, "script")
    return _unknown(script, "script")


def _beside_the_other(text: str, first: Language, reading: Reading, hint: str | None) -> Language:
    """Compare the result with the words in the other script, Arabic or Latin, if it has many."""
    other: Script = "latin" if first.script == "arabic" else "arabic"
    if (LATIN_LETTER if other == "latin" else ARABIC_LETTER).search(text) is None:
        return first
    if letters_of(text) - reading.letters < _MIXED_LETTERS:
        return first
    found = evidence(other)
    beside = read(text, other, found)
    if (
        beside.letters < _MIXED_LETTERS
        or beside.words < _MIXED_WORDS
        or beside.plain < _MIXED_WORDS - 1
    ):
        return first  # names
    second = _judge(beside, found, other, hint)
    if second.code == UNKNOWN:
        return first
    if beside.letters > reading.letters:
        first, second = second, first
    if first.code == UNKNOWN or second.code == UNKNOWN:
        return first if second.code == UNKNOWN else _unknown(first.script, "profiles")
    return Language(
        first.code,
        first.confidence,
        first.script,
        first.engine,
        WarningCode.LANGUAGE_MIXED,
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
        return _unknown(script, "profiles")  # a neighbouring language that quotes this one
    if darija is not None and code != DARIJA and common[darija] * 4 >= max(reading.words, 8):
        return _unknown(script, "profiles")  # Darija with many borrowed words
    confidence = 1.0 / sum([math.exp(score - top) for score in weighed if score - top > _NOTHING])
    if code == OTHER or confidence < (
        _TIE if hint == code else _CERTAIN if reading.words > 3 else _CERTAIN_OF_FEW
    ):
        return _unknown(script, "profiles")
    if code not in TARGETS and common[best] * _SPARSE < reading.words - _HEADLINE:
        return _unknown(script, "profiles")
    if common[best] < 2 and common[best] * 3 < reading.words:
        # No common words, or hardly any: names can look like any language.
        if reading.plain < 3 and not common[best]:
            return _unknown(script, "profiles")
        if confidence < (_BEYOND_DOUBT if reading.plain >= 3 else _BEYOND_NAMES):
            return _unknown(script, "profiles")
    return Language(code, round(confidence, 4), script, "profiles")
