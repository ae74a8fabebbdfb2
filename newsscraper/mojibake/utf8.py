"""UTF-8 that was read with an 8-bit character set: "rentrÃ©e", "Ø§Ù„Ù…ØºØ±Ø¨", "ط§ظ„ظ…ط؛ط±ط¨".

A letter of UTF-8 is a lead byte and one to three further bytes. Read byte by byte, the lead is a capital (or an Arabic letter), the
others mostly signs. Such a pair may stand in a sound text too, "JUSQU'OÙ…" or "الأوسط،", so each one is judged by what it
would become, which has to be a letter or sign of the languages of this press or their neighbours, and by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

# Quotes, dashes, ellipsis, no-break space and the Spanish opening marks: what may follow a capital in a sound text.
_PUNCTUATION = frozenset((0x85, 0x8B, *range(0x91, 0x98), 0x9B, 0xA0, 0xA1, 0xAB, 0xBB, 0xBF))
# In windows-1256 the comma, the semicolon, the joiners and the further letters of Persian and Urdu besides.
_ARABIC_PUNCTUATION = _PUNCTUATION | frozenset((0x81, 0x8A, 0x8D, 0x8E, 0x8F, 0x90, 0x98, 0x9A, 0x9D, 0x9E, 0x9F, 0xAA, 0xAD, 0xBA))
# Those of them that no sound text has between two letters.
_NEVER_INSIDE = frozenset((0x8B, 0x91, 0x93, 0x94, 0x95, 0x9B, 0xA1, 0xBF))
# What a name in capitals, a number or a word before a note may carry: "BEAUTÉ®", "NAÇÃ¹".
_MARKS = frozenset((0x99, 0xA7, 0xA8, 0xA9, 0xAA, 0xAD, 0xAE, 0xB0, 0xB2, 0xB3, 0xB4, 0xB9, 0xBA, 0x86, 0x87))

# What the letters may turn out to be, by code point. CJK, Thai, Braille and the like are not: "passé »", with a no-break space,
# would be one of them, and no text of this press is in them.
_USUAL = (
    (0x80, 0x17F), (0x192, 0x192), (0x2C6, 0x2C6), (0x2DC, 0x2DC), (0x300, 0x36F), (0x386, 0x3CE), (0x401, 0x45F), (0x5B0, 0x5EA), (0x60C, 0x6FF), (0x1E00, 0x1EFF),
    (0x2000, 0x203F), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x21BF), (0x2212, 0x2212), (0x2248, 0x2265),
    (0x25A0, 0x25FF), (0x2600, 0x27BF), (0x2D30, 0x2D7F), (0xFB01, 0xFB02), (0xFB50, 0xFDFC), (0xFE0E, 0xFE0F), (0xFE70, 0xFEFF),
    (0xFF01, 0xFF5E), (0xFFFD, 0xFFFD), (0x1F000, 0x1FAFF), (0xE0020, 0xE007F),
)  # fmt: skip


class _Letter(NamedTuple):
    start: int
    end: int
    code: bytes
    char: str
    certain: bool


class _Reading:
    """One character set that UTF-8 is read with."""

    def __init__(self, codec: str, punctuation: frozenset[int], *, arabic: bool) -> None:
        self.arabic = arabic
        self.punctuation = punctuation
        self.bytes: dict[str, int] = {}
        for number in range(0x80, 0x100):
            if not arabic:
                self.bytes[chr(number)] = number  # Latin-1 and windows-1252 at once: they differ from 80 to 9F only
            try:
                self.bytes[bytes([number]).decode(codec)] = number
            except UnicodeDecodeError:
                continue

    def chars(self, low: int, high: int) -> str:
        """Those that stand for the bytes from `low` to `high`, as a regular expression's class without its brackets."""
        return re.escape("".join(char for char, number in self.bytes.items() if low <= number <= high))

    @cached_property
    def letter(self) -> re.Pattern[str]:
        """A letter of UTF-8."""
        further = f"[{self.chars(0x80, 0xBF)}]"
        return re.compile(
            f"[{self.chars(0xC2, 0xDF)}]{further}|[{self.chars(0xE0, 0xEF)}]{further}{{2}}|[{self.chars(0xF0, 0xF4)}]{further}{{3}}"
        )

    @cached_property
    def cut(self) -> re.Pattern[str]:
        """The beginning of a letter at the end of a text that was cut, or before the dots that say so."""
        further = f"[{self.chars(0x80, 0xBF)}]"
        return re.compile(
            f"(?:[{self.chars(0xC2, 0xF4)}]|[{self.chars(0xE0, 0xF4)}]{further}|[{self.chars(0xF0, 0xF4)}]{further}{{2}})"
            r"(?=\s*(?:\(?(?:\.{3}|…)\)?\s*)?\Z)"
        )

    def encode(self, text: str) -> bytes:
        """The bytes that these characters were."""
        return bytes(self.bytes[char] for char in text)


