"""The address of an image: the largest file that its element offers, also if a script loads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from lxml import etree

_LAZY_SOURCES = tuple(
    """
        data-src data-original data-original-src data-lazy-src data-lazy data-lazyload
        data-lazy-original data-orig-src data-pagespeed-lazy-src data-cfsrc data-ezsrc data-echo
        data-ll-src data-flickity-lazyload data-img-src data-image-src data-real-src data-hi-res-src
        data-full-src nitro-lazy-src lazy-src lazysrc data-actualsrc data-srclarge
    """.split()
)
"""Attributes from which lazy-loading scripts take the address, the most common first."""

_SRCSET = re.compile(r"(?:src-?set|bgset|original-set)(?:$|-)")
_NOT_IMAGES = ("data:", "blob:", "about:", "javascript:")
_PLACEHOLDER = re.compile(
    r"""(?:^|[/_.-])
        (?:placeholder|blank|spacer|transparent|trans|1x1|lazy(?:load(?:ing|er)?)?|loading|loader
          |spinner|gr[ae]y|empty|dummy)
        [\w.-]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these is in the address of each placeholder: looked for first, since most have none.
_PLACEHOLDER_WORDS = (
    "placeholder blank spacer trans 1x1 lazy loading loader spinner gray grey empty dummy".split()
)
_IMAGE_FILE = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|gif)(?:[?#]\S*)?$", re.IGNORECASE)
_OTHER_PURPOSE = re.compile(
    r"thumb|placeholder|lqip|low|preview|blur|fallback|error|avatar|icon|logo|small|medium"
)
_USUAL_ENTRY = re.compile(r"[\s,]*+(\S*[^\s,])\s++(\d{1,9})w\s*+(?:,|\Z)")
"""An address and its width, as nearly all entries of a ``srcset`` are written."""
_ENTRY_URL = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTORS = re.compile(r"(?:[^,(]++|\([^)]*+\)?)*+")
_DESCRIPTOR = re.compile(r"(\d+(?:\.\d+)?(?:e\d+)?)([wxh])")
_MAX_DIGITS = 9


class _SrcsetEntry(NamedTuple):
    """An entry of a ``srcset``."""

    url: str
    width: float = 0
    """In pixels; 0 if not given."""
    density: float = 1


_SIZE = itemgetter(1, 2)


def image_address(image: etree._Element) -> str:
    """The address of an ``img`` or ``amp-img`` as written; empty if not found.

    The order is: the largest entry of its ``srcset``, lazy or not, and of the ``source`` elements
    of its ``picture``; a lazy source; ``src``; an entry without a size; any other attribute with
    the address of an image. The address of a placeholder comes last.

    Args:
        image: The element.

    """
    entries: list[_SrcsetEntry] = []
    for element in (image, *_sources(image)):
        _add_entries(entries, element)
    if entries:
        sized = [entry for entry in entries if entry.width > 0 or entry.density > 1]
        sized.sort(key=_SIZE, reverse=True)
        if url := _first_usable(sized):
            return url
    source = _address_in(image, "src")
    lazy = lazy_address(image)
    if lazy or (source and not is_placeholder(source)):
        return lazy or source
    return _first_usable(entries) or _address_in_any_attribute(image) or source


def is_lazy(image: etree._Element) -> bool:
    """Whether a script loads the address of the image."""
    return "lazy" in (image.get("class") or "").lower() or image.get("loading") == "lazy"


def lazy_address(image: etree._Element) -> str:
    """The address that a script loads; empty if not found."""
    names = set(image.keys())
    if names.isdisjoint(_LAZY_SOURCES):
        return ""
    # Values such as "1" and "true" are switches.
    values = (
        value
        for name in _LAZY_SOURCES
        if name in names and (value := _address_in(image, name)) and ("/" in value or "." in value)
    )
    return next((value for value in values if not is_placeholder(value)), "")


def is_placeholder(url: str) -> bool:
    """Whether the file name is that of a placeholder."""
    lowered = url.lower()
    for word in _PLACEHOLDER_WORDS:
        if word in lowered:
            return _PLACEHOLDER.search(url) is not None
    return False


def is_image_file(url: str) -> bool:
    """Whether the address ends in the file extension of an image."""
    return _IMAGE_FILE.match(url) is not None


def _address_in(image: etree._Element, name: str) -> str:
    value = (image.get(name) or "").strip()
    return "" if value[:11].lower().startswith(_NOT_IMAGES) else value


def _address_in_any_attribute(image: etree._Element) -> str:
    for name, value in image.items():
        address = str(value).strip()
        if (
            str(name).startswith("data-")
            and not _OTHER_PURPOSE.search(str(name))
            and is_image_file(address)
        ):
            return address
    return ""


def _sources(image: etree._Element) -> Iterator[etree._Element]:
    """The ``source`` elements of the ``picture`` around an image.

    Parsers that do not know ``source`` nest the image in the last one.
    """
    parent = image.getparent()
    while parent is not None and parent.tag == "source":
        parent = parent.getparent()
    if parent is not None and parent.tag == "picture":
        yield from parent.iter("source")


def _first_usable(entries: list[_SrcsetEntry]) -> str:
    """The first address that is that of a file and not of a placeholder; empty if not found."""
    for entry in entries:
        if not entry.url[:11].lower().startswith(_NOT_IMAGES) and not is_placeholder(entry.url):
            return entry.url
    return ""


def _add_entries(entries: list[_SrcsetEntry], element: etree._Element) -> None:
    items: Any = element.items()  # never bytes, whatever the stubs say
    for name, value in items:
        if "set" in name and _SRCSET.search(name):
            entries.extend(srcset_entries(value))


def srcset_entries(srcset: str) -> Iterator[_SrcsetEntry]:
    """The entries of a ``srcset`` (HTML standard, "parse a srcset attribute").

    A comma inside an address is part of it. Invalid entries are skipped.

    Args:
        srcset: The value of the attribute.

    """
    position = 0
    while True:
        if match := _USUAL_ENTRY.match(srcset, position):
            position = match.end()
            yield _SrcsetEntry(match[1], float(match[2]))
            continue
        if not (match := _ENTRY_URL.match(srcset, position)):
            return
        url, position = match[1], match.end()
        if url.endswith(","):
            yield _SrcsetEntry(url.rstrip(","))
            continue
        descriptors = _DESCRIPTORS.match(srcset, position)
        position = descriptors.end() if descriptors is not None else position
        size = _size(descriptors[0].split() if descriptors is not None else [])
        if size is not None:
            yield _SrcsetEntry(url, *size)


def _size(descriptors: list[str]) -> tuple[float, float] | None:
    """Width and density of an entry; ``None`` if a descriptor is invalid."""
    width, density = 0.0, 1.0
    for descriptor in descriptors:
        match = _DESCRIPTOR.fullmatch(descriptor.lower())
        if match is None or len(match[1]) > _MAX_DIGITS:
            return None
        if match[2] == "w":
            width = float(match[1])
        elif match[2] == "x":
            density = float(match[1])
    return width, density
