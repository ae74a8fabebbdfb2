"""The things that a page's JSON-LD scripts describe (schema.org), however they are wrapped."""

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
"""``Article`` and all types below it (https://schema.org/Article), in lower case."""

_PLACES = ("mainEntityOfPage", "mainEntity", "@graph")
_MAX_JSON = 1_000_000
_MAX_TRIES = 20
_MAX_REFERENCES = 5
_SEVERAL = re.compile(r"[\s,]+")
_TYPE_PARTS = re.compile(r"[/#:]")
_BEGIN = re.compile(r"[{\[]")
# What stands around and between the JSON in scripts, as alternatives to the strings, which are left
# as they are. Content systems hide scripts from old browsers by comments and CDATA sections, whose
# marks may be commented out themselves.
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
_NAMELESS = re.compile(
    r"://|^www\.|^[^\s@]+@[^\s@]+\.\w+$|^[@#/]|^(?:[\w-]+\.)+[a-z]{2,}/\S*$", re.IGNORECASE
)


class LinkedData:
    """What a page's JSON-LD says. Scripts that cannot be read are skipped.

    Args:
        scripts: The page's ``script`` elements.

    """

    def __init__(self, scripts: list[etree._Element]) -> None:
        self._values = [
            value
            for script in scripts
            if _is_linked_data(script)
            for value in _values(script.text or "")
        ]

    def articles(self) -> Iterator[Thing]:
        """The articles described: top-level things, those of a ``@graph``, and what another thing
        is a page of."""
        stack = list(reversed(self._values))
        while stack:
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value))
            elif isinstance(value, dict):
                if _is_article(value):
                    yield value
                places = _PLACES if not _is_article(value) else _PLACES[1:]
                stack.extend(
                    value[name] for name in places if isinstance(value.get(name), dict | list)
                )

    def text(self, value: Any) -> str | None:
        """A text out of the forms that schema.org allows: a string, a thing with a name, a
        reference to one, a list of these."""
        return next(self._texts(value), None)

    def texts(self, value: Any) -> list[str]:
        """All texts of a list, each once."""
        return list(dict.fromkeys(self._texts(value)))

    def names(self, value: Any) -> list[str]:
        """The names of people or organisations. An address is not a name, though profiles are often
        given by theirs."""
        return [name for name in self.texts(value) if is_name(name)]

    def addresses(self, value: Any) -> Iterator[str]:
        """The addresses of images."""
        for entry in _flat(value):
            thing = self._resolved(entry)
            address = (
                (thing.get("url") or thing.get("contentUrl")) if isinstance(thing, dict) else thing
            )
            if isinstance(address, str) and address.strip():
                yield without_surrogates(unescape(address))

    def _texts(self, value: Any) -> Iterator[str]:
        for entry in _flat(value):
            thing = self._resolved(entry)
            if isinstance(thing, dict):
                named = thing.get("name") or thing.get("@value")
                names = (
                    name.get("@value") if isinstance(name, dict) else name for name in _flat(named)
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

    def _resolved(self, entry: Any) -> Any:
        """The thing that an ``@id`` stands for; one that is described nowhere stays as it is."""
        for _ in range(_MAX_REFERENCES):
            if isinstance(entry, dict):
                name = None if entry.get("name") else entry.get("@id")
            else:
                name = entry if isinstance(entry, str) and _NAMELESS.search(entry) else None
            found = self._by_id.get(name) if isinstance(name, str) else None
            if found is None or found is entry:
                break
            entry = found
        return entry

    @cached_property
    def _by_id(self) -> dict[str, Thing]:
        """Things with a name or an address, by their ``@id``, wherever they are described. Made for
        the first reference only."""
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
    """Whether a text may name somebody: it is not empty and no address of a page, a profile or a
    mailbox."""
    return bool(text.strip()) and _NAMELESS.search(text.strip()) is None


def readable_entities(text: str) -> str:
    """The text without the entities that a content system escaped before the page did:
    ``L&#039;Info`` is ``L'Info``."""
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
        yield from _unwrapped(text)


def _unwrapped(text: str) -> Iterator[Any]:
    """The values in a text that is not JSON as it stands: one or more objects or lists with
    something around or between."""
    for _ in range(_MAX_ESCAPED):  # also ``&#34;``, and ``&amp;quot;`` where it was escaped twice
        if '"' in text or "&" not in text:
            break
        text = unescape(text)
    if "\\" in text:
        text = _BAD_ESCAPE.sub(lambda match: match[1] or "", text)
    text = _WRAPPING.sub(lambda match: match["string"] or " ", text)
    text = _LAST_COMMA.sub(lambda match: match["string"] or "", text)
    decoder = json.JSONDecoder(strict=False)
    position, tries = 0, 0
    while tries < _MAX_TRIES and (begin := _BEGIN.search(text, position)):
        try:
            value, position = decoder.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            # A bracket may belong to a remark in front; what stands inside a broken object is not
            # the page's own any more.
            if begin[0] == "{":
                return
            tries, position = tries + 1, begin.end()
        else:
            yield value


def _is_article(thing: Thing) -> bool:
    """By its type, which may be one of several, and an address: ``https://schema.org/NewsArticle``,
    ``schema:NewsArticle``."""
    kind = thing.get("@type")
    names = (
        name for names in _flat(kind) if isinstance(names, str) for name in _SEVERAL.split(names)
    )
    return any(_TYPE_PARTS.split(name.rstrip("/"))[-1].lower() in _ARTICLE_TYPES for name in names)


def _flat(value: Any) -> Iterator[Any]:
    """The entries of a list, and of the lists in it; of anything else itself."""
    stack = [value]
    while stack:
        entry = stack.pop()
        if isinstance(entry, list):
            stack.extend(reversed(entry))
        else:
            yield entry
