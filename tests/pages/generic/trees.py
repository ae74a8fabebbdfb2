"""Trees of pages for these tests."""

from __future__ import annotations

from lxml import etree

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.walk import walk
from newsscraper.pages.parser import parse


def tree(body: str, head: str = "") -> etree._Element:
    """The root of a page with this body."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return parse(page.encode("utf-8", "surrogatepass"))[0]


def blocks_of(body: str) -> Blocks:
    """The blocks of a page with this body."""
    return walk(tree(body).find("body"))
