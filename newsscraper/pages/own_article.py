"""Which article on a page is the page's own: of several labels the one for which most speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsscraper.labels import DATE, find_closing, may_close
from newsscraper.pages.blocks import text_of
from newsscraper.pages.furniture import is_sentence
from newsscraper.pages.headlines import MAX_NAME, Headline, Headlines
from newsscraper.pages.labelled import PrintedLabel, unworded_label
from newsscraper.pages.sheet import Sheet
from newsscraper.pages.told import ENOUGH
from newsscraper.text import clean

_DATE = re.compile(DATE)
_DATE_ALONE = re.compile(rf"\W*{DATE}\W*")
_MAX_CELL = 400
_LOOK_AHEAD = 6
_LOOK_BACK = 3
_CELLS = 3
_LONG = 60


@dataclass(slots=True)
class Found:
    """An article on the page: its headline, and its label if it has one."""

    headline: Headline
    label: PrintedLabel | None
    is_worded: bool = True
    """Whether the label's words are known."""

    @property
    def end(self) -> tuple[int, int]:
        """Line, and place in it, behind which the body begins."""
        return (self.label.last, self.label.end) if self.label is not None else (self.headline.line, self.headline.end)


class OwnArticle:
    """Finds the page's own article.

    Args:
        sheet: The page.
        is_refused: Says whether the page is an error or a wall by its own words; asked only in doubt.

    """

    def __init__(self, sheet: Sheet, is_refused: Callable[[], bool]) -> None:
        self._sheet = sheet
        self._headlines = Headlines(sheet)
        self._is_refused = is_refused

    def find(self, *, only_worded: bool = False) -> Found | None:
        """The page's own article; what agrees with the page's data about itself comes first."""
        pairs = []
        last = (-1, 0)
        for label in self._sheet.labels:
            headline = self._headlines.before(label, last)
            last = (label.last, label.end)
            if headline is not None:
                pairs.append(Found(headline, label))
        agreed = [pair for pair in pairs if pair.headline.agreement >= ENOUGH and not pair.headline.leads_elsewhere]
        if not agreed and self._sheet.path is None and len(pairs) == 1 and pairs[0].headline.agreement >= ENOUGH:
            agreed = pairs
        if agreed:
            chosen = max(agreed, key=self._weight)
            if chosen.headline.agreement > ENOUGH or not self._is_refused():
                return chosen
        return (None if only_worded else self._unworded()) or self._unconfirmed(pairs)

    def _weight(self, found: Found) -> float:
        """How much speaks for an article's being the page's own."""
        label = found.label
        assert label is not None
        slug = self._sheet.slug_of(label.link) if label.link is not None else None
        weight = 0.0 if slug is None or self._sheet.slug is None else 3.0 if slug == self._sheet.slug else -3.0
        return weight + 2.0 * found.headline.agreement + self._sheet.text_behind(label) / 200 + self._sheet.is_closed(label)

    def _unworded(self) -> Found | None:
        """The article if its label is in words that nobody knows, or lost: by the headline that the page tells of itself."""
        closed = None
        for headline in self._headlines.told():
            for ahead in range(1, _LOOK_AHEAD):
                number = headline.line + ahead
                if number >= len(self._sheet.lines) or len(self._sheet.lines[number].text) > _MAX_CELL:
                    break
                if self._sheet.leads_elsewhere(piece.anchor for piece in self._sheet.lines[number].pieces):
                    break  # below the heading of a list its entries begin
                if label := unworded_label(self._sheet.lines, number, _CELLS, self._sheet.slug, self._sheet.host):
                    return Found(headline, label, is_worded=False)
            for number in range(headline.line - 1, max(headline.line - _LOOK_BACK - 1, -1), -1):
                if label := unworded_label(self._sheet.lines, number, 1, self._sheet.slug, self._sheet.host):
                    label.last, label.end = headline.line, headline.end
                    return Found(headline, label, is_worded=False)
            if closed is None and self._sheet.slug is not None and self._is_closed(headline):
                closed = Found(headline, self._bare_label(headline), is_worded=False)
        return closed

    def _is_closed(self, headline: Headline) -> bool:
        """Whether the closing notice follows, and no other article's label before it."""
        end = self._sheet.next_label(headline.line)
        return any(find_closing(line.text) for line in self._sheet.lines[headline.line : end] if may_close(line.text))

    def _bare_label(self, headline: Headline) -> PrintedLabel | None:
        """The line right below the headline, if it is the link to the source, a date, or a short line with one."""
        number = headline.line + 1
        if number >= len(self._sheet.lines) or len(self._sheet.lines[number].text) > MAX_NAME:
            return None
        line = self._sheet.lines[number]
        text = clean(line.text)
        anchors = {piece.anchor for piece in line.pieces if not piece.text.isspace()}
        anchor = next(iter(anchors)) if len(anchors) == 1 else None
        if anchor is not None and self._sheet.slug_of(anchor) == self._sheet.slug:
            return PrintedLabel(number, 0, number, len(line.text), source=text_of(anchor), link=anchor, text=text)
        if _DATE_ALONE.fullmatch(text):
            return PrintedLabel(number, 0, number, len(line.text), published=text, text=text)
        if _DATE.search(text) is not None and not is_sentence(text):  # whose date it is nobody knows
            return PrintedLabel(number, 0, number, len(line.text), text=text)
        return None

    def _unconfirmed(self, pairs: list[Found]) -> Found | None:
        """An article that the page's data do not confirm: if its address speaks for it, or nothing against it."""
        usable = [pair for pair in pairs if not pair.headline.leads_elsewhere]
        own = [pair for pair in usable if pair.label is not None and self._sheet.is_own(pair.label)]
        if own:
            chosen = max(own, key=self._weight)
        elif len(usable) == 1 and len(pairs) == 1 and not self._sheet.told:
            chosen = usable[0]
        else:
            return None
        label = chosen.label
        if label is None or (self._sheet.text_behind(label) < _LONG and not self._sheet.is_closed(label)):
            return None
        return None if self._is_refused() else chosen
