"""The character sets that UTF-8 is read with by mistake."""

from __future__ import annotations

import re
from functools import cached_property

# Quotes, dashes, ellipsis, no-break space and the Spanish opening marks may follow a capital in
# undamaged text.
_PUNCTUATION = frozenset((0x85, 0x8B, *range(0x91, 0x98), 0x9B, 0xA0, 0xA1, 0xAB, 0xBB, 0xBF))
# In windows-1256, also the comma, the semicolon, the joiners and the additional letters of Persian
# and Urdu.
_ARABIC_PUNCTUATION = _PUNCTUATION | frozenset(
    (0x81, 0x8A, 0x8D, 0x8E, 0x8F, 0x90, 0x98, 0x9A, 0x9D, 0x9E, 0x9F, 0xAA, 0xAD, 0xBA)
)

# The letters that a repair may produce, by code point. CJK, Thai, Braille and the like are
# excluded: "passé »", with a no-break space, would become one of them, and this press prints no
# text in them.
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


_MAX_REMEMBERED = 10_000


class CodePage:
    """A character set that UTF-8 was read with."""

    def __init__(self, codec: str, punctuation: frozenset[int], *, arabic: bool) -> None:
        self.arabic = arabic
        self.punctuation = punctuation
        self.bytes: dict[str, int] = {}
        self._read: dict[str, tuple[bytes, str | None]] = {}
        for number in range(0x80, 0x100):
            if not arabic:
                # Latin-1 and windows-1252 together: they differ only from 80 to 9F.
                self.bytes[chr(number)] = number
            try:
                self.bytes[bytes([number]).decode(codec)] = number
            except UnicodeDecodeError:
                continue

    def chars(self, low: int, high: int) -> str:
        """The characters of the bytes from `low` to `high`, for a character class of a pattern."""
        return re.escape(
            "".join(char for char, number in self.bytes.items() if low <= number <= high)
        )

    @cached_property
    def letter(self) -> re.Pattern[str]:
        """Match the bytes of one UTF-8 character."""
        further = f"[{self.chars(0x80, 0xBF)}]"
        leads = (self.chars(0xC2, 0xDF), self.chars(0xE0, 0xEF), self.chars(0xF0, 0xF4))
        return re.compile(
            "|".join(f"[{lead}]{further}{{{number}}}" for number, lead in enumerate(leads, 1))
        )

    @cached_property
    def cut(self) -> re.Pattern[str]:
        """Match an incomplete UTF-8 character at the end of a cut text, or before an ellipsis."""
        further = f"[{self.chars(0x80, 0xBF)}]"
        return re.compile(
            f"(?:[{self.chars(0xC2, 0xF4)}]"
            f"|[{self.chars(0xE0, 0xF4)}]{further}"
            f"|[{self.chars(0xF0, 0xF4)}]{further}{{2}})"
            r"(?=\s*(?:\(?(?:\.{3}|…)\)?\s*)?\Z)"
        )

    def read(self, text: str) -> tuple[bytes, str | None]:
        """The bytes read as these characters, and the UTF-8 character that they are.

        The latter is ``None`` if no repair may produce it. Damaged text has the same few characters
        again and again.

        Args:
            text: The characters that :attr:`letter` matches.

        """
        found = self._read.get(text)
        if found is None:
            code = self.encode(text)
            if len(self._read) >= _MAX_REMEMBERED:
                self._read.clear()
            found = self._read[text] = (code, decoded(code))
        return found

    def encode(self, text: str) -> bytes:
        """Return the bytes that were read as these characters."""
        return bytes(self.bytes[char] for char in text)


WINDOWS_1252 = CodePage("cp1252", _PUNCTUATION, arabic=False)
WINDOWS_1256 = CodePage("cp1256", _ARABIC_PUNCTUATION, arabic=True)
CODE_PAGES = (WINDOWS_1252, WINDOWS_1256)


def decoded(code: bytes) -> str | None:
    """Decode the bytes of one UTF-8 character; ``None`` if no repair may produce it."""
    try:
        char = code.decode("utf-8")
    except UnicodeDecodeError:
        return None
    number = ord(char)
    return char if any(low <= number <= high for low, high in _USUAL) else None
