"""Trees of pages for these tests."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.walk import walk


def tree(body: str, head: str = "") -> etree._Element:
    """The root of a page with this body."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return lxml_html.document_fromstring(page)


def blocks_of(body: str) -> Blocks:
    """The blocks of a page with this body."""
    return walk(tree(body).find("body"))
