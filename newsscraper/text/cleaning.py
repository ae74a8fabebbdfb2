"""White space, invisible characters and Unicode form. Nothing that a linguist would miss is
removed."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

REPLACEMENT = "\ufffd"
"""U+FFFD, which stands where a decoder lost bytes."""

# Bidi marks, embeddings and isolates, zero-width space, word joiner, BOM, soft hyphen: they carry
# layout, not text. ZWNJ and ZWJ (U+200C, U+200D) stay: they change letters in Persian and join
# emoji.
INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u061c]")
"""Characters that carry layout and no text."""

NOTHING_SHOWN = r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]"
"""What shows nothing around a word: white space, control characters, invisible marks (a pattern of
``re``)."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SHAPED = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """One line of text: NFC, invisible marks removed, any run of white space (no-break spaces too)
    made one space.

    Presentation forms of Arabic letters become the letters (:func:`unshaped`). Idempotent. U+FFFD
    stays where it is.
    """
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
        if (
            not text.isprintable()
        ):  # every invisible mark and control character is "not printable" to Python; a space is
            text = " ".join(INVISIBLE.sub("", _CONTROL.sub("", text)).split())
    if not text.isascii():
        text = unshaped(text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    return text


def unshaped(text: str) -> str:
    """Arabic letters in place of their presentation forms, which text copied out of a PDF has; no
    search finds those.

    Only letters, ligatures of letters and vowel marks are changed: the ornate parentheses (U+FD3E,
    U+FD3F), phrases in one sign and signs (U+FDFA to U+FDFD) stay.
    """
    return text.translate(_letters_of_shapes()) if _SHAPED.search(text) else text


@cache
def _letters_of_shapes() -> dict[int, str]:
    """The letters of each presentation form. A mark's form stands on a space or a tatweel, which is
    no letter of the text."""
    shapes = (
        *range(0xFB50, 0xFBB2),
        *range(0xFBD3, 0xFD3E),
        *range(0xFD50, 0xFDFA),
        *range(0xFE70, 0xFEFD),
    )
    letters = {shape: unicodedata.normalize("NFKC", chr(shape)) for shape in shapes}
    return {shape: printed.lstrip(" \u0640") or printed for shape, printed in letters.items()}


def without_surrogates(text: str) -> str:
    """Text that can be encoded: lone surrogates become U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub(REPLACEMENT, text)
    return text


def paragraphs(blocks: Iterable[str]) -> list[str]:
    """Cleaned, non-empty paragraphs, one a raw block: a line feed inside a block is only how the
    source was wrapped."""
    return [line for block in blocks if (line := clean(block))]


def lost_bytes(text: str) -> int:
    """How many times U+FFFD stands in the text."""
    return text.count(REPLACEMENT)
