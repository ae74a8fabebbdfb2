"""The headline of any news page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, cast

from lxml import etree

from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.fields.metadata import Metadata
from newsscraper.text.cleaning import clean
from newsscraper.urls import host_of

_SEPARATOR = re.compile(r"\s+[|•·»«–—:\-/ㅣ~]+\s+|\s*[|ㅣ]\s*|(?<=\S)[-_](?=\S+$)")
_STRONG = re.compile(r"\s+[|•·»«–—\-/ㅣ~]+\s+|\s*[|ㅣ]\s*|(?<=\S)[-_](?=\S+$)")
_HOME = re.compile(r"/?(?:#.*)?|(?:https?:)?//[^/?#]+/?(?:index\.\w+)?|(?:\./)?index\.\w+|\./?")
_WORD = re.compile(r"\w+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SITE_BEHIND = re.compile(r"\s*[|ㅣ]|\s+[-·•]\s|\s*(?:posted|published|by|von|par|por)\b")
_DIVIDED = re.compile(r"[|•·/)\]-]$|\d[\s.,/-]+(?:\w+[.,]?\s+)?(?:19|20)\d\d$")
"""How a kicker ends that is divided off by a sign, or is a date."""
_BLOCKS = ("h3", "h4", "h5", "p", "div", "span", "td", "a", "strong", "b", "font")
_TITLES = etree.XPath("//*[contains(@class,'itle') or contains(@class,'eadline')]")
_TITLE_NAME = re.compile(
    r"(?:news|article|post|entry|story|content|detail)s?[-_]*(?:title|headline|heading)",
    re.IGNORECASE,
)
_PERMALINK = "¶"
"""The link to itself at the end of a heading, as Sphinx and MkDocs write it."""
_MIN_HEADLINE = 12
_MAX_PARTS = 8
_MIN_LABEL = 4
_MAX_BESIDE_LABEL = 8
_MIN_KICKER = 5
_MAX_TEXTS = 20
_MAX_HEADINGS = 8
_MAX_HEADLINE = 400
_MARKS = str.maketrans(dict.fromkeys("\"'«»“”„‟‘’‚‛‹›`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))


class Headline(NamedTuple):
    """A headline with its witness."""

    text: str | None
    """As the page has it, not cleaned; ``None`` without a headline."""
    witness: str | None
    """``printed``, ``json-ld``, ``opengraph``, ``meta`` or ``title``."""
    heading: etree._Element | None
    """The heading with the headline, if it is printed."""


class _Stated(NamedTuple):
    text: str
    witness: str
    is_whole: bool
    """Whether it is the headline alone, not the title of the page with the site's name."""
    key: str
    """The text for comparisons."""


def find_headline(elements: Elements, metadata: Metadata, url: str | None = None) -> Headline:
    """The heading that the metadata repeats, else the headline of the metadata.

    A heading that nothing repeats is the site's name as often as a headline.

    Args:
        elements: The elements of the page.
        metadata: The page's metadata.
        url: The address of the page. A heading that repeats its host is the site's name.

    """
    headings = _headings(elements.of("h1"))
    stated = _stated(metadata)
    site = _site_names(metadata)
    expected = [entry for entry in stated if entry.key not in site]
    label = _host_label(url)
    main = [
        entry
        for entry in headings
        if entry[0] not in site and not _is_link_home(entry[2]) and not _names(entry[0], label)
    ]
    found = _repeated(main, expected)
    if found is None and (expected or not main):
        found = _equal(_headings(elements.of("h2")), expected, site)
    is_general = len(expected) < len(stated)  # the site's name stands for the headline
    if found is None and len(main) == 1:
        is_title_alone = all(entry.witness == "title" for entry in expected)
        if is_general or not expected:
            found = main[0]
        elif is_title_alone and len(main[0][0]) >= _MIN_HEADLINE:
            # A slogan of the site may be the only heading, and the headline in another element.
            found = _with_title(elements.root, expected) or main[0]
    if found is None and not main:
        found = _with_title(elements.root, expected) or _named(elements.root)
    if found is not None:
        return Headline(_own_part(found, expected, site), "printed", found[2])
    for entry in expected:
        text = entry.text if entry.is_whole else without_site(entry.text, site)
        if text:
            return Headline(text, entry.witness, None)
    if main:
        return Headline(main[0][1], "printed", main[0][2])
    for entry in stated:
        return Headline(entry.text, entry.witness, None)
    return Headline(None, None, None)


