"""The authors of an article: the names of metadata and byline, weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from newsscraper.dates.anywhere import find_dates, may_have_date
from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.fields.hints import Hints
from newsscraper.pages.fields.metadata import Metadata
from newsscraper.pages.fields.name_words import BEFORE, BEGINNINGS
from newsscraper.pages.fields.names import is_full_name, names_in, signature_in, without_label
from newsscraper.pages.fields.nearby import Piece
from newsscraper.pages.jsonld import is_name
from newsscraper.text.cleaning import clean

_META_NAMES = (
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "og:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "authors",
    "dc.creator",
    "dc:creator",
    "dcterms.creator",
    "dcsext.author",
    "citation_author",
)
_AUTHOR_NAME = re.compile(
    r"author|byline|by-line|autor(?!e?f)|auteur|writer|contributor|journalist"
)
"""For names in lower case."""
_NOT_BYLINE = re.compile(r"comment|avatar|image|photo|share|social|bio(?!graph)|desc|date", re.I)
_MAX_BYLINE = 120
_MAX_NEAR = 40
_MAX_AUTHORS = 12
_BY_INSIDE = re.compile(r"(?<=[\s|·,–-])(?:by|von|par|por|di|door|av|af)\s+(?=[A-ZÀ-Þ])")
_BARE_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*\.?(?: (?:[a-z]{2,3} ){0,2}[A-ZÀ-Þ][\w'’.-]*){1,3}")
_MAX_NAME = 40
_SIGNED = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’-]+){1,3}"
    r"|[\u0620-\u064a]+(?: [\u0620-\u064a]+){1,4}"
)
_MIN_PARAGRAPH = 80
_MAX_SIBLINGS = 6
_MAX_BETWEEN = 5
_MAX_BARE = 12
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|a)?|auteurs?|autori|contributors?|writers?|byline|journalists?"
    r"|redakteure?|redaktion/[a-z-]+|columnists?|reporters?|staff|by|people|profile)/[^/]",
    re.IGNORECASE,
)
_NOT_KEY = re.compile(r"[\W_]+")


class Authors(NamedTuple):
    """The authors with their witness."""

    names: tuple[str, ...] = ()
    """Their names, one by one."""
    witness: str | None = None
    """``json-ld``, ``opengraph``, ``meta``, ``microdata`` or ``printed``."""


def find_authors(
    elements: Elements,
    metadata: Metadata,
    hints: Callable[[], Hints],
    after: Sequence[Piece],
    before: Sequence[Piece],
    site: Iterable[str | None],
) -> Authors:
    """Choose between the names of the metadata and those of the byline.

    Args:
        elements: The elements of the page.
        metadata: The page's metadata.
        hints: Returns the elements that are named after an author.
        after: The texts after the headline.
        before: The texts before it, the nearest first.
        site: Names of the site and its publisher, which are not authors.

    """
    known = {_key(name) for name in site if name}
    stated = list(_stated(metadata, known))
    for authors in stated:
        if any(map(is_full_name, authors.names)):
            return _with_coauthors(authors, stated)
    printed = _printed(after, before, known)
    if printed is None:
        printed = _elsewhere(hints(), known)
    if printed is not None and (not stated or any(map(is_full_name, printed.names))):
        return printed
    if stated:
        return stated[0]
    # Some authors are their own publishers: their byline is the name of the site.
    signed = (_printed(after, before, set()) or _elsewhere(hints(), set())) if known else None
    return signed or _signature(elements, known) or Authors()


def _with_coauthors(first: Authors, stated: list[Authors]) -> Authors:
    """The longest list of the metadata that has all names of the first; some have one alone."""
    keys = set(map(_key, first.names))
    wider = [entry for entry in stated if keys <= set(map(_key, entry.names))]
    return max(wider, key=lambda entry: len(entry.names))


def _key(name: str) -> str:
    return _NOT_KEY.sub("", name).casefold()


def _authors(texts: Iterable[str], witness: str, known: set[str]) -> Authors | None:
    names: dict[str, str] = {}
    for text in texts:
        line = clean(text)
        if line and is_name(line):
            found = names_in(line)
            if not found and witness != "printed" and (team := signature_in(line)):
                found = (team,)
            for name in found:
                key = _key(name)
                if key and key not in known:
                    names.setdefault(key, name)
    return Authors(tuple(names.values())[:_MAX_AUTHORS], witness) if names else None


def _stated(metadata: Metadata, known: set[str]) -> Iterator[Authors]:
    linked = metadata.linked
    texts: list[tuple[Iterable[str], str]] = [
        (linked.names(metadata.article.get("author")), "json-ld"),
        (linked.names(metadata.article.get("creator")), "json-ld"),
        (linked.names(metadata.page.get("author")), "json-ld"),
        *(
            (metadata.meta[name], "opengraph" if name.startswith(("og:", "article:")) else "meta")
            for name in _META_NAMES
            if name in metadata.meta
        ),
        (metadata.items.get("author", ()), "microdata"),
    ]
    label = metadata.first("twitter:label1")
    if label and BEFORE.match(clean(label)) and "twitter:data1" in metadata.meta:
        texts.append((metadata.meta["twitter:data1"][:1], "meta"))
    for listed, witness in texts:
        authors = _authors(listed, witness, known)
        if authors is not None:
            yield authors


def _printed(after: Sequence[Piece], before: Sequence[Piece], known: set[str]) -> Authors | None:
    """The names of the byline near the headline."""
    after = after[:_MAX_NEAR]
    for pieces in (after, before):
        for place, piece in enumerate(pieces):
            line = _byline(pieces, place, piece)
            authors = _authors([line], "printed", known) if line else None
            if authors is not None and line is not None:
                # A page may print a byline for each author.
                more = (
                    other.text
                    for other in pieces[place + 1 : place + 1 + _MAX_BETWEEN]
                    if len(other.text) <= _MAX_BYLINE and BEFORE.match(other.text)
                )
                return _authors([line, *more], "printed", known)
    return _beside_date(after, known)


def _byline(pieces: Sequence[Piece], place: int, piece: Piece) -> str | None:
    text = piece.text
    if len(text) > _MAX_BYLINE or not text:
        return None
    if text[:2].lower() in BEGINNINGS and BEFORE.match(text):
        line = _line(pieces, place)
        return line if line != text or is_full_name(_first(text)) else None
    if _is_named(piece.element):
        return text
    if may_have_date(text) and (match := _BY_INSIDE.search(text)):
        return text[match.start() :]
    return None


def _beside_date(after: Sequence[Piece], known: set[str]) -> Authors | None:
    """A bare name directly before or after a date near the headline."""
    near = after[:_MAX_BARE]
    for place, piece in enumerate(near):
        text = piece.text
        if not text or len(text) > _MAX_NAME or not _BARE_NAME.fullmatch(text):
            continue
        beside = (*near[max(0, place - 1) : place], *near[place + 1 : place + 3])
        if any(len(other.text) < _MAX_NAME and find_dates(other.text) for other in beside):
            return _authors([text], "printed", known)
    return None


def _first(line: str) -> str:
    names = names_in(line)
    return names[0] if names else ""


def _line(pieces: Sequence[Piece], place: int) -> str:
    """The rest of the line that begins with a piece: "By", a link with the name, "and" ..."""
    text = pieces[place].text
    for piece in pieces[place + 1 : place + 8]:
        bare = not without_label(text)
        if (piece.begins_line and not bare) or len(piece.text) > _MAX_BYLINE:
            break
        text = f"{text} {piece.text}"
    return text


def _is_named(element: etree._Element) -> bool:
    """Whether an element is named after an author, or one of the two around it."""
    node: etree._Element | None = element
    for _ in range(3):
        if node is None or node.tag in ("body", "article", "main"):
            return False
        if node.get("rel") == "author" or node.get("itemprop") == "author":
            return True
        if node.tag == "a" and _PROFILE.search(node.get("href") or ""):
            return True
        names = node.get("class")
        if names and (is_byline := _is_byline(names)) is not None:
            return is_byline
        node = node.getparent()
    return False


@lru_cache(maxsize=1024)
def _is_byline(names: str) -> bool | None:
    """Whether class names are those of a byline; ``None`` if they say nothing about an author."""
    if not _AUTHOR_NAME.search(names.lower()):
        return None
    return not _NOT_BYLINE.search(names)


def _signature(elements: Elements, known: set[str]) -> Authors | None:
    """The name in bold on a line of its own below the text, as the Arabic press signs."""
    found = None
    for bold in elements.root.iter("strong", "b"):
        if bold.getprevious() is not None or bold.getnext() is not None:
            continue  # lxml would count all children for the length of an element
        line = bold.getparent()
        if line is None or line.tag not in ("p", "div"):
            continue
        text = clean(bold.text or "")
        if not _SIGNED.fullmatch(text) or (line.text or "").strip() or (bold.tail or "").strip():
            continue
        if _is_last(line) and (authors := _authors([text], "printed", known)) is not None:
            found = authors
    return found


def _is_last(line: etree._Element) -> bool:
    """Whether a long paragraph stands before a line and none follows it."""
    before = islice(line.itersiblings(preceding=True), 3)  # empty paragraphs may be between
    if all(len(text_of(sibling, _MIN_PARAGRAPH)) < _MIN_PARAGRAPH for sibling in before):
        return False
    return all(
        sibling.tag not in ("p", "h2", "h3")
        or len(text_of(sibling, _MIN_PARAGRAPH).strip()) < _MIN_PARAGRAPH
        for sibling in islice(line.itersiblings(), _MAX_SIBLINGS)
        if isinstance(sibling.tag, str)
    )


def _elsewhere(hints: Hints, known: set[str]) -> Authors | None:
    """The names of the first element anywhere that is named after an author."""
    for element in hints.authors:
        names = element.get("class") or ""
        if _NOT_BYLINE.search(names) or len(element) > 12:
            continue
        text = text_of(element, _MAX_BYLINE * 2)
        line = clean(text)
        if not line or len(line) > _MAX_BYLINE:
            continue
        authors = _authors([line], "printed", known)
        if authors is not None:
            return authors
    return None
