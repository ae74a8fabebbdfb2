"""Decodes bytes: with the declared character set if it fits the bytes, else with the one that does.

The bytes decide before the declaration does, because pages of this press declare windows-1256 and
send UTF-8, or the reverse. Valid UTF-8 with letters outside ASCII is never a coincidence. For other
bytes the only question is which of two families they belong to: Arabic words (windows-1256, ISO
8859-6) consist of high bytes, French or Spanish words (windows-1252) have single high bytes among
ASCII letters.
"""

import codecs
import re
from typing import NamedTuple

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from newsscraper.items.warning_codes import WarningCode
from newsscraper.text.cleaning import REPLACEMENT

MAX_BYTES = 32 * 1024 * 1024
"""Longer captures are read up to here, to bound memory; no measured page comes near."""

_SAMPLE = 400_000
_MAX_WORD = 64
_HIGH_BYTES = bytes(range(0x80, 0x100))
_HIGH_ALONE = bytes(code if code >= 0x80 else 0x20 for code in range(0x100))
# Letters and high bytes stay; all others become spaces.
_LETTERS_ALONE = bytes(
    code if code >= 0x80 or chr(code).isalpha() else 0x20 for code in range(0x100)
)
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)
_BINARY_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"RIFF",
    b"\x28\xb5\x2f\xfd",
    b"SQLite format 3",
    b"MZ\x90",
    b"Rar!",
    b"BZh",
    b"7z\xbc\xaf",
)
_NULS = re.compile(rb"\x00{4,}")
_WIDE_META = re.compile(r"<meta[^>]{0,200}utf-?16", re.IGNORECASE)
_HEAD = 65536
_HEAD_OF_WIDE = 64
_MIN_WIDE = 8
_WIDE = 0.1
_SHOWN = 0.97
_WIDE_IF_DECLARED = 0.05
_CONTROL = bytes([*range(0x00, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_MIXED_WORD = re.compile("[A-Za-z][\u0600-\u06ff]|[\u0600-\u06ff][A-Za-z]")
_LONE_LETTER = re.compile("(?<!\\S)[\u0600-\u06ff](?!\\S)")
_EIGHT_BIT = re.compile(r"cp125\d|cp866|cp874|iso8859-\d+|koi8-[ru]|mac-\w+")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")


class Decoded(NamedTuple):
    """A text, the character set it was read with, and what was wrong."""

    text: str
    encoding: str
    warnings: tuple[str, ...]
    utf8: bytes | None = None
    """The original bytes if they are the text in UTF-8 unchanged, so that a parser need not encode
    again.
    """


def decode(content: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page. Never raises; takes time linear in the size.

    Args:
        content: The bytes received.
        content_type: Value of the ``Content-Type`` header, if there was one.

    """
    warnings: list[str] = []
    if len(content) > MAX_BYTES:
        content = content[:MAX_BYTES]
        warnings.append(WarningCode.TOO_LONG)
    if b"\x00" in content and _NULS.search(content.strip(b"\x00")):
        warnings.append(WarningCode.NUL_BYTES)
    name, mark = read_bom(content)
    if name is not None and mark is not None:
        rest = content[len(mark) :]
        if _is_believable(name, rest):
            return _decoded(rest, name, warnings)
        # The mark belongs to a UTF-8 file that was pasted before the page, or to nothing.
        content = rest
    start = len(content) - len(content.lstrip(b"\x00"))
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(
        content[start : start + 8192]
    )
    if (wide := _wide(content, declared)) is not None:
        found = _decoded(content[: len(content) // 2 * 2], wide, [])
        if not (declared and _is_wide(declared)) and not _WIDE_META.search(found.text[:8192]):
            warnings.append(WarningCode.ENCODING_GUESSED)
        return Decoded(found.text.lstrip("\ufeff"), wide, (*warnings, *found.warnings))
    if is_binary(content):
        return Decoded("", "binary", (*warnings, WarningCode.BINARY))
    utf8 = _utf8(content)
    if utf8 is not None:
        text, damaged, whole = utf8
        if damaged:
            warnings.append(WarningCode.BYTES_UNREADABLE)
        if declared and not text.isascii() and not _same(declared, "utf-8"):
            warnings.append(WarningCode.ENCODING_MISMATCH)
        return Decoded(text, "utf-8", tuple(warnings), content if whole else None)
    encoding = _single_byte(content, declared)
    if name is not None or (declared is not None and not _same(declared, encoding)):
        warnings.append(WarningCode.ENCODING_MISMATCH)
    elif declared is None:
        warnings.append(WarningCode.ENCODING_GUESSED)
    return _decoded(content, encoding, warnings)


def _is_believable(name: str, content: bytes) -> bool:
    """Whether the bytes after a byte order mark can be in its character set."""
    if name == "utf-8":
        return _utf8(content) is not None
    # In UTF-16 a space contains a NUL.
    return len(content) < _HEAD_OF_WIDE or b"\x00" in content[:_HEAD]


def _decoded(content: bytes, encoding: str, warnings: list[str]) -> Decoded:
    """Decode with one character set; bytes outside it become U+FFFD, with a warning."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        warnings.append(WarningCode.BYTES_UNREADABLE)
    return Decoded(text, encoding, tuple(warnings))


def is_binary(content: bytes) -> bool:
    """Whether the bytes are binary: a known file signature, or many control bytes."""
    if content.startswith(_BINARY_MAGIC):
        return True
    # Runs of NULs are padding, or a gap left by a disk.
    start = _leading_nuls(content)
    head = content[start : start + 4096]
    if b"\x00\x00" in head:
        head = _NULS.sub(b"", content[start : start + _HEAD])[:4096]
    return (len(head) - len(head.translate(None, _CONTROL))) * 30 > len(head) or (
        not head and bool(content)
    )


def _leading_nuls(content: bytes) -> int:
    return len(content) - len(content.lstrip(b"\x00")) if content.startswith(b"\x00") else 0


def _wide(content: bytes, declared: str | None) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` if the bytes are UTF-16.

    Many bytes at even positions are then NUL and hardly any at odd positions, or the reverse:
    markup and spaces have one NUL each, Arabic letters have none. Fewer NULs suffice if UTF-16 is
    declared. The declaration alone decides nothing: a page that names UTF-16 in plain ASCII is in
    another character set.
    """
    start = _leading_nuls(content) // 2 * 2
    head = content[start : start + 4096]
    if b"\x00" not in head:
        return None
    padding = sum(len(run) // 2 for run in _NULS.findall(head))
    half = len(head) // 2 - padding
    if half < _MIN_WIDE:
        return None
    even, odd = head[0::2].count(0) - padding, head[1::2].count(0) - padding
    least, most = sorted((even, odd))
    share = _WIDE_IF_DECLARED if declared and _is_wide(declared) else _WIDE
    if most < half * share or least * 20 > most:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(name, "replace").replace("\x00", "")
    shown = sum(1 for character in text if character.isprintable() or character.isspace())
    return name if shown > len(text) * _SHOWN else None


def _is_wide(declared: str) -> bool:
    return (
        declared.lower()
        .replace("_", "-")
        .startswith(("utf-16", "utf16", "ucs-2", "iso-10646-ucs-2"))
    )


def _utf8(content: bytes) -> tuple[str, bool, bool] | None:
    """Try to decode as UTF-8, which may be damaged or cut off at the end.

    Returns:
        The text, whether bytes were damaged, and whether the text covers all bytes; ``None`` if the
        bytes are not UTF-8.

    """
    try:
        return content.decode("utf-8"), False, True
    except UnicodeDecodeError as error:
        # The capture may be cut inside a character.
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            return content[: error.start].decode("utf-8"), False, False
    sample = content[:_SAMPLE]
    runs = b" ".join(sample.translate(_HIGH_ALONE).split())
    sequences = _UTF8_SEQUENCE.findall(runs)
    stray = len(runs) - runs.count(b" ") - sum(map(len, sequences))
    # Windows-1256 text contains byte pairs that look like UTF-8 by chance, but never more of them
    # than stray bytes.
    if len(sequences) > 2 * stray:
        return content.decode("utf-8", "replace"), True, False
    return None


def _single_byte(content: bytes, declared: str | None) -> str:
    """Return the 8-bit character set that fits the words with high bytes.

    The declared one is returned if it belongs to the right family.
    """
    words = _words_outside_ascii(content[:_SAMPLE])
    high_runs = sum(1 for word in words if len(word) > 1 and not word.translate(None, _HIGH_BYTES))
    arabic = high_runs * 2 > len(words)
    name = resolve_encoding(declared) if declared else None
    if name and _usable(name):
        text = b" ".join(words).decode(name, "replace")
        letters = len(_ARABIC_LETTER.findall(text))
        fits = (letters * 2 > len(text)) == arabic and text.count(REPLACEMENT) * 20 <= len(words)
        # Windows-1256 has the small letters of French at the same codes as windows-1252, but Arabic
        # letters in place of the capitals.
        if fits and (arabic or not (_MIXED_WORD.search(text) or _LONE_LETTER.search(text))):
            return name
    if not arabic:
        return "cp1252"
    # The article "ال", by far the commonest pair of letters, is C7 E4 in ISO 8859-6 and C7 E1 in
    # windows-1256.
    joined = b" ".join(words)
    return "iso8859-6" if joined.count(b"\xc7\xe4") > joined.count(b"\xc7\xe1") else "cp1256"


def _words_outside_ascii(content: bytes) -> list[bytes]:
    """The words with high bytes; a run of letters without a space is cut into several."""
    # Most of the text between two tags is ASCII.
    parts = b" ".join([part for part in content.split(b"<") if not part.isascii()])
    words = [word for word in parts.translate(_LETTERS_ALONE).split() if not word.isascii()]
    if all(len(word) <= _MAX_WORD for word in words):
        return words
    pieces = [
        word[start : start + _MAX_WORD]
        for word in words
        for start in range(0, len(word), _MAX_WORD)
    ]
    return [piece for piece in pieces if not piece.isascii()]


def _usable(name: str) -> bool:
    """Whether pages are written in this 8-bit character set.

    Python also has codecs that are not character sets (``hex``).
    """
    try:
        return _EIGHT_BIT.fullmatch(codecs.lookup(name).name) is not None
    except LookupError:
        return False


def _same(first: str, second: str) -> bool:
    try:
        return codecs.lookup(resolve_encoding(first) or first) == codecs.lookup(
            resolve_encoding(second) or second
        )
    except LookupError:
        return False
