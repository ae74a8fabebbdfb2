"""Removes attributes from tags that have so many that libxml2 would take quadratic time.

For each attribute libxml2 goes through all those before it: a tag of 350 KB took 16 seconds.
"""

from __future__ import annotations

import re

MOST_ATTRIBUTES = 512
"""The number of attributes of a tag that are kept at least. Pages of newspapers have up to 40."""

_MOST_ROUNDS = 3
_MOST_VALUES = 31
_LONGEST_NAMES = 30
_LONGEST_TAG_NAME = 200
_SPACE = r" \t\n\r\f"
_QUOTED = r""""[^"]*+"|'[^']*+'"""
_UNQUOTED = rf"""[^{_SPACE}>"'][^{_SPACE}>]*+"""
# A quotation mark begins a value only after a name and "=", as in HTML; only a value may contain
# ">". A tag with too many attributes has more values than this, or somewhere between two values
# more names than fit. Both are rare, as are a name that begins with "=" and a "/" before the end.
# All of this may be inside a script or comment: then attributes are counted in vain. Only the "<"
# is taken, so that a tag inside the text of another is found too.
_MAY_BE_CROWDED = re.compile(
    rf"<(?=[A-Za-z](?:[^{_SPACE}/>]{{{_LONGEST_TAG_NAME}}}|[^{_SPACE}/>]*+"
    rf"(?:[{_SPACE}]*+[^{_SPACE}/>=][^/>=]{{0,{_LONGEST_NAMES}}}+"
    rf"=(?:[{_SPACE}]*+(?:{_QUOTED}|{_UNQUOTED}))?+){{0,{_MOST_VALUES}}}+"
    rf"[^/>=]{{0,{_LONGEST_NAMES}}}+/?+[^>]))".encode()
)
_START = re.compile(rb"<(?=[A-Za-z])")
_NAME = re.compile(rf"<[^{_SPACE}/>]*+".encode())
_ATTRIBUTE = re.compile(
    rf"""[{_SPACE}/]*+[^{_SPACE}/>][^{_SPACE}/>=]*+(?:[{_SPACE}]*+=[{_SPACE}]*+"""
    rf"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|{_UNQUOTED})?+)?+""".encode()
)


def without_crowds(markup: bytes) -> tuple[bytes, bool]:
    """The markup without the attributes that are too many, and whether any was removed.

    It takes time linear in the length; for usual pages it is hardly more than one search. What is
    removed does not depend on where comments and scripts are, since parsers differ in that: markup
    that still has too many attributes if it is read from another place is not parsed at all.

    Args:
        markup: HTML in UTF-8.

    """
    if not _crowds(markup, _MAY_BE_CROWDED):
        return markup, False
    is_changed = False
    for _ in range(_MOST_ROUNDS):
        crowds = _crowds(markup, _START)
        if not crowds:
            return markup, is_changed
        is_changed = True
        pieces: list[bytes] = []
        copied = 0
        for begin, end in sorted(crowds):
            pieces.append(markup[copied:begin])
            copied = max(copied, end)
        markup = b"".join((*pieces, markup[copied:]))
    return b"<html/>" if _crowds(markup, _START) else markup, True


def _crowds(markup: bytes, starts: re.Pattern[bytes]) -> list[tuple[int, int]]:
    """Where the attributes are that are too many.

    Attributes are read from each place where a tag may begin, as far as they were not read from
    another place before. So each is read once.

    Args:
        markup: HTML.
        starts: Finds these places.

    """
    found: list[tuple[int, int]] = []
    was_read = bytearray(len(markup) + 1)
    match = _ATTRIBUTE.match
    for start in starts.finditer(markup):
        name = _NAME.match(markup, start.start())
        at = name.end() if name is not None else start.end()
        number = 0
        crowd: int | None = None
        while not was_read[at] and (attribute := match(markup, at)) is not None:
            if number == MOST_ATTRIBUTES:
                crowd = at
            was_read[at] = 1
            at = attribute.end()
            number += 1
        if crowd is not None:
            found.append((crowd, at))
    return found