WINDOWS_1252 = _Reading("cp1252", _PUNCTUATION, arabic=False)
WINDOWS_1256 = _Reading("cp1256", _ARABIC_PUNCTUATION, arabic=True)
_READINGS = (WINDOWS_1252, WINDOWS_1256)


def _sign() -> re.Pattern[str]:
    # The further byte first: it is the rarer one in sound text, so that nearly every character is passed over at once.
    parts = []
    for reading in _READINGS:
        further = "".join(
            char for char, number in reading.bytes.items() if number < 0xC0 and not (reading.arabic and char in "،؛؟پٹچژڈگکڑںھ")
        )
        parts.append((re.escape(further), reading.chars(0xC2, 0xDF), reading.chars(0xE0, 0xF4)))
    parts_of_arabic = "|[آأؤإطظ](?<=[A-Za-z].)"
    return re.compile(
        "|".join(f"[{further}](?:(?<=[{two}].)|(?<=[{more}].)[{further}])" for further, two, more in parts)
        + parts_of_arabic,
        re.DOTALL,
    )


SIGN = _sign()
"""Found in every text that :func:`repair` changes, and in few others."""


def repair(text: str) -> str:
    """The text with what is certain to be UTF-8 decoded, once. Never longer than before."""
    best: list[_Letter] = []
    chosen = WINDOWS_1252
    for reading in _READINGS:
        letters = _letters(text, reading)
        if sum(letter.certain for letter in letters) > sum(letter.certain for letter in best):
            best, chosen = letters, reading
    if not best:
        return text
    if not chosen.arabic:
        best = sorted((*best, *_before_spaces(text)))
    return _joined(text, _with_their_neighbours(text, best, chosen))


def is_suspect(text: str) -> bool:
    """Whether letters of UTF-8 are left that are not certain, and that no capital before them explains."""
    for reading in _READINGS:
        for letter in _letters(text, reading):
            before = text[letter.start - 1 : letter.start]
            if letter.certain:
                return True
            if not reading.arabic and text[letter.start] in "ÂÃÄÅØÙ" and not before.isupper():
                return True
    return _CUT_OFF.search(text) is not None


def _letters(text: str, reading: _Reading) -> list[_Letter]:
    """All that could be letters of UTF-8, in order."""
    found: list[_Letter] = []
    run: list[_Letter] = []
    for match in reading.letter.finditer(text):
        char = _decoded(reading.encode(match[0]))
        if char is None:
            continue
        if run and run[-1].end != match.start():
            found.extend(_judged(text, run, reading))
            run = []
        run.append(_Letter(match.start(), match.end(), reading.encode(match[0]), char, certain=False))
    found.extend(_judged(text, run, reading))
    return found


def _decoded(code: bytes) -> str | None:
    try:
        char = code.decode("utf-8")
    except UnicodeDecodeError:
        return None
    number = ord(char)
    return char if any(low <= number <= high for low, high in _USUAL) else None


def _judged(text: str, run: list[_Letter], reading: _Reading) -> Iterable[_Letter]:
    """Letters that touch each other, judged. No sound text has two in a row, unless signs of punctuation alone make them."""
    if len(run) > 1:
        telling = sum(number not in reading.punctuation for letter in run for number in letter.code[1:])
        if telling or (len(run) > 3 and not reading.arabic):  # in windows-1256 a run without signs may be Persian or Urdu
            return [letter._replace(certain=True) for letter in run]
    return [letter._replace(certain=_is_certain(text, letter, reading)) for letter in run]


