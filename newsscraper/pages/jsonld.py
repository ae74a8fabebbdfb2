"""The JSON-LD data of a page (schema.org), whatever the JSON is wrapped in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import Any

from lxml import etree

from newsscraper.text.cleaning import without_surrogates

Thing = dict[str, Any]

_ARTICLE_TYPES = frozenset(
    """
        article advertisercontentarticle newsarticle analysisnewsarticle askpublicnewsarticle
        backgroundnewsarticle opinionnewsarticle reportagenewsarticle reviewnewsarticle report
        satiricalarticle scholarlyarticle medicalscholarlyarticle socialmediaposting blogposting
        liveblogposting discussionforumposting techarticle apireference
    """.split()
)
"""``Article`` and all its subtypes (https://schema.org/Article), in lower case."""

_PAGE_TYPES = frozenset(
    """
        webpage itempage aboutpage faqpage medicalwebpage recipe howto creativework review
        videoobject podcastepisode newsmediaobject
    """.split()
)
"""Types that a page that may be an article also has: of the page, or of what it is about."""

_TRAIL = frozenset(["breadcrumblist"])
_NESTED_IN = ("mainEntityOfPage", "mainEntity", "@graph")
_MAX_JSON = 1_000_000
_MAX_TRIES = 20
_MAX_REFERENCES = 5
_TYPE_SEPARATOR = re.compile(r"[\s,]+")
_TYPE_PARTS = re.compile(r"[/#:]")
_OPENING_BRACKET = re.compile(r"[{\[]")
# Wrappings around and between JSON values in scripts. Strings are matched too, so that they stay
# unchanged. Content management systems hide scripts from old browsers with comments and CDATA
# sections, whose marks may be commented out themselves.
_STRING = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
_WRAPPING = re.compile(
    rf"""(?P<string>{_STRING})
        |(?://\s*)?(?:<!--(?:/\*)?|<!\[CDATA\[|(?:\*/)?-->|\]\]>)
        |/\*\s*(?:<!\[CDATA\[|\]\]>)\s*\*/
        |/\*.*?(?:\*/|\Z)
        |//[^\n]*""",
    re.DOTALL | re.VERBOSE,
)
_BAD_ESCAPE = re.compile(r"(\\\\|\\[\"/bfnrtu])|\\")
_MARKUP = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_MAX_ESCAPED = 3
_LAST_COMMA = re.compile(rf"(?P<string>{_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_ADDRESS = re.compile(
    r"://|^www\.|^[^\s@]+@[^\s@]+\.\w+$|^[@#/]|^(?:[\w-]+\.)+[a-z]{2,}/\S*$", re.IGNORECASE
)


class LinkedData:
    """The JSON-LD data of a page. Unreadable scripts are skipped.

    Args:
        scripts: The ``script`` elements of the page.

    """

    def __init__(self, scripts: list[etree._Element]) -> None:
        self._values = [
            value
            for script in scripts
            if _is_linked_data(script)
            for value in _values(script.text or "")
        ]

    def articles(self) -> Iterator[Thing]:
        """The articles described by the data.

        These are top-level objects, members of a ``@graph``, and the main entity of another object.
        """
        for value, is_article in self._things:
            if is_article:
                yield value

    def pages(self) -> Iterator[Thing]:
        """The objects of the page itself that have a date of publication."""
        for value, is_article in self._things:
            if not is_article and value.get("datePublished") and _has_type(value, _PAGE_TYPES):
                yield value

    def breadcrumbs(self) -> list[str]:
        """The names in the page's list of breadcrumbs, from its root."""
        for value, _ in self._things:
            trail = value.get("breadcrumb") if not _has_type(value, _TRAIL) else value
            if isinstance(trail, dict) and isinstance(trail.get("itemListElement"), list):
                names = (
                    self.text(entry.get("name")) or self.text(entry.get("item"))
                    for entry in trail["itemListElement"]
                    if isinstance(entry, dict)
                )
                return [name for name in names if name]
        return []

    @cached_property
    def _things(self) -> list[tuple[Thing, bool]]:
        """The objects that describe the page, and whether each is an article."""
        found: list[tuple[Thing, bool]] = []
        stack = list(reversed(self._values))
        while stack:
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value))
            elif isinstance(value, dict):
                is_article = _has_type(value, _ARTICLE_TYPES)
                found.append((value, is_article))
                nested = _NESTED_IN if not is_article else _NESTED_IN[1:]
                stack.extend(
                    value[name] for name in nested if isinstance(value.get(name), dict | list)
                )
        return found

    def text(self, value: Any) -> str | None:
        """The first text of a value, in any form that schema.org allows.

        The forms are a string, an object with a name, a reference to one, and a list of these.
        """
        return next(self._texts(value), None) if value is not None else None

    def texts(self, value: Any) -> list[str]:
        """All distinct texts of a value."""
        return list(dict.fromkeys(self._texts(value))) if value is not None else []

    def names(self, value: Any) -> list[str]:
        """The names of people or organisations, without addresses of their profiles."""
        return [name for name in self.texts(value) if is_name(name)]

    def addresses(self, value: Any) -> Iterator[str]:
        """The addresses of images."""
        for entry in _flatten(value):
            thing = self._resolve(entry)
            address = (
                (thing.get("url") or thing.get("contentUrl")) if isinstance(thing, dict) else thing
            )
            if isinstance(address, str) and address.strip():
                yield without_surrogates(unescape(address))

    def _texts(self, value: Any) -> Iterator[str]:
        for entry in _flatten(value):
            thing = self._resolve(entry)
            if isinstance(thing, dict):
                named = thing.get("name") or thing.get("@value")
                names = (
                    name.get("@value") if isinstance(name, dict) else name
                    for name in _flatten(named)
                )
                thing = next(
                    (name for name in names if isinstance(name, str) and name.strip()), None
                )
            if isinstance(thing, str) and thing.strip():
                yield without_surrogates(
                    _MARKUP.sub("", readable_entities(thing))
                    if "<" in thing or "&" in thing
                    else thing
                )

    def _resolve(self, entry: Any) -> Any:
        """The object that an ``@id`` refers to; the value itself if no object has that ``@id``."""
        for _ in range(_MAX_REFERENCES):
            if isinstance(entry, dict):
                name = None if entry.get("name") else entry.get("@id")
            else:
                name = entry if isinstance(entry, str) and _ADDRESS.search(entry) else None
            found = self._by_id.get(name) if isinstance(name, str) else None
            if found is None or found is entry:
                break
            entry = found
        return entry

    @cached_property
    def _by_id(self) -> dict[str, Thing]:
        """All objects with a name or an address by their ``@id``. Built at the first reference."""
        found: dict[str, Thing] = {}
        stack = list(reversed(self._values))
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                name = value.get("@id")
                if isinstance(name, str) and (
                    value.get("name") or value.get("url") or value.get("contentUrl")
                ):
                    found.setdefault(name, value)
                stack.extend(reversed(value.values()))
            elif isinstance(value, list):
                stack.extend(reversed(value))
        return found


