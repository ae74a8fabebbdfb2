"""Repairs text that was decoded with the wrong character set, if the result is certain.

Text that looks damaged but cannot be repaired with certainty is reported. Three kinds are known:
UTF-8 read as windows-1252, Latin-1 or windows-1256, any number of times over (``utf8.py``); Arabic
in windows-1256 or ISO 8859-6 read as windows-1252 or Latin-1 (``arabic.py``); and the quotes and
dashes of windows-1252 read as Latin-1, where they are control characters (here). Part of a text may
be damaged.

Repair comes before :func:`newsscraper.text.cleaning.clean`: the no-break spaces, soft hyphens and
control characters that cleaning removes may be bytes of a UTF-8 character here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsscraper.text.mojibake import arabic, utf8

_MAX_ROUNDS = 16
_MAX_PART = 60_000
"""Longer texts are repaired in parts, as each damaged character takes 300 bytes of memory."""

_PART = re.compile(r".{1,50000}\S{0,9000}\s{0,1000}", re.DOTALL)
# Quotes, dashes, the ellipsis and "œ": the same in all Windows character sets that this press is
# written in, or identified by what follows.
_SIGN = re.compile(
    "[\x8b\x91-\x97\x99\x9b]|(?<!\\w)\x84(?=\\w)|[\x8c\x9c](?=[iuIU])|(?<=[\\w»”\"')\\]])\x85(?=[\\s!?»”\"')\\]]|\\Z)|(?<=[\\d\\s])\x80|\x80(?=[\\d\\s])"
)
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")


class Mended(NamedTuple):
    """A text after repair, and what was found."""

    text: str
    """The text, repaired as far as that is certain; never longer than the input."""
    repaired: bool = False
    """Whether something was repaired."""
    damaged: bool = False
    """Whether the rest still looks damaged, without certainty."""


def may_be_damaged(text: str) -> bool:
    """Whether :func:`mend` may change or report something in a text, or in a part of it.

    Nearly every undamaged text fails one or two searches.
    """
    return not text.isascii() and (
        utf8.may_hold(text)
        or arabic.may_hold(text)
        or _CONTROL.search(text) is not None
        or "\x85" in text
    )


def mend(text: str) -> Mended:
    """Repair a text that was decoded with the wrong character set, as far as that is certain.

    Idempotent; never raises; takes time linear in the length. Nothing else changes: curly quotes,
    ligatures, full-width forms, tatweel, joiners and U+FFFD are kept. ASCII text and nearly all
    undamaged text costs one or two searches.

    Args:
        text: As the page has it, before cleaning.

    """
    if not may_be_damaged(text):
        return Mended(text)
    if len(text) > _MAX_PART:
        parts = [mend(part[0]) for part in _PART.finditer(text)]
        return Mended(
            "".join(part.text for part in parts),
            any(part.repaired for part in parts),
            any(part.damaged for part in parts),
        )
    mended = text
    for _ in range(_MAX_ROUNDS):
        before, mended = mended, _once(mended)
        if mended == before:
            repaired = mended != text
            return Mended(
                mended,
                repaired,
                _is_suspect(mended)
                or (repaired and utf8.may_hold(mended) and utf8.has_left(mended)),
            )
    return Mended(text, damaged=True)  # no text is damaged this often


def _once(text: str) -> str:
    mended = utf8.repair(text)
    if mended != text:
        return mended
    mended = arabic.repair(text)
    if mended != text:
        return mended
    if (
        (_CONTROL.search(text) or "\x85" in text)
        and not arabic.may_hold(text)
        and not _is_suspect(_SIGN.sub("", text))
    ):
        return _SIGN.sub(lambda match: bytes([ord(match[0])]).decode("cp1252"), text)
    return text


def _is_suspect(text: str) -> bool:
    return _CONTROL.search(text) is not None or utf8.is_suspect(text) or arabic.is_suspect(text)