def _is_certain(text: str, letter: _Letter, reading: _Reading) -> bool:
    before, after = text[letter.start - 1 : letter.start] if letter.start else "", text[letter.end : letter.end + 1]
    code = letter.code
    lead, last = code[0], code[-1]
    if len(code) > 2:
        return letter.char == "\ufeff" or any(number not in reading.punctuation for number in code[1:])
    if reading.arabic:
        latin_before, latin_after = before.isascii() and before.isalpha(), after.isascii() and after.isalpha()
        return 0xC2 <= lead <= 0xC5 and (latin_before or (latin_after and not before.isalpha()))
    telling = last not in reading.punctuation
    if lead in (0xCC, 0xCD):  # a mark of its own, behind the letter that it belongs to
        return telling and before.isascii() and before.isalpha()
    if lead in (0xC4, 0xC5):
        if before.islower() or (after.islower() and not before.isalpha()):
            return True
        if letter.char == "Œ" and after in ("U", "u"):
            return True
        return telling and last not in _MARKS and after.isalpha()
    if lead not in (0xC2, 0xC3):
        return False
    if before.islower() or before.isdecimal():
        return True
    if before.isupper():
        if not telling:
            return last in _NEVER_INSIDE and after.isalpha()
        return last not in _MARKS or after.isalpha() or letter.char == "°"
    if telling:
        return True
    if lead == 0xC3:
        return after.isalpha() or (last == 0xA0 and (not before or before.isspace()))
    if letter.char == "«":
        return True
    if letter.char in "¿¡":
        return after.isalnum()
    if letter.char in "»\u00a0":
        return bool(before) and not before.isspace() and before not in "«“\"'(‘"
    return False


def _with_their_neighbours(text: str, letters: list[_Letter], reading: _Reading) -> list[_Letter]:
    """The certain letters, and those beside them: a text is damaged at a stretch, up to the next sound letter outside ASCII."""
    spans = [(letter.start, letter.end, letter) for letter in letters]
    if cut := reading.cut.search(text):
        spans.append((cut.start(), cut.end(), letters[-1]))
    at = 0
    taken: list[_Letter] = []
    stretch: list[_Letter] = []
    for start, end, letter in (*spans, (len(text), len(text), letters[-1])):
        if start == len(text) or _SOUND.search(text, at, start):
            damaged = any(other.certain for other in stretch)
            taken += [other for other in stretch if other.certain or (damaged and _may_follow(text, other))]
            stretch = []
        if start == letter.start:
            stretch.append(letter)
        at = max(at, end)
    return taken


def _may_follow(text: str, letter: _Letter) -> bool:
    """Whether a letter that is not certain by itself is so beside others: no word mixes two scripts, a capital may end one."""
    before, after = text[letter.start - 1 : letter.start] if letter.start else "", text[letter.end : letter.end + 1]
    if before.isascii() and before.isalpha() and letter.char.isalpha() and ord(letter.char) > 0x2FF:
        return False
    return not before.isupper() or after.isalpha()


def _joined(text: str, letters: list[_Letter]) -> str:
    parts: list[str] = []
    at = 0
    for letter in letters:
        parts += (text[at : letter.start], letter.char)
        at = letter.end
    return "".join((*parts, text[at:]))


# "à" is C3 A0, and the second byte is a no-break space, which many a program has made a plain one, or one of it and the next.
_A_BEFORE_SPACE = re.compile("Ã( ?)(?= )|Ã (?=[,.)])")
_CUT_OFF = re.compile(r"[a-zß-ÿ](?:[ÃÂÅ]|â€?)(?=\s*(?:\(?(?:\.{3}|…)\)?\s*)?\Z)")
_SOUND = re.compile(r"[^\x00-\x7f\W\d_]")


def _before_spaces(text: str) -> Iterable[_Letter]:
    for match in _A_BEFORE_SPACE.finditer(text):
        yield _Letter(match.start(), match.end(), b"\xc3\xa0", "à", certain=False)
