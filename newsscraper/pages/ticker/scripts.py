"""Extracts the markup in the strings of a page's scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsscraper.pages.document import Document
from newsscraper.pages.ticker.runs import MIN_INLINE

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
# The start of a link and the end of an article's address in a script, with or without escapes.
_LINKS = ("<a", "<A", "u003ca", "u003Ca", "u003cA", "u003CA")
_SLASH = r"\\(?:/|u002[fF]|x2[fF])"
_HREF_END = rf"""\d+(?:/|{_SLASH})?(?:["'`?#\s>&]|\\["']|\\(?:u00|x)(?:2[2367]|3[eEfF]))"""
_ARTICLE_HREF = re.compile(f"/{_HREF_END}")
_ESCAPED_HREF = re.compile(rf"\\(?:u002[fF]|x2[fF]){_HREF_END}")
_NO_BREAK_SPACES = ("\u00a0", "nbsp", "#160", "u00a0", "u00A0", "xa0", "xA0")


def markup_of(document: Document, links: int) -> Iterator[tuple[str, bool]]:
    """The markup of each script that writes enough links, and whether its code mentions a ticker.

    Args:
        document: The page.
        links: The least number of links.

    """
    for script in document.root.iter("script"):
        code = script.text
        if not code or code.count("href") < links or "json" in (script.get("type") or "").lower():
            continue
        if not _may_link_to_article(code):
            continue
        markup = "".join(_strings(code[:_MAX_SCRIPT]))
        if markup.count("href") >= links:
            yield markup, _NAME.search(code) is not None


def _may_link_to_article(code: str) -> bool:
    """Whether a script may contain a link to an article: a check before its strings are read."""
    addresses = len(_ARTICLE_HREF.findall(code)) + len(_ESCAPED_HREF.findall(code))
    # A run of links has several articles, a strip with separators at least one.
    return (
        addresses > 0
        and (addresses >= MIN_INLINE or any(space in code for space in _NO_BREAK_SPACES))
        and any(link in code for link in _LINKS)
    )


def _strings(code: str) -> Iterator[str]:
    """The strings that contain markup, and those added to them with ``+``; all unescaped."""
    end, is_kept = 0, False
    for match in _TOKEN.finditer(code):
        group = match.lastindex
        if group is None:
            continue
        text = match[group]
        is_kept = (
            "<" in text
            or "&" in text
            or "\\u003c" in text
            or "\\u003C" in text
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
