"""Extracts the markup in the strings of a page's scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsscraper.pages.document import Document
from newsscraper.pages.ticker.runs import ARTICLE_ADDRESS, MIN_INLINE

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
_ESCAPED_SLASH = re.compile(_SLASH)
# An address up to its number: the source, after nothing but a host and an edition.
_BEFORE_NUMBER = re.compile(
    r"""(?:["'`=\s;]|//[^/?#"'\s<>]+)(?:/[a-z]{2})?/[^/?#"'\s<>]+$""", re.IGNORECASE
)
_MAX_ADDRESS = 200
_MAX_NUMBERS = 2000
_HREF = re.compile(r"""href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""")
# Four no-break spaces, with white space, tags and what joins strings between them.
_SEPARATOR = re.compile(
    r"""(?:(?:\u00a0|(?:&|\\u0026|\\x26)(?:nbsp|\#160|\#x[aA]0);?|\\(?:x|u00)[aA]0)
        (?:[\s"'`+]|\\[nrt\r\n]|<[^<>]*>)*+){4}""",
    re.VERBOSE,
)
_NO_BREAK_SPACES = (
    "\u00a0",
    "&nbsp",
    "&#160",
    "&#xa0",
    "&#xA0",
    "\\u0026",
    "\\x26",
    "\\xa0",
    "\\xA0",
    "\\u00a0",
    "\\u00A0",
)


def markup_of(document: Document, links: int) -> Iterator[tuple[str, bool]]:
    """The markup of each script that writes enough links, and whether its code mentions a ticker.

    Args:
        document: The page.
        links: The least number of links.

    """
    for script in document.root.iter("script"):
        if "json" in (script.get("type") or "").lower():
            continue
        code = script.text
        if not code or code.count("href") < links:
            continue
        beginning = code[:_MAX_SCRIPT]
        if not _may_write_strip(beginning):
            continue
        markup = "".join(_strings(beginning))
        if _links_to_articles(markup) >= MIN_INLINE or (
            _has_separator(markup) and markup.count("href") >= links
        ):
            yield markup, _names_ticker(code)


def _names_ticker(code: str) -> bool:
    """Whether a script mentions a ticker. The pattern alone is slow, as it ignores case."""
    lowered = code.lower()
    return ("ticker" in lowered or "marquee" in lowered) and _NAME.search(lowered) is not None


def _may_write_strip(code: str) -> bool:
    """Whether a script may contain a ticker: a check before its strings are read.

    A run of links leads to several articles of the platform; a strip with separators to one page
    with a number at least.
    """
    numbers = [*_ARTICLE_HREF.finditer(code), *_ESCAPED_HREF.finditer(code)]
    if not numbers or not any(link in code for link in _LINKS):
        return False
    if len(numbers) > _MAX_NUMBERS:
        return True
    heads = (code[max(number.start() - _MAX_ADDRESS, 0) : number.start()] for number in numbers)
    complete = (
        head
        for head in heads
        if _BEFORE_NUMBER.search(_ESCAPED_SLASH.sub("/", head).replace("\\", ""))
    )
    return len(list(islice(complete, MIN_INLINE))) == MIN_INLINE or _has_separator(code)


def _links_to_articles(markup: str) -> int:
    hrefs = (double or single or bare for double, single, bare in _HREF.findall(markup))
    return sum(1 for href in hrefs if ARTICLE_ADDRESS.fullmatch(href.strip()))


def _has_separator(code: str) -> bool:
    """Whether a script or markup contains four no-break spaces, in any way to write them."""
    for space in _NO_BREAK_SPACES:
        at = code.find(space)
        while at >= 0:
            if _SEPARATOR.match(code, at) is not None:
                return True
            at = code.find(space, at + 1)
    return False


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
