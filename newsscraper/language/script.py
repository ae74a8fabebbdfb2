"""Detects scripts, and letters produced by a wrong character set."""

from __future__ import annotations

import re

from newsscraper.language.result import Script

ARABIC_LETTER = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
LATIN_LETTER = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"
)
_ASCII_LETTER = re.compile("[A-Za-z]")
# Latin letters, and signs that are not letters: nearly every text in Latin script consists of
# these.
_ONLY_LATIN = re.compile("[\0-\u00b4\u00b6-\u024f\u1e00-\u1eff\u2000-\u206f\u20ac]*")
_TIFINAGH = re.compile("[\u2d30-\u2d67\u2d6f]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_YIDDISH_LETTER = re.compile("[\u05f0-\u05f2]|\u05d0[\u05b7\u05b8]|\u05e4\u05bf")
_YIDDISH_WORD = re.compile(r"\b(?:און|איז|פון|דער|דאס|נישט|מיט|האט|וואס)\b")
_NOT_ASCII_LATIN = re.compile("[\u00c0-\u024f]")
_TA_ZA = re.compile("[\u0637\u0638]")


def script_of(text: str) -> Script:
    """Return the script of most letters.

    Arabic wins over Latin if it has a third of the letters, because Arabic headlines often contain
    company names in Latin letters.
    """
    if text.isascii():
        return "latin" if _ASCII_LETTER.search(text) else "none"
    if _ONLY_LATIN.fullmatch(text) and LATIN_LETTER.search(text):
        return "latin"
    latin = len(LATIN_LETTER.findall(text))
    arabic = len(ARABIC_LETTER.findall(text))
    if arabic and arabic * 2 >= latin:
        others = sum(map(str.isalpha, text)) - latin - arabic
        return "arabic" if arabic >= others else _other(text, others)
    others = sum(map(str.isalpha, text)) - latin - arabic
    if latin and latin >= others:
        return "latin"
    return _other(text, others) if others or latin else "none"


def _other(text: str, others: int) -> Script:
    if len(_TIFINAGH.findall(text)) * 2 > others > 0:
        return "tifinagh"
    if len(_HEBREW.findall(text)) * 2 > others > 0:
        return "hebrew"
    if len(_CYRILLIC.findall(text)) * 2 > others > 0:
        return "cyrillic"
    return "other"


def letters_of(text: str) -> int:
    """Count the letters, of any script."""
    return sum(map(str.isalpha, text))


def is_yiddish(text: str) -> bool:
    """Whether a text in Hebrew letters is Yiddish.

    It is if it has the digraphs or points of Yiddish, or two of its small words.
    """
    return _YIDDISH_LETTER.search(text) is not None or len(_YIDDISH_WORD.findall(text)) > 1


def is_garbled(text: str, script: Script) -> bool:
    """Whether the letters come from a wrong character set, so that no language can be detected.

    Arabic in windows-1256 read as Latin-1 consists almost entirely of letters outside ASCII, which
    no language in Latin script does (Vietnamese comes nearest, with four in ten). Arabic in UTF-8
    read as windows-1256 has a tah or a zah for every letter. If every fourth letter is U+FFFD,
    hardly a word is complete.
    """
    if "\ufffd" in text and text.count("\ufffd") * 4 > letters_of(text):
        return True
    if script == "latin":
        return not text.isascii() and len(_NOT_ASCII_LATIN.findall(text)) * 5 > letters_of(text) * 2
    return script == "arabic" and len(_TA_ZA.findall(text)) * 4 > letters_of(text)
