"""The quotation marks that browsers print around the ``q`` element."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from newsscraper.pages.blocks import text_of

_QUOTES = "«»“”„\"'‘’‹›"
_OPENING_QUOTES = tuple('«“„"')
_MAX_SPACE = 3
_MAX_DEPTH = 8


def add_quotation_marks(root: etree._Element) -> None:
    """Insert the quotation marks that browsers print around ``q``.

    A quotation with printed quotation marks is left as it is.
    """
    quotations = list(root.iter("q"))
    if not quotations:
        return
    lang = (root.get("lang") or "").lower()
    outer = ("«", "»") if lang.startswith(("fr", "ar", "es", "it")) else ("“", "”")
    for quotation in quotations:
        around = list(islice(quotation.iterancestors("q"), _MAX_DEPTH))
        if len(around) == _MAX_DEPTH:
            continue  # elements that are not closed, each with all that follows
        text = text_of(quotation).strip()
        if (
            not text
            or (text[0] in _QUOTES and text[-1] in _QUOTES)
            or _follows_quotation_mark(quotation)
        ):
            continue
        left, right = ("“", "”") if outer[0] == "«" else ("‘", "’")
        if not around:
            left, right = outer
        quotation.text = left + (quotation.text or "")
        quotation.tail = right + (quotation.tail or "")


def _follows_quotation_mark(quotation: etree._Element) -> bool:
    """Whether a quotation mark precedes the element directly."""
    previous, parent = quotation.getprevious(), quotation.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else None
    return (
        (before or "")[-_MAX_SPACE:].rstrip()[-1:] in _OPENING_QUOTES
        if before and before.strip()
        else False
    )
