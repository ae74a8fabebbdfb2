"""The images of an element, in page order, with the captions printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newsscraper.items.records import RawImage
from newsscraper.pages.blocks import CAPTION_CLASS, SILENT_TAGS, is_caption, is_silent, text_of
from newsscraper.pages.picture import address_of_picture, is_lazy, is_picture_file, is_stand_in

TAGS = ("img", "amp-img", "amp-anim")
"""The elements that are images."""

_FRAMES = frozenset(["a", "span", "picture", "source"])
_MAX_FRAMES = 3
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_FRAME = 300
_MAX_TORN = 150
_CLOSED_BY_A_CELL = frozenset(["a", "b", "font", "i", "p", "span", "td", "th", "u"])
_MAX_PARTS = 8
_PIXEL = re.compile(r"\s*[01](?:\.\d+)?\s*(?:px)?\s*$", re.IGNORECASE)


def images(element: etree._Element) -> Iterator[RawImage]:
    """Images below the element; relative addresses stay relative. Left out: tracking pixels, code,
    share boxes.

    An image that a script is to load may stand a second time in a ``noscript`` beside it. It counts
    once, with the address that is not a placeholder's.
    """
    outside: dict[etree._Element, bool] = {}
    for image in element.iter(*TAGS):
        if not _is_outside(image, element, outside) and (raw := picture(image)) is not None:
            yield raw


def picture(image: etree._Element, caption: etree._Element | None = None) -> RawImage | None:
    """An image, unless it is a tracking pixel or has no address.

    Args:
        image: The ``img`` element.
        caption: The element of its caption, where that is known by its place; else it is told by
            its name.

    """
    src = _source(image)
    if not src or _is_pixel(image):
        return None
    printed = text_of(caption) if caption is not None else _caption(image)
    return RawImage(src, printed, image.get("alt") or image.get("title"))


def frame_caption(image: etree._Element) -> etree._Element | None:
    """The element that is an image's caption by its place: it follows the image, and the element
    around both holds no more."""
    node = image
    for _ in range(3):
        parent = node.getparent()
        if parent is None or (parent.text or "").strip() or (node.tail or "").strip():
            return None
        children = list(islice(parent, _MAX_PARTS + 1))
        if len(children) > _MAX_PARTS:
            return None
        if any(
            child is not node and isinstance(child.tag, str) and child.tag != "br"
            for child in children
        ):
            return _alone_behind(node, children)
        if (caption := _torn_off(parent)) is not None:
            return caption
        node = parent
    return None


def _torn_off(frame: etree._Element) -> etree._Element | None:
    """The caption that a parser took out of the element around an image, since it may not stand
    there.

    A cell ends spans and cells; a block ends a paragraph, whose own end tag then makes an empty
    one.
    """
    caption = frame.getnext()
    if (
        caption is None
        or not isinstance(caption.tag, str)
        or (frame.tail or "").strip()
        or caption.tag in ("img", "figure")
    ):
        return None
    if caption.tag == "td":
        parent = caption.getparent()
        is_torn = parent is not None and parent.tag != "tr" and frame.tag in _CLOSED_BY_A_CELL
    else:
        empty = caption.getnext()
        is_torn = (
            frame.tag == "p"
            and empty is not None
            and empty.tag == "p"
            and len(empty) == 0
            and not (empty.text or "").strip()
        )
        is_torn = is_torn and not (caption.tail or "").strip()
    text = text_of(caption, _MAX_TORN) if is_torn else ""
    return (
        caption
        if text.strip() and len(text) < _MAX_TORN and next(caption.iter("img"), None) is None
        else None
    )


def _alone_behind(node: etree._Element, children: list[etree._Element]) -> etree._Element | None:
    """The one short text behind an element among its siblings."""
    place = next(number for number, child in enumerate(children) if child is node)
    texts = [
        child
        for child in children
        if child is not node and isinstance(child.tag, str) and text_of(child, _MAX_FRAME).strip()
    ]
    if (
        len(texts) != 1
        or texts[0] not in children[place:]
        or any((child.tail or "").strip() for child in children)
    ):
        return None
    if (
        len(text_of(texts[0], _MAX_FRAME)) >= _MAX_FRAME
        or next(texts[0].iter("img"), None) is not None
    ):
        return None
    return texts[0]


def _source(image: etree._Element) -> str:
    """The address of an image; empty if another element shows it."""
    src = address_of_picture(image)
    if not src:
        return ""
    noscript = next(image.iterancestors("noscript"), None)
    if noscript is not None:
        return src if _is_shown_nowhere_else(noscript, image, src) else ""
    if image.tag != "img" and (
        image.get("fallback") is not None or image.get("placeholder") is not None
    ):
        return ""
    if _stands_in(image) and any(_holds_image(other) for other in _beside(image, ("noscript",))):
        return ""
    return src


def _is_shown_nowhere_else(noscript: etree._Element, image: etree._Element, src: str) -> bool:
    """Whether a ``noscript`` has the only address of its picture. Alone it may hold a tracker,
    which is hidden or a GIF."""
    if _HIDDEN.search(image.get("style") or ""):
        return False
    partners = _beside(noscript, TAGS)
    if not partners:
        return is_picture_file(src) and not src.lower().partition("?")[0].endswith(".gif")
    return any(not address_of_picture(partner) or _stands_in(partner) for partner in partners)


def _stands_in(image: etree._Element) -> bool:
    """Whether what an image shows may be a placeholder, by its name or because a script is to
    replace it."""
    src = address_of_picture(image)
    return is_stand_in(src) or (is_lazy(image) and src == (image.get("src") or "").strip())


def _beside(element: etree._Element, tags: tuple[str, ...]) -> list[etree._Element]:
    """The elements of these names next to one, links and the like around either left out; also one
    around it."""
    found: list[etree._Element] = []
    node = element
    for _ in range(_MAX_FRAMES):
        for sibling in (_next(node, back=True), _next(node)):
            if sibling is not None and (sibling.tag in tags or sibling.tag in _FRAMES):
                found.extend(islice(sibling.iter(*tags), 1))
        parent = node.getparent()
        if parent is not None and parent.tag in tags:
            found.append(parent)
        if found or parent is None or parent.tag not in _FRAMES:
            break
        node = parent
    return found


def _next(node: etree._Element, *, back: bool = False) -> etree._Element | None:
    """The sibling after a node, or before it, if no text stands between; comments and line breaks
    are skipped."""
    while True:
        sibling = node.getprevious() if back else node.getnext()
        before = sibling if back else node
        if sibling is None or (before is not None and (before.tail or "").strip()):
            return None
        if isinstance(sibling.tag, str) and sibling.tag != "br":
            return sibling
        node = sibling


def _holds_image(noscript: etree._Element) -> bool:
    return any(
        address_of_picture(image)
        and not _is_pixel(image)
        and not _HIDDEN.search(image.get("style") or "")
        for image in noscript.iter("img")
    )


def _is_pixel(image: etree._Element) -> bool:
    return any(_PIXEL.match(image.get(side) or "") for side in ("width", "height"))


def _is_outside(
    image: etree._Element, root: etree._Element, known: dict[etree._Element, bool]
) -> bool:
    """Whether the image stands in something whose text would not be read either; a caption's
    element excepted."""
    parent = image.getparent()
    if parent is None or image is root:
        return False
    if parent not in known:
        chain = []
        node: etree._Element | None = parent
        while node is not None and node is not root and node not in known:
            chain.append(node)
            node = node.getparent()
        outside = known.get(node, False) if node is not None else False
        for node in reversed(chain):
            silent = node.tag != "noscript" and is_silent(node)
            outside = outside or (silent and not CAPTION_CLASS.search(node.get("class") or ""))
            known[node] = outside
    return known.get(parent, False)


def _caption(image: etree._Element) -> str | None:
    """The caption printed with an image.

    The text of the figure's caption; else of a caption element that follows the image or the
    element around it; else of the caption element that the image itself stands in.
    """
    figure = next(image.iterancestors("figure"), None)
    if figure is not None:
        for caption in figure.iter("figcaption"):
            return text_of(caption)
    node: etree._Element | None = image
    for _ in range(3):
        if node is None:
            return None
        following = _next(node)
        while following is not None and following.tag == "noscript":
            following = _next(following)
        if following is not None and _is_caption(following):
            return text_of(following)
        node = node.getparent()
        # An element that holds another image, or text of its own, is no frame around this one.
        if node is None or (node.text or "").strip() or _holds_several(node):
            return None
        if _is_caption(node):
            return text_of(node) or None
    return None


def _holds_several(node: etree._Element) -> bool:
    pictures = (
        image for image in node.iter("img") if next(image.iterancestors("noscript"), None) is None
    )
    next(pictures, None)
    return next(pictures, None) is not None


def _is_caption(element: etree._Element) -> bool:
    if element.tag == "figcaption":
        return True
    return (
        bool(CAPTION_CLASS.search(element.get("class") or ""))
        and element.tag not in SILENT_TAGS
        and is_caption(element)
    )
