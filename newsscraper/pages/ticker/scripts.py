"""Extracts the markup in the strings of a page's scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsscraper.pages.document import Document

# Possessive, and escapes outside strings are matched as a whole: an unclosed quotation mark is
# tried once per line.
_TOKEN = re.compile(
    r"""\\. | "((?:[^"\\\n]|\\.)*+)" | '((?:[^'\\\n]|\\.)*+)' | `((?:[^`\\]|\\.)*+)` """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r\n|.))", re.DOTALL
)
_PLAIN_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": " ",
    "f": " ",
    "v": " ",
    "0": "",
    "\n": "",
    "\r\n": "",
}
_NAME = re.compile(r"marquee|(?<!\w)(?!sticker)\w*ticker", re.IGNORECASE)
_JOINED = re.compile(r"\s*\+\s*")
_MAX_SCRIPT = 1_000_000


def markup_of(document: Document, links: int) -> Iterator[tuple[str, bool]]:
    """The markup of each script that writes enough links, and whether its code mentions a ticker.

    Args:
        document: The page.
        links: The least number of links.

    """
    if document.text.count("href") < links or "<script" not in document.text:
        return
    for script in document.root.iter("script"):
        code = script.text
        if not code or code.count("href") < links or "json" in (script.get("type") or "").lower():
            continue
        markup = "".join(_strings(code[:_MAX_SCRIPT]))
        if markup.count("href") >= links:
            yield markup, _NAME.search(code) is not None


def _strings(code: str) -> Iterator[str]:
    """The strings that contain markup, and those added to them with ``+``; all unescaped."""
    end, is_kept = 0, False
    for match in _TOKEN.finditer(code):
        if match.lastindex is None:
            continue
        text = match[match.lastindex]
        is_kept = (
            "<" in text
            or "\\u003c" in text.lower()
            or "&" in text
            or (
                is_kept
                and match.start() - end < 20
                and _JOINED.fullmatch(code, end, match.start()) is not None
            )
        )
        end = match.end()
        if is_kept:
            yield _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    """The character of an escape in a JavaScript string (ECMA-262, 12.9.4)."""
    digits = match[1] or match[2] or match[3]
    if digits is None:
        return _PLAIN_ESCAPES.get(match[4], match[4])
    code = int(digits, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
