"""Repairs UTF-8 that was read with an 8-bit character set.

Examples are "rentrÃ©e", "Ø§Ù„Ù…ØºØ±Ø¨" and "ط§ظ„ظ…ط؛ط±ط¨". A UTF-8 character is a lead byte and
one to three continuation bytes. Read byte by byte, the lead is a capital (or an Arabic letter) and
the others are mostly signs. Such a pair also occurs in undamaged text, as in "JUSQU'OÙ…" or
"الأوسط،".
Each pair is therefore judged by what it would become, which must be a letter or sign of the
languages of this press or their neighbours, and by the characters around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsscraper.text.mojibake.certainty import Letter, is_certain, is_latin
from newsscraper.text.mojibake.code_pages import CODE_PAGES, WINDOWS_1252, CodePage

# Lead bytes of expected characters; in windows-1256 only those of Arabic, Latin letters and signs.
_LEADS = "".join(
    char
    for char, number in WINDOWS_1252.bytes.items()
    if number in (*range(0xC2, 0xDC), 0xE1, 0xE2, 0xEF, 0xF0)
)
_LEADS += bytes((*range(0xC2, 0xC7), 0xD8, 0xD9, 0xDA, 0xDB, 0xF0)).decode("cp1256")
_FURTHER = "".join(
    char
    for page in CODE_PAGES
    for char, number in page.bytes.items()
    if number < 0xC0 and char not in "،؛؟"
)
# The continuation byte is tested first: it is the rarer one in undamaged text, so nearly every
# character is skipped at once.
_PAIR = re.compile(f"[{re.escape(_FURTHER)}](?<=[{_LEADS}].)", re.DOTALL)
_BESIDE_LATIN = re.compile("[آأؤإطظ](?<=[A-Za-z].)")
_BEFORE_LATIN = re.compile("[،؛؟](?=[A-Za-z])(?<=[آأؤإ].)")


def may_hold(text: str) -> bool:
    """Whether the text may contain something that :func:`repair` changes.

    One or two searches, which nearly every undamaged text fails.
    """
    return (
        _PAIR.search(text) is not None
        or _BESIDE_LATIN.search(text) is not None
        or _BEFORE_LATIN.search(text) is not None
        or "ï؟½" in text  # U+FFFD
    )


def repair(text: str) -> str:
    """Decode, once, what is certain to be UTF-8. The result is never longer than the input."""
    best: list[Letter] = []
    chosen = WINDOWS_1252
    for page in CODE_PAGES:
        letters = _letters(text, page)
        if sum(letter.certain for letter in letters) > sum(letter.certain for letter in best):
            best, chosen = letters, page
    if not best:
        return text
    if not chosen.arabic:
        best = sorted((*best, *_before_spaces(text)))
    return _joined(text, _with_their_neighbours(text, best, chosen))


def has_left(text: str) -> bool:
    """Return whether the bytes of UTF-8 characters may remain; after a repair, any is suspect."""
    return any(_letters(text, page) for page in CODE_PAGES)


def is_suspect(text: str) -> bool:
    """Return whether possible UTF-8 characters remain that no capital or number explains."""
    for page in CODE_PAGES:
        for letter in _letters(text, page):
            if letter.certain or _looks_damaged(text, letter, page):
                return True
    return _CUT_OFF.search(text) is not None


def _looks_damaged(text: str, letter: Letter, page: CodePage) -> bool:
    before, after = (
        text[letter.start - 1 : letter.start] if letter.start else "",
        text[letter.end : letter.end + 1],
    )
    lead, last = letter.code[0], letter.code[-1]
    if page.arabic:
        return 0xC2 <= lead <= 0xC5 and not before.isalpha() and is_latin(text)
    if before.isupper() or len(letter.code) > 2:
        return False
    if lead in (0xC2, 0xC3):
        return True
    return (
        lead in (0xC4, 0xC5, 0xD8, 0xD9)
        and (before.isalpha() or after.isalpha())
        and last not in page.punctuation
    )


def _letters(text: str, page: CodePage) -> list[Letter]:
    """Find everything that could be the bytes of one UTF-8 character, in order."""
    found: list[Letter] = []
    run: list[Letter] = []
    for match in page.letter.finditer(text):
        code, char = page.read(match[0])
        if char is None:
            continue
        if run and run[-1].end != match.start():
            found.extend(_judged(text, run, page))
            run = []
        run.append(Letter(match.start(), match.end(), code, char, certain=False))
    found.extend(_judged(text, run, page))
    return found


def _judged(text: str, run: list[Letter], page: CodePage) -> Iterable[Letter]:
    """Judge possible UTF-8 characters that touch each other.

    Undamaged text never has two in a row, unless they consist of punctuation only.
    """
    if len(run) > 1:
        telling = sum(
            number not in page.punctuation for letter in run for number in letter.code[1:]
        )
        before = text[run[0].start - 1 : run[0].start] if run[0].start else ""
        # Without signs, a run in windows-1256 may be Persian or Urdu; after another capital it may
        # be in an East Asian character set.
        if telling and (before.isascii() or not before.isupper()):
            return [Letter(*letter[:4], True) for letter in run]
    return [Letter(*letter[:4], is_certain(text, letter, page)) for letter in run]


def _with_their_neighbours(text: str, letters: list[Letter], page: CodePage) -> list[Letter]:
    """Return the certain UTF-8 characters and the possible ones beside them.

    Damage covers a stretch of text, up to the next undamaged character outside ASCII.
    """
    spans = [(letter.start, letter.end, letter) for letter in letters]
    if cut := page.cut.search(text, letters[-1].end):
        spans.append((cut.start(), cut.end(), letters[-1]))
    starts, ends = {start for start, _, _ in spans}, {end for _, end, _ in spans}
    at = 0
    taken: list[Letter] = []
    stretch: list[Letter] = []
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


def _may_follow(text: str, letter: Letter, starts: set[int], ends: set[int]) -> bool:
    """Return whether a possible UTF-8 character becomes certain beside certain ones.

    No word mixes two scripts or is undamaged in one half only, and a word in capitals may end in a
    capital.
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


def _joined(text: str, letters: list[Letter]) -> str:
    parts: list[str] = []
    at = 0
    for letter in letters:
        parts += (text[at : letter.start], letter.char)
        at = letter.end
    return "".join((*parts, text[at:]))


# "à" is C3 A0. Its second byte is a no-break space, which many programs turn into a plain space or
# merge with the next one.
_A_BEFORE_SPACE = re.compile("Ã (?=[,.)])|Ã ?(?= )")
_CUT_OFF = re.compile(r"[a-zß-ÿ](?:[ÃÂÅ]|â€)(?=\s*(?:\(?(?:\.{3}|…)\)?\s*)?\Z)")
_SOUND = re.compile(r"[^\x00-\x7f\W\d_]")


def _before_spaces(text: str) -> Iterable[Letter]:
    for match in _A_BEFORE_SPACE.finditer(text):
        yield Letter(match.start(), match.end(), b"\xc3\xa0", "à", certain=False)
