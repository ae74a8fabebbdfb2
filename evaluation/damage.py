"""Damages texts by decoding them with the wrong character set.

The repair in :mod:`newsscraper.text.mojibake` is measured on such texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Damaged(NamedTuple):
    """A damaged text, and the sound text it was made from."""

    way: str
    text: str
    sound: str


def as_windows(content: bytes) -> str:
    """Decodes windows-1252 as browsers do: its five unassigned bytes become control characters."""
    return "".join(_WINDOWS_1252[number] for number in content)


_WINDOWS_1252 = [
    chr(number) if number in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([number]).decode("cp1252")
    for number in range(256)
]


def _latin_1(text: str) -> str:
    return text.encode().decode("latin-1")


def _windows_1252(text: str) -> str:
    return as_windows(text.encode())


def _windows_1256(text: str) -> str:
    return text.encode().decode("cp1256")


WAYS: dict[str, Callable[[str], str]] = {
    "UTF-8 as Latin-1": _latin_1,
    "UTF-8 as windows-1252": _windows_1252,
    "UTF-8 as windows-1256": _windows_1256,
    "UTF-8 as Latin-1, twice": lambda text: _latin_1(_latin_1(text)),
    "UTF-8 as windows-1252, twice": lambda text: _windows_1252(_windows_1252(text)),
    "UTF-8 as windows-1252, three times": lambda text: _windows_1252(
        _windows_1252(_windows_1252(text))
    ),
    "UTF-8 as windows-1256, twice": lambda text: _windows_1256(_windows_1256(text)),
    "windows-1256 as Latin-1": lambda text: text.encode("cp1256").decode("latin-1"),
    "windows-1256 as windows-1252": lambda text: as_windows(text.encode("cp1256")),
    "ISO 8859-6 as Latin-1": lambda text: text.encode("iso8859-6").decode("latin-1"),
    "windows-1256 as windows-1252, then UTF-8 as windows-1252": lambda text: _windows_1252(
        as_windows(text.encode("cp1256"))
    ),
    "windows-1252 as Latin-1": lambda text: text.encode("cp1252").decode("latin-1"),
}
"""The kinds of damage.

Each raises UnicodeEncodeError if its character set does not have all letters of the text.
"""


def whole(text: str) -> Iterator[Damaged]:
    """Damages the whole text in each way that applies and changes it."""
    for way, damage in WAYS.items():
        try:
            damaged = damage(text)
        except UnicodeEncodeError:
            continue
        if damaged != text:
            yield Damaged(way, damaged, text)


def in_part(text: str) -> Iterator[Damaged]:
    """Damages only the middle third of the words, in each way that applies."""
    words = text.split(" ")
    first, last = len(words) // 3, len(words) - len(words) // 3
    before, middle, after = (
        " ".join(words[:first]),
        " ".join(words[first:last]),
        " ".join(words[last:]),
    )
    for way, damaged, _ in whole(middle):
        yield Damaged(f"{way}, in part", " ".join(filter(None, (before, damaged, after))), text)


def cut(text: str) -> Iterator[Damaged]:
    """Cuts the text within its last non-ASCII letter, then reads its UTF-8 as windows-1252."""
    content = text.encode()
    at = max((place for place, byte in enumerate(content) if byte >= 0xC0), default=None)
    if at is not None:
        yield Damaged(
            "UTF-8 as windows-1252, cut", as_windows(content[: at + 1]), content[:at].decode()
        )
