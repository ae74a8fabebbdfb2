"""All ways of finding the ticker of an HTML page, in order."""

from __future__ import annotations

import re

from newsscraper.items.records import Capture
from newsscraper.pages.blocks import text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker.named import named_strip
from newsscraper.pages.ticker.run_search import find_run, runs_of_links
from newsscraper.pages.ticker.runs import LinkRun
from newsscraper.pages.ticker.scripts import markup_of
from newsscraper.pages.ticker.separators import SEPARATOR, divided_strip, entries_of_all
from newsscraper.pages.ticker.strip import Strip, ticker_item, without_copy

_WIDE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]|[ ]{2}")
_MIN_SCRIPTED = 3
_NONE = Strip()


def read_strip(document: Document) -> Strip:
    """The strip on an HTML page, without entries if the page shows none."""
    marked = [anchor for anchor in document.anchors if (tail := anchor.tail) and SEPARATOR in tail]
    if marked and (shown := entries_of_all(marked)):
        return Strip(without_copy(shown), tuple(marked))
    return (
        divided_strip(document, marked)
        or named_strip(document)
        or _shaped(document)
        or _scripted(document)
        or _NONE
    )


def _shaped(document: Document) -> Strip | None:
    """The strip by the shape of its links."""
    run = find_run(document)
    return _strip_of_run(run) if run is not None else None


def _scripted(document: Document) -> Strip | None:
    """The strip that a script writes: divided as it is known, or by signs or spaces, or named."""
    for markup, is_named in markup_of(document, _MIN_SCRIPTED):
        written = Document(Capture(f"<html><body>{markup}</body></html>"))
        if found := divided_strip(
            written, [anchor for anchor in written.anchors if SEPARATOR in (anchor.tail or "")]
        ):
            return Strip(found.entries)
        for run in runs_of_links(written.root):
            if is_named or (
                not run.is_listed and (run.signs or _WIDE.search(run.anchors[0].tail or ""))
            ):
                return Strip(_strip_of_run(run).entries)
    return None


def _strip_of_run(run: LinkRun) -> Strip:
    entries = [ticker_item(text_of(anchor), anchor.get("href")) for anchor in run.anchors]
    return Strip(without_copy(tuple(entries)), tuple(run.anchors))
