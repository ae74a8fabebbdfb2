"""Labels in an unknown wording, recognized by a link to a source and a date."""

from __future__ import annotations

import re

from newsscraper.labels import (
    PRINTED_DATE,
)
from newsscraper.pages.blocks import text_of
from newsscraper.pages.worded.lines import Line, Piece
from newsscraper.pages.worded.links import slug_of
from newsscraper.pages.worded.printed_label import INVISIBLE, MAX_CELL, PrintedLabel, author_of
from newsscraper.text.cleaning import clean

_DATE = re.compile(PRINTED_DATE, re.IGNORECASE)


def unknown_label(
    lines: list[Line], first: int, count: int, own: str | None, host: str | None
) -> PrintedLabel | None:
    """Return a label in an unknown wording: a link to a source, with a date on its line or below.

    Args:
        lines: The page's lines.
        first: The index of the first line.
        count: The maximum number of lines.
        own: The source in the page's address, if it has one. The link must lead to it.
        host: The page's host.

    """
    pieces: list[Piece] = []
    unlinked = ""
    for number in range(first, min(first + count, len(lines))):
        line = lines[number]
        if len(line.text) > MAX_CELL:
            return None
        pieces += line.pieces
        # Without the link's text: its last word could be read as the weekday of the date after it.
        unlinked += (
            "".join(" | " if piece.anchor is not None else piece.text for piece in line.pieces)
            + " "
        )
        links = [
            p.anchor
            for p in pieces
            if p.anchor is not None
            and (slug := slug_of(p.anchor.get("href"), host))
            and own in (None, slug)
        ]
        links = [anchor for anchor in links if text_of(anchor).strip()]
        others = {
            p.anchor
            for p in pieces
            if p.anchor is not None and "/author/" not in (p.anchor.get("href") or "")
        }
        if len(others) > 1:
            return None
        text = " ".join(line.text for line in lines[first : number + 1]).translate(INVISIBLE)
        date = _DATE.search(unlinked.translate(INVISIBLE))
        if links and date is not None:
            return PrintedLabel(
                first,
                0,
                number,
                len(line.text),
                None,
                text_of(links[0]),
                date[0],
                author_of(pieces),
                links[0],
                text=clean(text),
            )
    return None
