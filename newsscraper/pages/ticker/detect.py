"""Finds the ticker of an HTML page, trying several ways in order."""

from __future__ import annotations

import re

from newsscraper.items.records import Capture
from newsscraper.pages.blocks import text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker.named import named_strip
from newsscraper.pages.ticker.run_search import find_run, runs_of_links
from newsscraper.pages.ticker.runs import MIN_INLINE, LinkRun
from newsscraper.pages.ticker.scripts import markup_of
from newsscraper.pages.ticker.separators import SEPARATOR, entries_of_plain_strip, separated_strip
from newsscraper.pages.ticker.strip import (
    Strip,
    has_links_to_articles,
    links_to_articles,
    ticker_item,
    without_copy,
)

_WIDE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]|[ ]{2}")
_MIN_SCRIPTED = 3
_NONE = Strip()


def find_strip(document: Document) -> Strip:
    """The ticker of an HTML page; a strip without entries if not found.

    Args:
        document: The page.

    """
    anchors = document.anchors
    found = None
    # Every way of finding it needs links to articles: pages of most other sites have none.
    if has_links_to_articles(anchors):
        marked = [anchor for anchor in anchors if (tail := anchor.tail) and SEPARATOR in tail]
        if marked and (entries := entries_of_plain_strip(marked)):
            return Strip(without_copy(entries), tuple(marked))
        if articles := links_to_articles(anchors):
            found = (
                separated_strip(document, marked)
                or named_strip(document, articles)
                or (_strip_by_shape(document) if len(articles) >= MIN_INLINE else None)
            )
    return found or _strip_in_script(document) or _NONE


def _strip_by_shape(document: Document) -> Strip | None:
    """The strip found by the common shape of its links."""
    run = find_run(document)
    return _from_run(run) if run is not None else None


def _strip_in_script(document: Document) -> Strip | None:
    """The strip that a script writes, found by its separators, its spaces or its name."""
    for markup, is_named in markup_of(document, _MIN_SCRIPTED):
        written = Document(Capture(f"<html><body>{markup}</body></html>"))
        if found := separated_strip(
            written, [anchor for anchor in written.anchors if SEPARATOR in (anchor.tail or "")]
        ):
            return Strip(found.entries)
        for run in runs_of_links(written.root):
            if is_named or (
                not run.is_listed and (run.separator or _WIDE.search(run.anchors[0].tail or ""))
            ):
                return Strip(_from_run(run).entries)
    return None


def _from_run(run: LinkRun) -> Strip:
    entries = [ticker_item(text_of(anchor), anchor.get("href")) for anchor in run.anchors]
    return Strip(without_copy(tuple(entries)), tuple(run.anchors))
