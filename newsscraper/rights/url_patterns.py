"""Patterns of paths as in robots.txt (RFC 9309, 2.2.2 and 2.2.3), which TDMRep uses too."""

from __future__ import annotations

import re
import string
from urllib.parse import quote, urlsplit

_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


def path_of(url: str) -> str:
    """The path and query of a URL, in the form that patterns are compared with.

    Args:
        url: Any text. What is not a URL has the path ``/``.

    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    # A pattern can only name these two as escapes.
    return path.replace("*", "%2A").replace("$", "%24")


def matches(pattern: str, path: str) -> bool:
    """Whether a path begins with what a pattern describes.

    ``*`` stands for any characters, and ``$`` at the end of the pattern for the end of the path;
    ``%2A`` and ``%24`` stand for the characters themselves. The time is linear in the path for each
    ``*``.

    Args:
        pattern: The pattern as stated.
        path: The result of :func:`path_of`.

    """
    is_whole = pattern.endswith("$")
    first, *others = _normal(pattern.removesuffix("$")).replace("$", "%24").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not is_whole or path == first
    at, last = len(first), others.pop() if is_whole else ""
    for part in others:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(path) - len(last) >= at and path.endswith(last)


def _normal(text: str) -> str:
    """Escape what is not ASCII and nothing else that may stand for itself (RFC 3986, 6.2.2)."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: quote(found[0], errors="replace"), text)
    return _ESCAPE.sub(_plain, text) if "%" in text else text


def _plain(escape: re.Match[str]) -> str:
    letter = chr(int(escape[1], 16))
    return letter if letter in _UNRESERVED else escape[0].upper()