def leads_home(link: etree._Element) -> bool:
    """Whether a link leads to the front page of its site."""
    return _HOME.fullmatch(link.get("href") or "") is not None


def _is_link_home(heading: etree._Element) -> bool:
    """Whether a heading is the site's name: it links to the front page."""
    links = (
        link
        for link in heading.iter("a")
        if (link.text or "").strip() != _PERMALINK and not (link.get("href") or "#").startswith("#")
    )
    link = next(links, None)
    if link is None:
        parent = heading.getparent()
        link = parent if parent is not None and parent.tag == "a" else None
    return link is not None and leads_home(link)


def _host_label(url: str | None) -> str:
    """The longest label of the host without dashes: ``atlasmatin`` of ``www.atlas-matin.ma``."""
    labels = host_of(url or "").replace("-", "").split(".")[:-1]
    return max(labels, key=len, default="")


def _names(key: str, label: str) -> bool:
    """Whether a heading is hardly more than the label of the host."""
    squeezed = _NOT_LETTERS.sub("", key)
    return (
        len(label) >= _MIN_LABEL
        and label in squeezed
        and len(squeezed) <= len(label) + _MAX_BESIDE_LABEL
    )


def _own_part(heading: _Heading, stated: list[_Stated], site: frozenset[str]) -> str:
    """The heading's text without a kicker, section, date or site's name in the same element.

    Only if the metadata state the rest as the headline.
    """
    key, raw, _ = heading
    for entry in stated:
        other = entry.key
        if other == key:
            return raw
        if len(other) * 5 < len(key) * 2:
            continue
        if key.endswith(other):
            if len(key) - len(other) > _MIN_KICKER:
                return entry.text
        elif key.startswith(other) and _SITE_BEHIND.match(key, len(other)):
            return entry.text
        elif key.replace(" ", "") == other.replace(" ", ""):
            return entry.text  # the spaces around parts of a heading are those of its markup
    return _without_kicker(heading, stated, site) or raw


def _without_kicker(heading: _Heading, stated: list[_Stated], site: frozenset[str]) -> str | None:
    """The title without the site's name, if the heading is that with a kicker before it.

    A kicker is divided off by markup or a sign: the title may leave out the beginning of a
    sentence, too. What a colon divides off belongs to the headline.
    """
    key, _, element = heading
    squeezed = _NOT_LETTERS.sub("", key)
    if any(squeezed in _NOT_LETTERS.sub("", entry.key) for entry in stated):
        return None
    for entry in stated:
        text = without_site(entry.text, site)
        other = _key(text)
        if key.endswith(other) and len(other) * 5 >= len(key) * 2:
            kicker = key[: len(key) - len(other)].rstrip(" '")
            if len(kicker) < _MIN_KICKER or kicker.endswith(":"):
                continue
            parts = (kicker.rstrip(" .'-"), other)
            if _DIVIDED.search(kicker) or any(_key(clean(t)) in parts for t in _texts(element)):
                return text
    return None


def _texts(element: etree._Element) -> list[str]:
    return [str(text)[:_MAX_HEADLINE] for text in islice(element.itertext(), _MAX_TEXTS)]


_Heading = tuple[str, str, etree._Element]
"""Its key, its text as printed, and the element."""


def _headings(elements: list[etree._Element]) -> list[_Heading]:
    found = []
    for element in elements:
        raw = text_of(element, _MAX_HEADLINE).rstrip().removesuffix(_PERMALINK)
        if key := _key(clean(raw)):
            found.append((key, raw, element))
            if len(found) == _MAX_HEADINGS:
                break
    return found


def _stated(metadata: Metadata) -> list[_Stated]:
    """What the metadata call the page, the most reliable first."""
    found = []
    linked = metadata.linked.text(metadata.article.get("headline"))
    if linked:
        text = clean(linked[:_MAX_HEADLINE])
        found.append(_Stated(text, "json-ld", True, _key(text)))
    for names in (("og:title",), ("twitter:title",)):
        value = metadata.value(*names)
        if value is not None and (text := clean(value.text[:_MAX_HEADLINE])):
            found.append(_Stated(text, value.witness, False, _key(text)))
    if metadata.title:
        found.append(_Stated(metadata.title, "title", False, _key(metadata.title)))
    return found


