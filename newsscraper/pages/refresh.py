"""``<meta http-equiv="refresh">``: where a browser goes from a page (HTML standard, 4.2.5.3)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsscraper.urls import absolute

_SPACE = "\t\n\f\r "
_OPENING = re.compile(r"<(?:(!--)|([!?])|(/?)([A-Za-z][^\s/>]*))")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"([^"]*+)("?)|'([^']*+)('?)|([^\s>"'][^\s>]*+)|(?=>)))?+"""
)
_TAG_END = re.compile(r"[\s/]*+>")
_COMMENT_END = re.compile(r"--!?>")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE | re.ASCII)
    for name in "script style textarea title xmp iframe noembed noframes noscript".split()
}
"""End tags of elements whose content is text for browsers that run scripts.

Source: HTML standard, 13.2.6.4.
"""

_DELAY = re.compile(r"[\t\n\f\r ]*+([0-9]*+)[0-9.]*+(.*)", re.DOTALL)
_URL_WORD = re.compile(r"url[\t\n\f\r ]*+=[\t\n\f\r ]*+", re.IGNORECASE)


class Refresh(NamedTuple):
    """An automatic reload of the page, or a redirect to another."""

    seconds: int
    """The delay."""
    url: str
    """The absolute address of the target."""


def refresh_of(text: str, url: str) -> Refresh | None:
    """The redirect in a page's markup; ``None`` if not found.

    It never raises, and takes time linear in the length. Tags inside scripts, comments, text
    fields, attributes and templates do not count. The first valid one is returned; targets that are
    not http addresses are skipped.

    Args:
        text: The source of the page.
        url: The address of the page.

    """
    base: str | None = None
    for name, attributes in _tags(text):
        if name == "base":
            if base is None and (href := attributes.get("href")) is not None:
                base = absolute(url, href) or url
        elif attributes.get("http-equiv", "").strip(_SPACE).lower() == "refresh":
            parsed = _parse_content(attributes.get("content", ""))
            target = (
                None if parsed is None else absolute(base or url, parsed[1]) if parsed[1] else url
            )
            if parsed is not None and target is not None:
                return Refresh(parsed[0], target)
    return None


def _parse_content(content: str) -> tuple[int, str] | None:
    """Return the seconds and the address in a ``content`` attribute; ``None`` if it is invalid.

    The parsing steps are those of the HTML standard. An empty address means the page itself.
    """
    match = _DELAY.match(content)
    if match is None or not (match[1] or content.lstrip(_SPACE).startswith(".")):
        return None
    seconds, rest = int(match[1][:9] or 0), match[2]
    if not rest:
        return seconds, ""
    if rest[0] not in ";," + _SPACE:
        return None
    rest = rest.lstrip(_SPACE)
    if rest[:1] in (";", ","):
        rest = rest[1:].lstrip(_SPACE)
    if word := _URL_WORD.match(rest):
        rest = rest[word.end() :]
    if rest[:1] in ("'", '"'):
        rest = rest[1:].partition(rest[0])[0]
    return seconds, rest.strip(_SPACE)


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The ``meta`` and ``base`` tags that a browser would see, with their attributes."""
    at, templates = 0, 0
    while opening := _OPENING.search(text, at):
        comment, declaration, slash, name = opening.groups()
        at = opening.end()
        if comment:
            at = _after_comment(text, at)
            continue
        if declaration:
            at = text.find(">", at) + 1 or len(text)
            continue
        end, attributes = _attributes(text, at)
        if end is None:  # the page ends inside the tag, so it does not count
            return
        at, name = end, name.lower()
        if name == "template":
            templates = max(templates + (-1 if slash else 1), 0)
        elif slash or templates:
            continue
        elif name in _RAW:
            end_tag = _RAW[name].search(text, at)
            at = end_tag.start() if end_tag else len(text)
        elif name == "plaintext":
            return
        elif name in ("meta", "base"):
            yield name, attributes


def _attributes(text: str, at: int) -> tuple[int | None, dict[str, str]]:
    """The index after a tag, and its attributes.

    The index is ``None`` if the tag does not end. If a name occurs twice, the first value counts.
    """
    found: dict[str, str] = {}
    while True:
        if end := _TAG_END.match(text, at):
            return end.end(), found
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            return None, found
        name, double, double_end, single, single_end, bare = match.groups()
        if (double is not None and not double_end) or (single is not None and not single_end):
            return None, found
        value = next((value for value in (double, single, bare) if value is not None), "")
        found.setdefault(name.lower(), html.unescape(value))
        at = match.end()


def _after_comment(text: str, at: int) -> int:
    if text.startswith(">", at) or text.startswith("->", at):
        return text.index(">", at) + 1
    end = _COMMENT_END.search(text, at)
    return end.end() if end else len(text)
