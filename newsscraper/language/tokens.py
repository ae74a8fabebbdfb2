"""Divides a text into words and weighs them."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsscraper.language.profiles import Evidence

MIN_LETTERS = 8
"""With fewer letters, no language is certain in a script that several languages share."""

_LONG_WORD = 6  # "after" and "with" may be in lower case when every other word has a capital

_LATIN_WORD = re.compile(r"[^\W_]+'?")
_WORD = re.compile(r"[^\W\d_]+")
# Marks that change no letter, and the letters for which Persian and Urdu have their own code
# points.
_ARABIC_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_ARABIC_FOLDS = str.maketrans("\u06cc\u06a9", "\u064a\u0643")
_ONLY_ARABIC = re.compile("[\u064a\u0643\u0629\u0623\u0625]")
_NOT_ARABIC = re.compile("[\u0671-\u06d3\u06d5\u06ee-\u06ff]")
# "El Español : ...", "The Guardian: ...": a source named by two to four words, each with a capital.
_PAPER = re.compile(r"\s*+(?:[^\W\d_]++(?:['’-][^\W\d_]++)*+\s*+){2,4}+:\s")
_LONGEST_PAPER = 40
# Small words inside names: Ursula von der Leyen, Donny van de Beek, Al Walid bin Talal.
_PARTICLES = frozenset({"von", "van", "der", "den", "ter", "bin", "ibn", "ben", "ould"})
# A quotation is often the title of a film or a book, or somebody's words, in another language.
_QUOTED = re.compile(
    "\u00ab[^\u00bb]*\u00bb|[\u201c\u201e][^\u201c\u201d]*[\u201c\u201d]|\"[^\"]*\"|(?<![^\\W_])['\u2018](?=\\w)[^'\u2018]*'(?!\\w)"
)
_QUOTES = frozenset("\u00ab\u201c\u201e\"\u2018'")
# After any other character a sentence may begin, and a capital proves nothing.
_SENTENCE_START = re.compile(r"[^\s,'&/-]")
# Digits are letters in Darija (3la, sa7bi, 9bel), but not in ordinals, units, times and names (3rd,
# 2ème, 5km, 20h30, G20).
_DIGIT_LETTERS = re.compile(r"(?:[a-z]*[3579]){1,4}[a-z]*")
_NO_DIGIT_LETTERS = re.compile(
    r"\d+(?:e|er|ers|ere|eme|emes|ieme|es|nd|nde|rd|th|st|g|d|h|j|km|kg|m|mm|cm|mn|k|go|mo|gb|mb|s|ans|min|bis|ter|p|v|x|c|f)\d*"
    r"|[a-z]+\d+"
)


class Reading(NamedTuple):
    """What the words of a text tell about its language."""

    evidence: int
    """The evidence for all languages, packed into one integer.

    Unpack it with :meth:`newsscraper.language.profiles.Evidence.scores`.
    """
    letters: int
    words: int
    """Number of different words: a word repeated three times proves no more."""
    plain: int
    """Words not printed as names: a text made of names reveals little about its language."""
    is_spelt_arabic: bool = False
    """Whether it has Arabic letters that Persian and Urdu write with other code points, and no
    letters of theirs.
    """


NOTHING = Reading(0, 0, 0, 0)


def without_paper(text: str) -> str:
    """Remove the newspaper's name before a headline; it is not evidence of the language."""
    head = text[:_LONGEST_PAPER]
    if ":" not in head or (match := _PAPER.match(head)) is None:
        return text
    name = match[0].rpartition(":")[0].split()
    if len(name) < 2 or not all(word[0].isupper() and not word.isupper() for word in name):
        return text
    return text[match.end() :]


def read(text: str, script: str, found: Evidence) -> Reading:
    """Read the words in one script; words in other scripts are skipped."""
    return _latin(text, found) if script == "latin" else _plain(text, script, found)


def _plain(text: str, script: str, found: Evidence) -> Reading:
    """Read a script without capitals, or one whose capitals are ignored."""
    if script == "arabic":
        words = [
            word
            for word in _WORD.findall(_ARABIC_MARKS.sub("", text).translate(_ARABIC_FOLDS))
            if word >= "\u0600"
        ]
    else:
        words = [word for word in _WORD.findall(text.lower()) if "\u0400" <= word < "\u0530"]
    is_arabic = (
        script == "arabic"
        and _ONLY_ARABIC.search(text) is not None
        and _NOT_ARABIC.search(text) is None
    )
    return Reading(found.words(words), sum(map(len, words)), len(set(words)), len(words), is_arabic)


def _latin(text: str, found: Evidence) -> Reading:
    text = text.replace("\u2019", "'")
    quoted = _quoted(text)
    plain: list[str] = []
    names: list[str] = []
    quotes: list[str] = []
    small = capital = letters = end = 0
    first, long, named = True, False, False
    for match in _LATIN_WORD.finditer(text):
        token = match[0]
        start, stop = match.span()
        if (start != end + 1 or text[end] != " ") and (
            start > end + 1 or not text[end:start].isspace()
        ):
            first = first or _SENTENCE_START.search(text, end, start) is not None
        end = stop
        if not token.isalpha() and not token.rstrip("'").isalpha():
            if not token.isdigit() and _is_digit_letters(token.lower()):
                plain.append(token.lower())
            first = False
            continue
        if token >= "\u0250" and not "\u1e00" <= token < "\u1f00":
            continue
        if token.islower():
            word, named = token, named and token in _PARTICLES
        else:
            word, named = token.lower(), token[0].isupper() or (named and token in _PARTICLES)
        letters += stop - start
        if quoted and any(begin < start < close for begin, close in quoted):
            quotes.append(word)
        else:
            (names if named and not first else plain).append(word)
            if stop - start > 3:
                if named:
                    capital += not first
                else:
                    small += 1
                    long = long or stop - start >= _LONG_WORD
        first = False
    words = len({*plain, *names, *quotes})
    # In a headline in capitals, or with a capital on all but the small words, capitals do not mark
    # names.
    if capital > (4 if long else 2) * small:
        return Reading(
            found.words(plain) + found.words(names) + found.names(quotes), letters, words, 0
        )
    return Reading(
        found.words(plain) + found.names(names) + found.names(quotes), letters, words, len(plain)
    )


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return where quotations begin and end, if most of the text is outside them."""
    if _QUOTES.isdisjoint(text):
        return []
    spans = [match.span() for match in _QUOTED.finditer(text)]
    return spans if sum(end - start for start, end in spans) * 3 < len(text) * 2 else []


def _is_digit_letters(token: str) -> bool:
    return (
        _DIGIT_LETTERS.fullmatch(token) is not None and _NO_DIGIT_LETTERS.fullmatch(token) is None
    )
