"""White space, invisible characters and Unicode normalisation.

Keeps every character that carries meaning in a corpus: accents, joiners, U+FFFD.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

REPLACEMENT = "\ufffd"
"""U+FFFD, the replacement character: a decoder lost bytes here."""

# Bidirectional marks, embeddings and isolates, zero-width space, word joiner, BOM and soft hyphen
# carry layout, not text. ZWNJ and ZWJ (U+200C, U+200D) are kept: they change letters in Persian and
# join emoji.
INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u061c]")
"""Characters that carry layout and no text."""

NOTHING_SHOWN = r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]"
"""Invisible characters around a word: white space, controls, layout marks (as a pattern)."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SHAPED = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return one line of text in NFC, without invisible marks.

    Any run of white space, no-break spaces included, becomes one space. Presentation forms of
    Arabic letters become plain letters (:func:`unshaped`). Idempotent. U+FFFD is kept.
    """
    if not text.isprintable() or "  " in text or len(text.strip()) < len(text):
        text = " ".join(text.split())
        if (
            not text.isprintable()
            # Python calls every invisible mark and control character "not printable"; a space is
            # printable
        ):
            text = " ".join(INVISIBLE.sub("", _CONTROL.sub("", text)).split())
    # A text in NFKC, as nearly all are, is in NFC too and has no presentation forms.
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unshaped(text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    return text


def without_controls(text: str) -> str:
    """Return the text without control characters; white space stays as it is."""
    return _CONTROL.sub("", text)


def unshaped(text: str) -> str:
    """Replace presentation forms of Arabic letters by the letters themselves.

    Text copied from a PDF has presentation forms, which searches do not find. Only letters,
    ligatures of letters and vowel marks are changed: ornate parentheses (U+FD3E, U+FD3F) and
    phrases written as one character (U+FDFA to U+FDFD) are kept.
    """
    return text.translate(_letters_of_shapes()) if _SHAPED.search(text) else text


@cache
def _letters_of_shapes() -> dict[int, str]:
    """Return the plain letters of each presentation form.

    NFKD puts a space or a tatweel before an isolated mark. Neither is a letter of the text.
    """
    shapes = (
        *range(0xFB50, 0xFBB2),
        *range(0xFBD3, 0xFD3E),
        *range(0xFD50, 0xFDFA),
        *range(0xFE70, 0xFEFD),
    )
    letters = {shape: unicodedata.normalize("NFKC", chr(shape)) for shape in shapes}
    return {shape: printed.lstrip(" \u0640") or printed for shape, printed in letters.items()}


def without_surrogates(text: str) -> str:
    """Replace lone surrogates by U+FFFD, so that the text can be encoded."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub(REPLACEMENT, text)
    return text


def paragraphs(blocks: Iterable[str]) -> list[str]:
    """Cleaned, non-empty paragraphs, one per raw block.

    A line feed inside a block only shows how the source was wrapped.
    """
    return [line for block in blocks if (line := clean(block))]


def lost_bytes(text: str) -> int:
    """Counts U+FFFD in the text."""
    return text.count(REPLACEMENT)