def is_name(text: str) -> bool:
    """Whether a text may be a name: not empty, and not the address of a page or mailbox."""
    return bool(text.strip()) and _ADDRESS.search(text.strip()) is None


def readable_entities(text: str) -> str:
    """Resolve entities that were escaped twice: ``L&#039;Info`` becomes ``L'Info``."""
    return unescape(unescape(text)) if "&" in text else text


def _is_linked_data(script: etree._Element) -> bool:
    text = script.text
    return (
        "ld+json" in (script.get("type") or "").lower()
        and bool(text)
        and len(text or "") <= _MAX_JSON
    )


def _values(text: str) -> Iterator[Any]:
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        yield from _unwrap(text)


def _unwrap(text: str) -> Iterator[Any]:
    """The values in a text that is not valid JSON: objects or lists with other text around them."""
    for _ in range(_MAX_ESCAPED):  # ``&#34;`` too, and ``&amp;quot;``, which was escaped twice
        if '"' in text or "&" not in text:
            break
        text = unescape(text)
    if "\\" in text:
        text = _BAD_ESCAPE.sub(lambda match: match[1] or "", text)
    text = _WRAPPING.sub(lambda match: match["string"] or " ", text)
    text = _LAST_COMMA.sub(lambda match: match["string"] or "", text)
    decoder = json.JSONDecoder(strict=False)
    position, tries = 0, 0
    while tries < _MAX_TRIES and (begin := _OPENING_BRACKET.search(text, position)):
        try:
            value, position = decoder.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            # A square bracket may belong to a remark before the data. Objects inside a broken
            # object are not the data of the page.
            if begin[0] == "{":
                return
            tries, position = tries + 1, begin.end()
        else:
            yield value


def _has_type(thing: Thing, types: frozenset[str]) -> bool:
    """Whether an object has one of the types.

    It may have several types, and a type may be an address: ``https://schema.org/NewsArticle``,
    ``schema:NewsArticle``.
    """
    kind = thing.get("@type")
    if isinstance(kind, str) and kind.lower() in types:
        return True
    names = (
        name
        for names in _flatten(kind)
        if isinstance(names, str)
        for name in _TYPE_SEPARATOR.split(names)
    )
    return any(_TYPE_PARTS.split(name.rstrip("/"))[-1].lower() in types for name in names)


def _flatten(value: Any) -> Iterator[Any]:
    """The items of a list and of the lists in it; any other value itself."""
    stack = [value]
    while stack:
        entry = stack.pop()
        if isinstance(entry, list):
            stack.extend(reversed(entry))
        else:
            yield entry