def _site_names(metadata: Metadata) -> frozenset[str]:
    names = [metadata.first("og:site_name", "application-name", "twitter:site", "al:ios:app_name")]
    names.append(metadata.linked.text(metadata.article.get("publisher")))
    return frozenset(key for name in names if name and (key := _key(clean(name).lstrip("@"))))


def _repeated(headings: list[_Heading], stated: list[_Stated]) -> _Heading | None:
    """The heading that is equal to what is stated, else in it, else most like it."""
    keys = [entry.key for entry in stated]
    for key in keys:
        for heading in headings:
            if heading[0] == key:
                return heading
    for key in keys:
        contained = [heading for heading in headings if len(heading[0]) > 3 and heading[0] in key]
        if contained:
            longest = max(contained, key=lambda heading: len(heading[0]))
            # The name of the site or a section is a part of the title too.
            if len(longest[0]) * 3 >= len(key) or len(contained) == len(headings) == 1:
                return longest
    best, most = None, 0.5
    for heading in headings:
        words = set(_WORD.findall(heading[0]))
        for key in keys:
            others = set(_WORD.findall(key))
            shared = len(words & others) / max(1, min(len(words), len(others)))
            if shared > most and min(len(words), len(others)) > 1:
                best, most = heading, shared
    return best


def _equal(
    headings: list[_Heading], stated: list[_Stated], site: frozenset[str]
) -> _Heading | None:
    for entry in stated:
        keys = {entry.key, _key(without_site(entry.text, site))} - site
        for heading in headings:
            if heading[0] in keys:
                return heading
    return None


def _with_title(root: etree._Element, stated: list[_Stated]) -> _Heading | None:
    """The first element with one of the stated headlines, or the title without some of its ends."""
    whole = " ".join(entry.text for entry in stated)
    keys = {key for entry in stated for key in _ends(entry.text)}
    for element in root.iter(*_BLOCKS):
        text = element.text
        if text and len(text) >= _MIN_HEADLINE and text.strip()[:_MIN_HEADLINE] in whole:
            key = _key(clean(text[:_MAX_HEADLINE]))
            if key in keys:
                return key, text, element
    return None


def _ends(title: str) -> Iterator[str]:
    """The keys of a title and of its longer part without its first or last parts."""
    yield _key(title)
    for match in islice(_SEPARATOR.finditer(title), _MAX_PARTS):
        begin, end = match.span()
        yield _key(title[:begin] if begin > len(title) - end else title[end:])


def _named(root: etree._Element) -> _Heading | None:
    """The first element whose name says that it is the title of an article."""
    for element in cast("list[etree._Element]", _TITLES(root)):
        if _TITLE_NAME.search(element.get("class") or ""):
            raw = text_of(element, _MAX_HEADLINE)
            key = _key(clean(raw))
            if len(key) >= _MIN_HEADLINE and next(element.iterancestors("a", "li"), None) is None:
                return key, raw, element
    return None


def without_site(title: str, site: frozenset[str] = frozenset()) -> str:
    """Return the title of a page without the names of site and section around it.

    Args:
        title: The title, cleaned.
        site: The site's names as :func:`_key` makes them.

    """
    parts: list[tuple[int, int]] = []
    position = 0
    for match in _SEPARATOR.finditer(title):
        parts.append((position, match.start()))
        position = match.end()
    parts.append((position, len(title)))
    while len(parts) > 1:
        first, last = (_key(title[begin:end]) for begin, end in (parts[0], parts[-1]))
        if last in site or not last:
            parts.pop()
        elif first in site or not first:
            parts.pop(0)
        else:
            break
    title = title[parts[0][0] : parts[-1][1]].strip()
    # Without a known name of the site: the longest part. A colon may belong to the headline.
    return max(_STRONG.split(title), key=len).strip()


def _key(text: str) -> str:
    """The text for comparisons: without case, kinds of quotation marks and dashes."""
    return text.translate(_MARKS).casefold().strip(" .'-")
