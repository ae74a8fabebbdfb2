"""The images of an element, in page order, with the captions printed beside them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newsscraper.items import RawImage

_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
_CAPTION_CLASSES = ("caption", "legend", "legende")
_NOT_PICTURES = ("data:", "blob:", "about:", "javascript:")


def images(element: etree._Element) -> Iterator[RawImage]:
    """Images below the element. Tracking pixels and images inside code left out; relative addresses stay relative."""
    for image in element.iter("img"):
        src = next((value.strip() for name in _SOURCES if (value := image.get(name)) and value.strip()), "")
        if not src or src.startswith(_NOT_PICTURES) or _is_pixel(image):
            continue
        if next(image.iterancestors("noscript", "template", "nav", "aside"), None) is not None:
            continue
        yield RawImage(src, _caption(image), image.get("alt") or image.get("title"))


def _is_pixel(image: etree._Element) -> bool:
    return image.get("width") in ("0", "1") or image.get("height") in ("0", "1")


def _caption(image: etree._Element) -> str | None:
    """The text of the figure's caption, else of a caption element that follows the image or the element around it."""
    figure = next(image.iterancestors("figure"), None)
    if figure is not None:
        for caption in figure.iter("figcaption"):
            return _flat(caption)
    node: etree._Element | None = image
    for _ in range(3):
        if node is None:
            return None
        following = node.getnext()
        while following is not None and (not isinstance(following.tag, str) or following.tag == "br"):
            following = following.getnext()
        if following is not None and _is_caption(following) and not (node.tail or "").strip():
            return _flat(following)
        node = node.getparent()
        # An element that holds another image, or text of its own, is no frame around this one.
        if node is not None and (sum(1 for _ in node.iter("img")) > 1 or (node.text or "").strip()):
            return None
    return None


def _is_caption(element: etree._Element) -> bool:
    names = (element.get("class") or "").lower()
    return element.tag == "figcaption" or any(name in names for name in _CAPTION_CLASSES)


def _flat(caption: etree._Element) -> str:
    return " ".join(str(text) for text in caption.itertext())
