"""Decides whether characters of a text are certainly the bytes of one UTF-8 character."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsscraper.text.mojibake.code_pages import CodePage

# Those of them that never occur between two letters in undamaged text.
_NEVER_INSIDE = frozenset((0x8B, 0x91, 0x93, 0x94, 0x95, 0x9B, 0xA1, 0xBF))
_ACCENTED = frozenset("aceinouyACEINOUY")
_ACCENTS = frozenset((0x80, 0x81, 0x82, 0x83, 0x88, 0xA7))
_TYPOGRAPHIC = "«»“”„‘’‚…–—•\u00a0\u202f\u2009"
_OPENING = "«“‘\"'("
# Signs that may follow a name in capitals, a number or a word before a note: "BEAUTÉ®", "NAÇÃ¹".
_MARKS = frozenset(
    (0x99, 0xA7, 0xA8, 0xA9, 0xAA, 0xAD, 0xAE, 0xB0, 0xB2, 0xB3, 0xB4, 0xB9, 0xBA, 0x86, 0x87)
)
_OTHER_ARABIC = re.compile("[\u0621\u0626-\u063a\u0640-\u0652]|[آأؤإ][\u0621-\u064a]")
_ASCII_WORD = re.compile("[A-Za-z]{2}")


class Letter(NamedTuple):
    """Characters of a text that may be the bytes of one UTF-8 character."""

    start: int
    end: int
    code: bytes
    char: str
    certain: bool


def is_certain(text: str, letter: Letter, page: CodePage) -> bool:
    """Return whether characters are certainly the bytes of one UTF-8 character.

    The characters around them decide.

    Args:
        text: The damaged text.
        letter: The possible UTF-8 character.
        page: The character set that the text was read with.

    """
    before = text[letter.start - 1 : letter.start] if letter.start else ""
    after = text[letter.end : letter.end + 1]
    lead, last = letter.code[0], letter.code[-1]
    if len(letter.code) > 2:
        return letter.char == "\ufeff" or any(
            number not in page.punctuation for number in letter.code[1:]
        )
    is_telling = last not in page.punctuation
    if page.arabic:
        return lead <= 0xC5 and _is_certain_in_arabic(text, letter, before, after, is_telling)
    if lead == 0xCC:  # a combining accent, after the letter that it belongs to
        return is_telling and before in _ACCENTED and last in _ACCENTS
    if lead in (0xC4, 0xC5):
        if _is_small(before) or (letter.char == "Œ" and after in ("U", "u")):
            return True
        is_start = _is_small(after) and not before.isalpha()
        if not is_telling:
            return last in _NEVER_INSIDE and is_start
        return after.isalpha() and (last not in _MARKS or is_start)
    if 0xC6 <= lead <= 0xCA:
        return _is_small(before) and (is_telling or last in _NEVER_INSIDE) and after.isalpha()
    return lead in (0xC2, 0xC3) and _is_certain_in_latin(text, letter, before, after, is_telling)


def _is_certain_in_arabic(
    text: str, letter: Letter, before: str, after: str, is_telling: bool
) -> bool:
    if before.isascii() and before.isalpha():
        return True
    if after.isascii() and after.isalpha() and not before.isalpha():
        return True
    # A single letter, in a text without other Arabic.
    is_apart = (
        is_telling
        or letter.char in "«»"
        or (letter.char == "à" and after == " " and before in ("", " "))
    )
    return is_apart and not before.isalpha() and is_latin(text)


def _is_certain_in_latin(
    text: str, letter: Letter, before: str, after: str, is_telling: bool
) -> bool:
    """Judge a character from U+00A0 to U+00FF; these are by far the most frequent ones."""
    lead, last = letter.code[0], letter.code[-1]
    if _is_small(before) or before.isdecimal():
        return True
    if before.isupper():
        if lead == 0xC2:  # "NÂ° 5"; but "FATWÂ” is a word
            is_number = letter.char == "°" and before == "N"
            return is_number and not text[max(0, letter.start - 2) : letter.start - 1].isalpha()
        if after.isalpha():
            is_same_case = letter.char.isupper() == after.isupper()
            return (is_telling or last in _NEVER_INSIDE) and is_same_case
        return is_telling and last not in _MARKS and letter.char.isupper()
    if not before.isascii() and before not in _TYPOGRAPHIC:
        return False  # other signs, perhaps of an East Asian character set
    if is_telling:
        return True
    if lead == 0xC3:
        if last == 0xA0:
            return before in ("", " ") and after == " "
        return after.isalpha() if last in _NEVER_INSIDE else _is_small(after)
    if letter.char == "«":
        return True
    if letter.char in "¿¡":
        return after.isalnum()
    if letter.char == "»":
        return text[max(0, letter.start - 3) : letter.start].rstrip()[-1:] not in ("", *_OPENING)
    if letter.char == "\u00a0":
        return bool(before) and not before.isspace() and before not in _OPENING
    return False


def _is_small(char: str) -> bool:
    return char.islower() and char not in "ªºµ"


def is_latin(text: str) -> bool:
    """Whether the text has no Arabic except what may be Latin letters read as windows-1256."""
    return _OTHER_ARABIC.search(text) is None and _ASCII_WORD.search(text) is not None
