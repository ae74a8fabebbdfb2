"""Repairs Arabic in windows-1256 or ISO 8859-6 that was read as windows-1252 or Latin-1.

An example is "ÃÓÚÇÑ ÇáÞãÍ". Such words consist of accented letters only; no word of three letters
or more does in a language written in Latin script. The Arabic reading is certain if its letters are
as frequent as in Arabic, are in positions of a word where they can occur, and include a word with
the article or one of the commonest small words. Russian, Greek or Hebrew read this way fails one of
these tests.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_HIGH = "[À-ÿ\u0081\u008d\u008e\u0090]"
_THREE = re.compile(f"{_HIGH}{_HIGH}(?:{_HIGH}|(?<=Ýí|ãä|Úä|áê|åæ))")

# Letters per thousand letters of running text, counted over this project's corpus.
_FREQUENCY = {
    "ا": 148,
    "ل": 121,
    "ي": 74,
    "م": 61,
    "و": 55,
    "ن": 57,
    "ر": 52,
    "ت": 51,
    "ب": 36,
    "ة": 40,
    "ع": 34,
    "د": 33,
    "س": 27,
    "ف": 27,
    "ه": 22,
    "ق": 24,
    "ك": 19,
    "أ": 23,
    "ح": 23,
    "ج": 17,
    "ش": 14,
    "ط": 15,
    "ص": 13,
    "خ": 9,
    "ى": 11,
    "ض": 9,
    "إ": 9,
    "ذ": 5,
    "ز": 8,
    "ث": 6,
    "غ": 6,
    "ظ": 4,
    "ئ": 6,
    "ء": 5,
    "آ": 1,
    "ؤ": 2,
}
_SCORE = {letter: math.log(share * len(_FREQUENCY) / 1000) for letter, share in _FREQUENCY.items()}
_RARE = math.log(0.02)
_SMALL = frozenset(
    "في من على إلى الى أن ان عن مع هذا هذه التي الذي بعد قبل بين خلال كما لا ما لم لن قد كان كانت"
    " حول ضد عند".split()
)
_MARK = "[\u064b-\u0652\u0640]"
# Final letters end a word; seats of the hamza and marks never begin one.
_WORD = re.compile(
    f"(?!{_MARK}|[ؤئةى])(?:[\u0621-\u0628\u062a-\u063a\u0641-\u0648\u064a]|{_MARK})*[\u0621-\u063a\u0641-\u064a]{_MARK}*"
)
_THRICE = re.compile("([^\u0640])\\1\\1")
_CLOSING = re.compile("(?<=[\u0621-\u064a])»")
_ARABIC = re.compile("[\u0621-\u064a]{2}")
_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
_ASCII_WORD = re.compile("[A-Za-z]+")
_ENOUGH = 5
_ENOUGH_BESIDE = 3
_CLEARLY = 4.0
_MANY = 14
_LIKELY = 0.12
_FAR = 300


class _Set:
    """An Arabic character set, as it looks when read as windows-1252 or Latin-1."""

    def __init__(self, codec: str, marks: str) -> None:
        self.codec = codec
        self.table: dict[int, str] = {}
        self.marks: dict[int, str] = {}
        for number in range(0x80, 0x100):
            try:
                char = bytes([number]).decode(codec)
            except UnicodeDecodeError:
                continue
            shown = {chr(number), bytes([number]).decode("cp1252", "ignore") or chr(number)}
            if char in marks:
                self.marks.update((ord(sign), char) for sign in shown)
            elif "\u0621" <= char <= "\u0652":
                self.table.update((ord(sign), char) for sign in shown)
        self.mark = re.compile(f"[{re.escape(''.join(map(chr, self.marks)))}]")


# Words made of letters outside ASCII only, and the characters that windows-1252 has in place of
# Persian letters.
_RUN = re.compile("(?<![A-Za-z])(?<![À-ÿ])" + _HIGH + "+(?![A-Za-z])")
# ISO 8859-6 has the semicolon where the other sets have a closing quote, which is far more
# frequent.
_SETS = (_Set("cp1256", "،؛؟"), _Set("iso8859-6", "،؟"))


class _Found(NamedTuple):
    likelihood: float
    certain: bool
    letters: int


def may_hold(text: str) -> bool:
    """Whether the text may contain something that :func:`repair` changes.

    One search, which nearly every undamaged text fails.
    """
    return _THREE.search(text) is not None


def repair(text: str) -> str:
    """Decode what is certain to be Arabic. The result is as long as the input."""
    if not may_hold(text):
        return text
    (best, charset), (other, rival) = sorted(
        ((_judged(text, charset), charset) for charset in _SETS), key=_likelihood, reverse=True
    )
    if not best.certain:
        return text
    decoded = _decoded(text, charset, best.letters)
    if (
        other.certain
        and best.likelihood - other.likelihood < _CLEARLY
        and decoded != _decoded(text, rival, other.letters)
    ):
        return text
    return decoded


def _likelihood(judged: tuple[_Found, _Set]) -> float:
    return judged[0].likelihood


def is_suspect(text: str) -> bool:
    """Whether words remain that consist of accented letters only."""
    letters = max(
        sum(len(word) for word in _words(text, charset) if len(word) > 1 and _WORD.fullmatch(word))
        for charset in _SETS
    )
    return letters >= (_ENOUGH_BESIDE if _ARABIC.search(text) else _ENOUGH - 1)


def _words(text: str, charset: _Set) -> list[str]:
    """Return what the words of accented letters would be in Arabic."""
    return [match[0].translate(charset.table) for match in _RUN.finditer(text)]


def _judged(text: str, charset: _Set) -> _Found:
    words = [word for word in _words(text, charset) if len(word) > 1]
    sound = [word for word in words if _WORD.fullmatch(word) and not _THRICE.search(word)]
    letters = [letter for word in sound for letter in _LETTER.findall(word)]
    likelihood = sum(_SCORE.get(letter, _RARE) for letter in letters)
    if not letters or len(sound) * 10 < len(words) * 9:
        return _Found(-math.inf, certain=False, letters=0)
    score = likelihood / len(letters)
    if _ARABIC.search(text):  # undamaged Arabic is beside it
        certain = len(letters) >= _ENOUGH_BESIDE and score > (
            _LIKELY if len(letters) > _MANY else 0
        )
    elif any(word in _SMALL or _has_article(word) for word in sound):
        certain = len(letters) >= _ENOUGH and score > (_LIKELY if len(letters) > _MANY else 0)
    else:
        certain = len(letters) >= _MANY and score > _LIKELY
    return _Found(likelihood, certain, len(letters))


def _has_article(word: str) -> bool:
    start = 1 if word[0] in "وبكف" else 0
    return word.startswith("ال", start) and len(word) >= start + 5


def _decoded(text: str, charset: _Set, letters: int) -> str:
    # In a mostly Arabic text the single letters and the punctuation are Arabic too.
    mostly = letters > sum(map(len, _ASCII_WORD.findall(text)))
    ends: set[int] = set()
    parts: list[str] = []
    at = 0
    for match in _RUN.finditer(text):
        word = match[0].translate(charset.table)
        if len(word) == 1 and not mostly:
            continue
        if not _WORD.fullmatch(word) and word.strip("\u0640"):
            continue
        parts += (text[at : match.start()], word)
        at = match.end()
        ends.add(at)
    decoded = "".join((*parts, text[at:]))
    if charset.codec == "iso8859-6":
        decoded = _CLOSING.sub(_semicolon, decoded)
    return charset.mark.sub(
        lambda match: charset.marks[ord(match[0])] if mostly or match.start() in ends else match[0],
        decoded,
    )


def _semicolon(match: re.Match[str]) -> str:
    """Turn a closing quote into a semicolon if no quote is open."""
    before = match.string[max(0, match.start() - _FAR) : match.start()]
    return "»" if before.rfind("«") > before.rfind("»") else "؛"
