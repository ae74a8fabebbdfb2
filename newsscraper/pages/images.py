"""The images of an element in page order, with their printed captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newsscraper.items.records import RawImage
from newsscraper.pages.blocks import CAPTION_CLASS, SILENT_TAGS, is_caption, is_silent, text_of
from newsscraper.pages.image_address import image_address, is_image_file, is_lazy, is_placeholder

IMAGE_TAGS = ("img", "amp-img", "amp-anim")
"""The tag names of images."""

_WRAPPERS = frozenset(["a", "span", "picture", "source"])
_MAX_WRAPPERS = 3
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_CAPTION = 300
_MAX_FIGURE_CAPTION = 3000
_MAX_CAPTIONED = 50
_MAX_NOSCRIPTS = 3
_MAX_COPIES = 10
_MAX_MOVED_CAPTION = 150
_CLOSED_BY_A_CELL = frozenset(["a", "b", "font", "i", "p", "span", "td", "th", "u"])
_MAX_CHILDREN = 8
_PIXEL = re.compile(r"\s*[01](?:\.\d+)?\s*(?:px)?\s*$", re.IGNORECASE)


def images(element: etree._Element) -> Iterator[RawImage]:
    """The images inside an element, without tracking pixels, code and share boxes.

    Relative addresses stay relative. If a ``noscript`` repeats an image that a script loads, the
    image is returned once, with the address that is not a placeholder.

    Args:
        element: The element.

    """
    excluded: dict[etree._Element, bool] = {}
    captions = _FigureCaptions()
    for image in element.iter(*IMAGE_TAGS):
        if (
            not _is_excluded(image, element, excluded)
            and (raw := _read(image, None, captions)) is not None
        ):
            yield raw


def read_image(image: etree._Element, caption: etree._Element | None = None) -> RawImage | None:
    """An image; ``None`` if it is a tracking pixel or has no address.

    Args:
        image: The ``img`` element.
        caption: The caption's element, if its position has identified it. If ``None``, the
            caption is looked for by tag and class name.

    """
    return _read(image, caption, _FigureCaptions())


def _read(
    image: etree._Element, caption: etree._Element | None, captions: _FigureCaptions
) -> RawImage | None:
    src = _source(image)
    if not src or _is_pixel(image):
        return None
    printed = text_of(caption) if caption is not None else _caption(image, captions)
    return RawImage(src, printed, image.get("alt") or image.get("title"))


def frame_caption(image: etree._Element) -> etree._Element | None:
    """The caption of an image if its position identifies it; ``None`` otherwise.

    It follows the image, and their common parent contains nothing else.

    Args:
        image: The ``img`` element.

    """
    node = image
    for _ in range(3):
        parent = node.getparent()
        if parent is None or (parent.text or "").strip() or (node.tail or "").strip():
            return None
        children = list(islice(parent, _MAX_CHILDREN + 1))
        if len(children) > _MAX_CHILDREN:
            return None
        if any(
            child is not node and isinstance(child.tag, str) and child.tag != "br"
            for child in children
        ):
            return _only_text_after(node, children)
        if (caption := _moved_caption(parent)) is not None:
            return caption
        node = parent
    return None


def _moved_caption(wrapper: etree._Element) -> etree._Element | None:
    """Return the caption that the HTML parser moved out of the image's parent.

    The parser does so if the parent may not contain the caption's element: a table cell closes open
    spans and cells; a block closes a paragraph, whose end tag then makes an empty paragraph.
    """
    caption = wrapper.getnext()
    if (
        caption is None
        or not isinstance(caption.tag, str)
        or (wrapper.tail or "").strip()
        or caption.tag in ("img", "figure")
    ):
        return None
    if caption.tag == "td":
        parent = caption.getparent()
        is_moved = parent is not None and parent.tag != "tr" and wrapper.tag in _CLOSED_BY_A_CELL
    else:
        empty = caption.getnext()
        is_moved = (
            wrapper.tag == "p"
            and empty is not None
            and empty.tag == "p"
            and len(empty) == 0
            and not (empty.text or "").strip()
        )
        is_moved = is_moved and not (caption.tail or "").strip()
    text = text_of(caption, _MAX_MOVED_CAPTION) if is_moved else ""
    return (
        caption
        if text.strip()
        and len(text) < _MAX_MOVED_CAPTION
        and next(caption.iter("img"), None) is None
        else None
    )


def _only_text_after(node: etree._Element, children: list[etree._Element]) -> etree._Element | None:
    """The only short text after an element among its siblings."""
    place = next(number for number, child in enumerate(children) if child is node)
    texts = [
        child
        for child in children
        if child is not node and isinstance(child.tag, str) and text_of(child, _MAX_CAPTION).strip()
    ]
    if (
        len(texts) != 1
        or texts[0] not in children[place:]
        or any((child.tail or "").strip() for child in children)
    ):
        return None
    if (
        len(text_of(texts[0], _MAX_CAPTION)) >= _MAX_CAPTION
        or next(texts[0].iter("img"), None) is not None
    ):
        return None
    return texts[0]


def _source(image: etree._Element) -> str:
    """The address of an image; empty if another element shows the same image."""
    src = image_address(image)
    if not src:
        return ""
    noscript = next(image.iterancestors("noscript"), None)
    if noscript is not None:
        return src if _is_only_copy(noscript, image, src) else ""
    if image.tag != "img" and (
        image.get("fallback") is not None or image.get("placeholder") is not None
    ):
        return ""
    if _may_be_placeholder(image, src) and any(
        _has_image(other) for other in _neighbours(image, ("noscript",))
    ):
        return ""
    return src


def _is_only_copy(noscript: etree._Element, image: etree._Element, src: str) -> bool:
    """Whether a ``noscript`` has the only address of its image.

    A ``noscript`` without an image beside it may hold a tracker: a hidden image or a GIF.
    """
    if _HIDDEN.search(image.get("style") or ""):
        return False
    neighbours = _neighbours(noscript, IMAGE_TAGS)
    if not neighbours:
        return is_image_file(src) and not src.lower().partition("?")[0].endswith(".gif")
    return any(
        not (address := image_address(partner)) or _may_be_placeholder(partner, address)
        for partner in neighbours
    )


def _may_be_placeholder(image: etree._Element, src: str) -> bool:
    """Whether an image may be a placeholder: by its address, or because a script replaces it."""
    return is_placeholder(src) or (is_lazy(image) and src == (image.get("src") or "").strip())


def _neighbours(element: etree._Element, tags: tuple[str, ...]) -> list[etree._Element]:
    """The elements with these names directly before, after or around an element.

    Links and similar wrappers around either are skipped.
    """
    found: list[etree._Element] = []
    node = element
    for _ in range(_MAX_WRAPPERS):
        for sibling in (_adjacent(node, backwards=True), _adjacent(node)):
            if sibling is not None and (sibling.tag in tags or sibling.tag in _WRAPPERS):
                found.extend(islice(sibling.iter(*tags), 1))
        parent = node.getparent()
        if parent is not None and parent.tag in tags:
            found.append(parent)
        if found or parent is None or parent.tag not in _WRAPPERS:
            break
        node = parent
    return found


def _adjacent(node: etree._Element, *, backwards: bool = False) -> etree._Element | None:
    """The next or previous sibling; ``None`` if text comes first.

    Comments and line breaks are skipped.
    """
    while True:
        sibling = node.getprevious() if backwards else node.getnext()
        before = sibling if backwards else node
        if sibling is None or (before is not None and (before.tail or "").strip()):
            return None
        if isinstance(sibling.tag, str) and sibling.tag != "br":
            return sibling
        node = sibling


def _has_image(noscript: etree._Element) -> bool:
    return any(
        image_address(image)
        and not _is_pixel(image)
        and not _HIDDEN.search(image.get("style") or "")
        for image in noscript.iter("img")
    )


def _is_pixel(image: etree._Element) -> bool:
    width, height = image.get("width"), image.get("height")
    return bool((width and _PIXEL.match(width)) or (height and _PIXEL.match(height)))


def _is_excluded(
    image: etree._Element, root: etree._Element, excluded_elements: dict[etree._Element, bool]
) -> bool:
    """Whether the image is in an element whose text is not read either; captions excepted."""
    parent = image.getparent()
    if parent is None or image is root:
        return False
    if parent not in excluded_elements:
        chain = []
        node: etree._Element | None = parent
        while node is not None and node is not root and node not in excluded_elements:
            chain.append(node)
            node = node.getparent()
        excluded = excluded_elements.get(node, False) if node is not None else False
        for node in reversed(chain):
            excluded = excluded or (
                node.tag != "noscript"
                and is_silent(node)
                and not CAPTION_CLASS.search(node.get("class") or "")
            )
            excluded_elements[node] = excluded
    return excluded_elements.get(parent, False)


class _FigureCaptions:
    """The captions of figures. Each is read once, however many images its figure has."""

    def __init__(self) -> None:
        self._found: dict[etree._Element, str | None] = {}
        self._images: Counter[etree._Element] = Counter()

    def of(self, figure: etree._Element) -> str | None:
        """The caption of a figure, for one of its images; ``None`` if it has none.

        The images after the first 50 of a figure have no caption, nor has a figure with a longer
        text than captions have: it must not be repeated for thousands of images.

        Args:
            figure: The ``figure`` element.

        """
        if figure not in self._found:
            caption = next(figure.iter("figcaption"), None)
            text = text_of(caption, _MAX_FIGURE_CAPTION) if caption is not None else None
            is_too_long = text is not None and len(text) >= _MAX_FIGURE_CAPTION
            self._found[figure] = None if is_too_long else text
        self._images[figure] += 1
        return self._found[figure] if self._images[figure] <= _MAX_CAPTIONED else None


def _caption(image: etree._Element, captions: _FigureCaptions) -> str | None:
    """The printed caption of an image.

    It is the text of the figure's caption; else of a caption element after the image or its parent;
    else of the caption element that contains the image.
    """
    figure = next(image.iterancestors("figure"), None)
    if figure is not None and (text := captions.of(figure)) is not None:
        return text
    node: etree._Element | None = image
    for _ in range(3):
        if node is None:
            return None
        following = _adjacent(node)
        for _ in range(_MAX_NOSCRIPTS):
            if following is None or following.tag != "noscript":
                break
            following = _adjacent(following)
        if following is not None and _is_caption(following):
            return text_of(following)
        node = node.getparent()
        # An element with another image or with text of its own does not merely wrap this image.
        if node is None or (node.text or "").strip() or _has_several_images(node):
            return None
        if _is_caption(node):
            return text_of(node) or None
    return None


def _has_several_images(node: etree._Element) -> bool:
    found = list(islice(node.iter("img"), _MAX_COPIES))
    if len(found) < 2:
        return False  # mostly: then where the images are need not be known
    pictures = [image for image in found if next(image.iterancestors("noscript"), None) is None]
    return len(pictures) >= 2 or len(found) == _MAX_COPIES


def _is_caption(element: etree._Element) -> bool:
    if element.tag == "figcaption":
        return True
    return (
        bool(CAPTION_CLASS.search(element.get("class") or ""))
        and element.tag not in SILENT_TAGS
        and is_caption(element)
    )
