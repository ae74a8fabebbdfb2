"""UTF-8 that was read with an 8-bit character set: "rentrÃ©e", "Ø§Ù„Ù…ØºØ±Ø¨", "ط§ظ„ظ…ط؛ط±ط¨".

A letter of UTF-8 is a lead byte and one to three further bytes. Read byte by byte, the lead is a
capital (or an Arabic letter), the others mostly signs. Such a pair may stand in a sound text too,
"JUSQU'OÙ…" or "الأوسط،", so each one is judged by what it would become, which has to be a letter or
sign of the languages of this press or their neighbours, and by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

# Quotes, dashes, ellipsis, no-break space and the Spanish opening marks: what may follow a capital
# in a sound text.
_PUNCTUATION = frozenset((0x85, 0x8B, *range(0x91, 0x98), 0x9B, 0xA0, 0xA1, 0xAB, 0xBB, 0xBF))
# In windows-1256 the comma, the semicolon, the joiners and the further letters of Persian and Urdu
# besides.
_ARABIC_PUNCTUATION = _PUNCTUATION | frozenset(
    (0x81, 0x8A, 0x8D, 0x8E, 0x8F, 0x90, 0x98, 0x9A, 0x9D, 0x9E, 0x9F, 0xAA, 0xAD, 0xBA)
)
# Those of them that no sound text has between two letters.
_NEVER_INSIDE = frozenset((0x8B, 0x91, 0x93, 0x94, 0x95, 0x9B, 0xA1, 0xBF))
_ACCENTED = frozenset("aceinouyACEINOUY")
_ACCENTS = frozenset((0x80, 0x81, 0x82, 0x83, 0x88, 0xA7))
_TYPOGRAPHIC = "«»“”„‘’‚…–—•\u00a0\u202f\u2009"
_OPENING = "«“‘\"'("
# What a name in capitals, a number or a word before a note may carry: "BEAUTÉ®", "NAÇÃ¹".
_MARKS = frozenset(
    (0x99, 0xA7, 0xA8, 0xA9, 0xAA, 0xAD, 0xAE, 0xB0, 0xB2, 0xB3, 0xB4, 0xB9, 0xBA, 0x86, 0x87)
)

# What the letters may turn out to be, by code point. CJK, Thai, Braille and the like are not:
# "passé »", with a no-break space, would be one of them, and no text of this press is in them.
_USUAL = (
    (0x80, 0x17F),
    (0x192, 0x192),
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x1E6, 0x1E7),
    (0x218, 0x21B),
    (0x25B, 0x25B),
    (0x263, 0x263),
    (0x2BE, 0x2BF),
    (0x2C6, 0x2C6),
    (0x2DC, 0x2DC),
    (0x300, 0x36F),
    (0x386, 0x3CE),
    (0x401, 0x45F),
    (0x5B0, 0x5EA),
    (0x60C, 0x6FF),
    (0x1D2C, 0x1D6A),
    (0x1E00, 0x1EFF),
    (0x2000, 0x203F),
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x21BF),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2600, 0x27BF),
    (0x2D30, 0x2D7F),
    (0xFB01, 0xFB02),
    (0xFB50, 0xFDFC),
    (0xFE0E, 0xFE0F),
    (0xFE70, 0xFEFF),
    (0xFF01, 0xFF5E),
    (0xFFFD, 0xFFFD),
    (0x1F000, 0x1FAFF),
    (0xE0020, 0xE007F),
)


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
                self.bytes[chr(number)] = (
                    number  # Latin-1 and windows-1252 at once: they differ from 80 to 9F only
                )
            try:
                self.bytes[bytes([number]).decode(codec)] = number
            except UnicodeDecodeError:
                continue

    def chars(self, low: int, high: int) -> str:
        """Those that stand for the bytes from `low` to `high`, as a regular expression's class
        without its brackets."""
        return re.escape(
            "".join(char for char, number in self.bytes.items() if low <= number <= high)
        )

    @cached_property
    def letter(self) -> re.Pattern[str]:
        """A letter of UTF-8."""
        further = f"[{self.chars(0x80, 0xBF)}]"
        leads = (self.chars(0xC2, 0xDF), self.chars(0xE0, 0xEF), self.chars(0xF0, 0xF4))
        return re.compile(
            "|".join(f"[{lead}]{further}{{{number}}}" for number, lead in enumerate(leads, 1))
        )

    @cached_property
    def cut(self) -> re.Pattern[str]:
        """The beginning of a letter at the end of a text that was cut, or before the dots that say
        so."""
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


# The leads of what is usual; in windows-1256 those of Arabic, of Latin letters and of signs only.
_LEADS = "".join(
    char
    for char, number in WINDOWS_1252.bytes.items()
    if number in (*range(0xC2, 0xDC), 0xE1, 0xE2, 0xEF, 0xF0)
)
_LEADS += bytes((*range(0xC2, 0xC7), 0xD8, 0xD9, 0xDA, 0xDB, 0xF0)).decode("cp1256")
_FURTHER = "".join(
    char
    for reading in _READINGS
    for char, number in reading.bytes.items()
    if number < 0xC0 and char not in "،؛؟"
)
# The further byte first: it is the rarer one in sound text, so that nearly every character is
# passed over at once.
_PAIR = re.compile(f"[{re.escape(_FURTHER)}](?<=[{_LEADS}].)", re.DOTALL)
_BESIDE_LATIN = re.compile("[آأؤإطظ](?<=[A-Za-z].)")
_BEFORE_LATIN = re.compile("[،؛؟](?=[A-Za-z])(?<=[آأؤإ].)")


def may_hold(text: str) -> bool:
    """Whether the text may hold what :func:`repair` changes: a search or two, for which nearly
    every sound text has no answer."""
    return (
        _PAIR.search(text) is not None
        or _BESIDE_LATIN.search(text) is not None
        or _BEFORE_LATIN.search(text) is not None
        or "ï؟½" in text  # U+FFFD
    )


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


def has_left(text: str) -> bool:
    """Whether letters of UTF-8 may be left: in a text that was repaired, each of them is
    suspect."""
    return any(_letters(text, reading) for reading in _READINGS)


def is_suspect(text: str) -> bool:
    """Whether letters of UTF-8 are left that are not certain, and that no capital or number beside
    them explains."""
    for reading in _READINGS:
        for letter in _letters(text, reading):
            if letter.certain or _looks_damaged(text, letter, reading):
                return True
    return _CUT_OFF.search(text) is not None


def _looks_damaged(text: str, letter: _Letter, reading: _Reading) -> bool:
    before, after = (
        text[letter.start - 1 : letter.start] if letter.start else "",
        text[letter.end : letter.end + 1],
    )
    lead, last = letter.code[0], letter.code[-1]
    if reading.arabic:
        return 0xC2 <= lead <= 0xC5 and not before.isalpha() and _is_latin(text)
    if before.isupper() or len(letter.code) > 2:
        return False
    if lead in (0xC2, 0xC3):
        return True
    return (
        lead in (0xC4, 0xC5, 0xD8, 0xD9)
        and (before.isalpha() or after.isalpha())
        and last not in reading.punctuation
    )


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
        run.append(
            _Letter(match.start(), match.end(), reading.encode(match[0]), char, certain=False)
        )
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
    """Letters that touch each other, judged. No sound text has two in a row, unless signs of
    punctuation alone make them."""
    if len(run) > 1:
        telling = sum(
            number not in reading.punctuation for letter in run for number in letter.code[1:]
        )
        before = text[run[0].start - 1 : run[0].start] if run[0].start else ""
        # Without signs a run in windows-1256 may be Persian or Urdu; behind another capital it may
        # be some East Asian set.
        if telling and (before.isascii() or not before.isupper()):
            return [letter._replace(certain=True) for letter in run]
    return [letter._replace(certain=_is_certain(text, letter, reading)) for letter in run]


def _is_certain(text: str, letter: _Letter, reading: _Reading) -> bool:
    before, after = (
        text[letter.start - 1 : letter.start] if letter.start else "",
        text[letter.end : letter.end + 1],
    )
    code = letter.code
    lead, last = code[0], code[-1]
    if len(code) > 2:
        return letter.char == "\ufeff" or any(
            number not in reading.punctuation for number in code[1:]
        )
    if reading.arabic:
        latin_before, latin_after = (
            before.isascii() and before.isalpha(),
            after.isascii() and after.isalpha(),
        )
        if lead > 0xC5:
            return False
        if latin_before or (latin_after and not before.isalpha()):
            return True
        # Alone, in a text that has no Arabic besides.
        apart = (
            last not in reading.punctuation
            or letter.char in "«»"
            or (letter.char == "à" and last == 0xA0 and after == " " and before in ("", " "))
        )
        return apart and not before.isalpha() and _is_latin(text)
    telling = last not in reading.punctuation
    if lead == 0xCC:  # an accent of its own, behind the letter that it belongs to
        return telling and before in _ACCENTED and last in _ACCENTS
    if lead in (0xC4, 0xC5):
        if _is_small(before) or (letter.char == "Œ" and after in ("U", "u")):
            return True
        if not telling:
            return last in _NEVER_INSIDE and _is_small(after) and not before.isalpha()
        return after.isalpha() and (
            last not in _MARKS or (_is_small(after) and not before.isalpha())
        )
    if 0xC6 <= lead <= 0xCA:
        return _is_small(before) and (telling or last in _NEVER_INSIDE) and after.isalpha()
    if lead not in (0xC2, 0xC3):
        return False
    if _is_small(before) or before.isdecimal():
        return True
    if before.isupper():
        if lead == 0xC2:  # "NÂ° 5"; but "FATWÂ” is a word
            return (
                letter.char == "°"
                and before == "N"
                and not text[max(0, letter.start - 2) : letter.start - 1].isalpha()
            )
        if after.isalpha():
            return (telling or last in _NEVER_INSIDE) and letter.char.isupper() == after.isupper()
        return telling and last not in _MARKS and letter.char.isupper()
    if not before.isascii() and before not in _TYPOGRAPHIC:
        return False  # other signs: of some East Asian set, perhaps
    if telling:
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


def _is_latin(text: str) -> bool:
    """Whether a text has no Arabic but what may be letters in Latin script read as windows-1256."""
    return _OTHER_ARABIC.search(text) is None and _ASCII_WORD.search(text) is not None


def _with_their_neighbours(text: str, letters: list[_Letter], reading: _Reading) -> list[_Letter]:
    """The certain letters, and those beside them: a text is damaged at a stretch, up to the next
    sound letter outside ASCII."""
    spans = [(letter.start, letter.end, letter) for letter in letters]
    if cut := reading.cut.search(text, letters[-1].end):
        spans.append((cut.start(), cut.end(), letters[-1]))
    starts, ends = {start for start, _, _ in spans}, {end for _, end, _ in spans}
    at = 0
    taken: list[_Letter] = []
    stretch: list[_Letter] = []
    for start, end, letter in (*spans, (len(text), len(text), letters[-1])):
        if start == len(text) or _SOUND.search(text, at, start):
            damaged = any(other.certain for other in stretch)
            taken += [
                other
                for other in stretch
                if other.certain or (damaged and _may_follow(text, other, starts, ends))
            ]
            stretch = []
        if start == letter.start:
            stretch.append(letter)
        at = max(at, end)
    return taken


def _may_follow(text: str, letter: _Letter, starts: set[int], ends: set[int]) -> bool:
    """Whether a letter that is not certain by itself is so beside others.

    No word mixes two scripts, no word is sound up to some letter or from it on, and a word in
    capitals may end in a capital.
    """
    before, after = (
        text[letter.start - 1 : letter.start] if letter.start else "",
        text[letter.end : letter.end + 1],
    )
    if before.isascii() and before.isalpha() and letter.char.isalpha() and ord(letter.char) > 0x2FF:
        return False
    if _SOUND.match(before) and letter.start not in ends:
        return False
    if _SOUND.match(after) and letter.end not in starts:
        return False
    in_capitals = before.isupper() and text[max(0, letter.start - 2) : letter.start - 1].isupper()
    return not in_capitals or after.isalpha() or letter.char.isupper()


def _joined(text: str, letters: list[_Letter]) -> str:
    parts: list[str] = []
    at = 0
    for letter in letters:
        parts += (text[at : letter.start], letter.char)
        at = letter.end
    return "".join((*parts, text[at:]))


# "à" is C3 A0, and the second byte is a no-break space, which many a program has made a plain one,
# or one of it and the next.
_A_BEFORE_SPACE = re.compile("Ã (?=[,.)])|Ã ?(?= )")
_CUT_OFF = re.compile(r"[a-zß-ÿ](?:[ÃÂÅ]|â€)(?=\s*(?:\(?(?:\.{3}|…)\)?\s*)?\Z)")
_OTHER_ARABIC = re.compile("[\u0621\u0626-\u063a\u0640-\u0652]|[آأؤإ][\u0621-\u064a]")
_ASCII_WORD = re.compile("[A-Za-z]{2}")
_SOUND = re.compile(r"[^\x00-\x7f\W\d_]")


def _before_spaces(text: str) -> Iterable[_Letter]:
    for match in _A_BEFORE_SPACE.finditer(text):
        yield _Letter(match.start(), match.end(), b"\xc3\xa0", "à", certain=False)
