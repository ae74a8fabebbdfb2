"""The elements of a page that are named after a byline or a date: found in one walk of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from newsscraper.pages.fields.elements import Elements

_MAY_BE = (
    "date", "time", "publi", "post", "author", "autor", "auteur", "byline", "by-line", "writer",
    "redact", "contributor", "journalist", "datum", "fecha", "data", "dato",
)  # fmt: skip
_DATE = re.compile(
    r"(?:^|[\s_-])(?:post|entry|article|news|story|pub|meta|page|content|h|c|item|field)*[-_]*"
    r"(?:date|datum|fecha|data|dato|time|published|pubdate|posted|dateline|timestamp|datetime"
    r"|postdate|publishdate)(?:$|[\s_-])|datepublished|publishedat|publishdate|date-?published"
    r"|posted-?on|(?<=[a-z])(?:Date|Time|Timestamp)(?:$|[\s_-])"
)
# These are searched for in lower case: much faster than a search that ignores the case.
_AUTHOR = re.compile(r"author|byline|by-line|autor|auteur|redact|writer|contributor|journalist")
_NOT = re.compile(
    r"comment|related|sidebar|widget|footer|recommend|teaser|popular|latest|recent|trending|promo"
    r"|avatar|update|modif|event|countdown|calendar|reading-?time|read-?time|times?-?to|cookie"
    r"|timeline|lifetime|sometimes"
)
_NOT_AROUND = re.compile(
    r"comment|related|sidebar|widget|footer|recommend|teaser|popular|latest|recent|trending|promo"
    r"|more-|list-item|carousel|slider|(?:^|[\s_-])cards?(?:$|[\s_-])|mostread|most-read"
)
_OUTSIDE = frozenset(["aside", "footer", "nav"])
_MAX_FOUND = 40


class Hints(NamedTuple):
    """The named elements in page order, without those of lists, comments and other articles."""

    dates: list[etree._Element]
    """Elements named after a date, and ``time`` elements."""
    authors: list[etree._Element]
    """Elements named after an author or a byline."""


@lru_cache(maxsize=4096)
def _roles(names: str) -> tuple[str, ...]:
    lower = names.lower()
    roles = [("author", _AUTHOR.search(lower)), ("date", _DATE.search(names))]
    found = tuple(role for role, match in roles if match)
    return found if found and not _NOT.search(lower) else ()


def _candidates(classes: Iterable[str]) -> set[str]:
    """The values of class attributes that contain one of the words, found in one text of all.

    Most values contain none, and to search each by itself takes five times as long.
    """
    text = "\n".join(dict.fromkeys(classes))
    lower = text.lower()
    if len(lower) != len(text):
        return set(text.split("\n"))  # lower case may be longer in rare scripts
    found = set()
    for word in _MAY_BE:
        place = lower.find(word)
        while place >= 0:
            begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            end = end if end >= 0 else len(text)
            found.add(text[begin:end])
            place = lower.find(word, end)
    return found


def find_hints(elements: Elements) -> Hints:
    """Return the elements of a page that are named after a byline or a date."""
    dates: list[etree._Element] = []
    authors: list[etree._Element] = []
    found: list[etree._Element] = []
    classes = elements.classes
    candidates = _candidates(names for _, names in classes)
    named = {names for names in candidates if _roles(names)}
    if named:
        found.extend(element for element, names in classes if names in named)
    found.extend(element for element, item in elements.items if _roles(item))
    found.extend(link for link, rel in elements.marked_links if _roles(rel))
    found.extend(elements.of("time"))
    seen = set()
    outside: dict[etree._Element, bool] = {}
    for element in found:
        if element in seen or element.tag in ("body", "html", "script", "style", "meta", "link"):
            continue
        seen.add(element)
        if is_outside(element, outside):
            continue
        roles = {
            role
            for key in ("class", "itemprop", "rel")
            if (value := element.get(key))
            for role in _roles(value)
        }
        if "author" in roles and len(authors) < _MAX_FOUND:
            authors.append(element)
        if ("date" in roles or element.tag == "time") and len(dates) < _MAX_FOUND:
            dates.append(element)
    return Hints(dates, authors)


def is_outside(element: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Whether an element is in a list, a comment or another part that is not the article's.

    Args:
        element: The element.
        known: What is known of other elements; extended.

    """
    chain = []
    node: etree._Element | None = element.getparent()
    result = False
    while node is not None:
        if node in known:
            result = known[node]
            break
        chain.append(node)
        node = node.getparent()
    for node in reversed(chain):
        names = node.get("class")
        result = (
            result
            or node.tag in _OUTSIDE
            or (
                node.tag not in ("body", "html", "main", "article")
                and names is not None
                and _is_other(names)
            )
        )
        known[node] = result
    return result


@lru_cache(maxsize=4096)
def _is_other(names: str) -> bool:
    return _NOT_AROUND.search(names.lower()) is not None
