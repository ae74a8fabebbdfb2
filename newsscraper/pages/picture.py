"""The address of one picture: the largest of those that its element offers, also if a script is to
load it later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_LAZY_SOURCES = tuple(
    """
        data-src data-original data-original-src data-lazy-src data-lazy data-lazyload
        data-lazy-original data-orig-src data-pagespeed-lazy-src data-cfsrc data-ezsrc data-echo
        data-ll-src data-flickity-lazyload data-img-src data-image-src data-real-src data-hi-res-src
        data-full-src nitro-lazy-src lazy-src lazysrc data-actualsrc data-srclarge
    """.split()
)
"""Attributes that scripts of lazy loading take a picture's address from, the commonest first."""

_SET = re.compile(r"(?:src-?set|bgset|original-set)(?:$|-)")
_NOT_PICTURES = ("data:", "blob:", "about:", "javascript:")
_STAND_IN = re.compile(
    r"""(?:^|[/_.-])(?:placeholder|blank|spacer|transparent|trans|1x1|lazy(?:load(?:ing|er)?)?|loading|loader|spinner|gr[ae]y|empty|dummy)
        [\w.-]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_PICTURE_FILE = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|gif)(?:[?#]\S*)?$", re.IGNORECASE)
_OTHER_PURPOSE = re.compile(
    r"thumb|placeholder|lqip|low|preview|blur|fallback|error|avatar|icon|logo|small|medium"
)
_DESCRIPTOR = re.compile(r"(\d+(?:\.\d+)?(?:e\d+)?)([wxh])")
_DIGITS = 9


class _Candidate(NamedTuple):
    """An entry of a ``srcset``."""

    url: str
    width: float = 0
    """In pixels; 0 if it is not given."""
    density: float = 1

    @property
    def is_sized(self) -> bool:
        """Whether it says how large it is."""
        return self.width > 0 or self.density > 1


def address_of_picture(image: etree._Element) -> str:
    """The address of an ``img`` or ``amp-img``, as it is written; empty if there is none.

    In this order: the largest entry of its ``srcset``, lazy or not, and of the ``source`` elements
    of its ``picture``; a lazy source; ``src``; an entry without a size; any other attribute that
    holds a picture's address. An address of a placeholder comes last.
    """
    own = list(_candidates(image))
    others = [candidate for source in _sources(image) for candidate in _candidates(source)]
    sized = [candidate for candidate in (*own, *others) if candidate.is_sized]
    if sized:
        return max(sized, key=lambda candidate: candidate[1:]).url
    source = _written(image, "src")
    lazy = lazy_source(image)
    if lazy or (source and not is_stand_in(source)):
        return lazy or source
    return (
        next((candidate.url for candidate in (*own, *others)), "") or _any_address(image) or source
    )


def is_lazy(image: etree._Element) -> bool:
    """Whether a script is to bring the picture's own address."""
    return "lazy" in (image.get("class") or "").lower() or image.get("loading") == "lazy"


def lazy_source(image: etree._Element) -> str:
    """The address that a script is to load; empty if there is none."""
    # "1" and "true" are switches.
    values = (
        value
        for name in _LAZY_SOURCES
        if (value := _written(image, name)) and ("/" in value or "." in value)
    )
    return next((value for value in values if not is_stand_in(value)), "")


def is_stand_in(url: str) -> bool:
    """Whether the file's name is that of a placeholder."""
    return _STAND_IN.search(url) is not None


def is_picture_file(url: str) -> bool:
    """Whether the address ends as that of a picture."""
    return _PICTURE_FILE.match(url) is not None


def _written(image: etree._Element, name: str) -> str:
    value = (image.get(name) or "").strip()
    return "" if value[:11].lower().startswith(_NOT_PICTURES) else value


def _any_address(image: etree._Element) -> str:
    for name, value in image.items():
        address = str(value).strip()
        if (
            str(name).startswith("data-")
            and not _OTHER_PURPOSE.search(str(name))
            and is_picture_file(address)
        ):
            return address
    return ""


def _sources(image: etree._Element) -> Iterator[etree._Element]:
    """The ``source`` elements of the picture around an image. Parsers older than them nest the
    image in the last one."""
    parent = image.getparent()
    while parent is not None and parent.tag == "source":
        parent = parent.getparent()
    if parent is not None and parent.tag == "picture":
        yield from parent.iter("source")


def _candidates(element: etree._Element) -> Iterator[_Candidate]:
    for name, value in element.items():
        if _SET.search(str(name)):
            for candidate in candidates(str(value)):
                if not candidate.url[:11].lower().startswith(_NOT_PICTURES) and not is_stand_in(
                    candidate.url
                ):
                    yield candidate


def candidates(srcset: str) -> Iterator[_Candidate]:
    """The entries of a ``srcset`` (HTML standard, "parse a srcset attribute"): a comma inside an
    address belongs to it."""
    position, end = 0, len(srcset)
    while position < end:
        while position < end and (srcset[position].isspace() or srcset[position] == ","):
            position += 1
        begin = position
        while position < end and not srcset[position].isspace():
            position += 1
        url = srcset[begin:position]
        if not url:
            return
        if url.endswith(","):
            yield _Candidate(url.rstrip(","))
            continue
        begin, depth = position, 0
        while position < end and (depth or srcset[position] != ","):
            depth = 1 if srcset[position] == "(" else 0 if srcset[position] == ")" else depth
            position += 1
        size = _size(srcset[begin:position].split())
        if size is not None:
            yield _Candidate(url, *size)


def _size(descriptors: list[str]) -> tuple[float, float] | None:
    """Width and density that an entry gives; ``None`` if it cannot be read: the entry is then
    invalid."""
    width, density = 0.0, 1.0
    for descriptor in descriptors:
        match = _DESCRIPTOR.fullmatch(descriptor.lower())
        if match is None or len(match[1]) > _DIGITS:
            return None
        if match[2] == "w":
            width = float(match[1])
        elif match[2] == "x":
            density = float(match[1])
    return width, density
