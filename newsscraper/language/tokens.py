"""From a text to the evidence of its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsscraper.language.profiles import Evidence

MIN_LETTERS = 8
"""Fewer letters tell nothing for certain in a script that several languages share."""

_LATIN_WORD = re.compile(r"[^\W_]+'?")
_WORD = re.compile(r"[^\W\d_]+")
# Marks that change no letter, and the letters that Persian and Urdu have in code points of their own.
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_ARABIC_FOLDS = str.maketrans("\u06cc\u06a9", "\u064a\u0643")
# What is quoted is often the name of a film or a book, or someone's words, in another language.
_QUOTED = re.compile(
    "\u00ab[^\u00bb]*\u00bb|[\u201c\u201e][^\u201c\u201d]*[\u201c\u201d]|\"[^\"]*\"|(?<![^\\W_])['\u2018](?=\\w)[^'\u2018]*'(?!\\w)"
)
_QUOTES = frozenset("\u00ab\u201c\u201e\"\u2018'")
# After anything else than these a sentence may begin, and a capital means nothing.
_SENTENCE_START = re.compile(r"[^\s,'&/-]")
# Digits are letters in Darija (3la, sa7bi, 9bel), but not in ordinals, units, times and names (3rd, 2ème, 5km, 20h30, G20).
_DIGIT_LETTERS = re.compile(r"(?:[a-z]*[3579]){1,4}[a-z]*")
_NO_DIGIT_LETTERS = re.compile(
    r"\d+(?:e|er|ers|ere|eme|emes|ieme|es|nd|nde|rd|th|st|g|d|h|j|km|kg|m|mm|cm|mn|k|go|mo|gb|mb|s|ans|min|bis|ter|p|v|x|c|f)\d*"
    r"|[a-z]+\d+"
)


class Reading(NamedTuple):
    """What the words of a text say, taken together."""

    evidence: int
    """Packed; see :meth:`newsscraper.language.profiles.Evidence.scores`."""
    letters: int
    words: int
    """Different ones: a word said three times proves no more."""
    plain: int
    """Words that are not printed as names: a text of names alone says little about its language."""


NOTHING = Reading(0, 0, 0, 0)


def read(text: str, script: str, found: Evidence) -> Reading:
    """The evidence of the words in one script; words in others are passed over."""
    return _latin(text, found) if script == "latin" else _plain(text, script, found)


def _plain(text: str, script: str, found: Evidence) -> Reading:
    """Of a script that has no capitals, or whose capitals are not looked at."""
    if script == "arabic":
        words = [word for word in _WORD.findall(_ARABIC_MARKS.sub("", text).translate(_ARABIC_FOLDS)) if word >= "\u0600"]
    else:
        words = [word for word in _WORD.findall(text.lower()) if "\u0400" <= word < "\u0530"]
    return Reading(sum(map(found.word, words)), sum(map(len, words)), len(set(words)), len(words))


def _latin(text: str, found: Evidence) -> Reading:
    text = text.replace("\u2019", "'")
    quoted = _quoted(text)
    tokens: list[tuple[str, bool]] = []
    small = capital = letters = end = 0
    first = True
    for match in _LATIN_WORD.finditer(text):
        token = match[0]
        start = match.start()
        if start > end + 1 or not text[end:start].isspace():
            first = first or _SENTENCE_START.search(text, end, start) is not None
        end = match.end()
        if not token.rstrip("'").isalpha():
            if not token.isdigit() and _is_digit_letters(token.lower()):
                tokens.append((token.lower(), False))
            first = False
            continue
        if token >= "\u0250" and not "\u1e00" <= token < "\u1f00":
            continue
        named = token[0].isupper()
        letters += len(token)
        inside = any(begin < start < close for begin, close in quoted)
        tokens.append((token.lower(), inside or (named and not first)))
        if not first and not inside and len(token) > 3:
            if named:
                capital += 1
            else:
                small += 1
        first = False
    # A headline in capitals, or with a capital on every word, names nothing by them.
    titled = capital > 2 * small
    evidence = plain = 0
    for token, name in tokens:
        if name and not titled:
            evidence += found.name(token)
        else:
            evidence += found.word(token)
            plain += not titled
    return Reading(evidence, letters, len({token for token, _ in tokens}), plain)


def _quoted(text: str) -> list[tuple[int, int]]:
    """Where quotations begin and end, if most of the text is outside them."""
    if _QUOTES.isdisjoint(text):
        return []
    spans = [match.span() for match in _QUOTED.finditer(text)]
    return spans if sum(end - start for start, end in spans) * 3 < len(text) * 2 else []


def _is_digit_letters(token: str) -> bool:
    return _DIGIT_LETTERS.fullmatch(token) is not None and _NO_DIGIT_LETTERS.fullmatch(token) is None
