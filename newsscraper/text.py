"""White space, invisible characters and Unicode form. Nothing that a linguist would miss is removed."""

import re
import unicodedata
from collections.abc import Iterable

REPLACEMENT = "\ufffd"
"""U+FFFD, which stands where a decoder lost bytes."""

# Bidi marks, embeddings and isolates, zero-width space, word joiner, BOM, soft hyphen: they carry layout, not text.
# ZWNJ and ZWJ (U+200C, U+200D) stay: they change letters in Persian and join emoji.
INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u061c]")
"""Characters that carry layout and no text."""

NOTHING_SHOWN = r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]"
"""What shows nothing around a word: white space, control characters, invisible marks (a pattern of ``re``)."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """One line of text: NFC, invisible marks removed, any run of white space (no-break spaces too) made one space.

    Idempotent. U+FFFD stays where it is.
    """
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
        if not text.isprintable():  # every invisible mark and control character is "not printable" to Python; a space is
            text = " ".join(INVISIBLE.sub("", _CONTROL.sub("", text)).split())
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


def without_surrogates(text: str) -> str:
    """Text that can be encoded: lone surrogates become U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub(REPLACEMENT, text)
    return text


def paragraphs(blocks: Iterable[str]) -> list[str]:
    """Cleaned, non-empty paragraphs, one a raw block: a line feed inside a block is only how the source was wrapped."""
    return [line for block in blocks if (line := clean(block))]


def lost_bytes(text: str) -> int:
    """How many times U+FFFD stands in the text."""
    return text.count(REPLACEMENT)
