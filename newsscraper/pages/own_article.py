"""Which article on a page is the page's own: of several labels the one for which most speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsscraper.labels import DATE, PRINTED_DATE, find_closing, may_close
from newsscraper.pages.blocks import text_of
from newsscraper.pages.furniture import is_sentence
from newsscraper.pages.headlines import MAX_NAME, Headline, Headlines
from newsscraper.pages.labelled import PrintedLabel, unworded_label
from newsscraper.pages.lines import Piece, heading_of
from newsscraper.pages.sheet import Sheet
from newsscraper.pages.told import ENOUGH
from newsscraper.text.cleaning import clean

_DATE = re.compile(DATE)
_DATE_ALONE = re.compile(rf"\W*{DATE}\W*")
_WRITTEN_ALONE = re.compile(rf"\W*{PRINTED_DATE}\W*", re.IGNORECASE)
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
        return (
            (self.label.last, self.label.end)
            if self.label is not None
            else (self.headline.line, self.headline.end)
        )


class OwnArticle:
    """Finds the page's own article.

    Args:
        sheet: The page.
        is_refused: Says whether the page is an error or a wall by its own words; asked only in
            doubt.

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
            if headline is not None and not _is_source(headline, label):
                pairs.append(Found(headline, label))
        agreed = [
            pair
            for pair in pairs
            if pair.headline.agreement >= ENOUGH and not pair.headline.leads_elsewhere
        ]
        if (
            not agreed
            and self._sheet.path is None
            and len(pairs) == 1
            and pairs[0].headline.agreement >= ENOUGH
        ):
            agreed = pairs
        if agreed:
            chosen = max(agreed, key=self._weight)
            if chosen.headline.agreement > ENOUGH or not self._is_refused():
                return chosen
        if only_worded:
            return self._unconfirmed(pairs)
        return self._unworded() or self._unconfirmed(pairs) or self._untold()

    def _weight(self, found: Found) -> float:
        """How much speaks for an article's being the page's own."""
        label = found.label
        assert label is not None
        slug = self._sheet.slug_of(label.link) if label.link is not None else None
        weight = (
            0.0
            if slug is None or self._sheet.slug is None
            else 3.0
            if slug == self._sheet.slug
            else -3.0
        )
        return (
            weight
            + 2.0 * found.headline.agreement
            + self._sheet.text_behind(label) / 200
            + self._sheet.is_closed(label)
        )

    def _unworded(self) -> Found | None:
        """The article if its label is in words that nobody knows, or lost: by the headline that the
        page tells of itself."""
        told = list(self._headlines.told())
        lines = [headline.line for headline in told]
        closed: list[Found] = []
        for headline in sorted(told, key=lambda headline: -headline.agreement):
            copy = next((line for line in lines if line > headline.line), len(self._sheet.lines))
            for number in range(headline.line + 1, min(headline.line + _LOOK_AHEAD, copy)):
                if len(self._sheet.lines[number].text) > _MAX_CELL:
                    break
                if self._sheet.leads_elsewhere(
                    piece.anchor for piece in self._sheet.lines[number].pieces
                ):
                    break  # below the heading of a list its entries begin
                cells = min(
                    _CELLS, copy - number
                )  # the label of a headline stands before the next copy of it
                label = unworded_label(
                    self._sheet.lines, number, cells, self._sheet.slug, self._sheet.host
                )
                if label is not None and not _is_source(headline, label):
                    return Found(headline, label, is_worded=False)
            for number in range(headline.line - 1, max(headline.line - _LOOK_BACK - 1, -1), -1):
                if label := unworded_label(
                    self._sheet.lines, number, 1, self._sheet.slug, self._sheet.host
                ):
                    label.last, label.end = headline.line, headline.end
                    return Found(headline, label, is_worded=False)
            if self._sheet.slug is not None and self._is_closed(headline):
                closed.append(Found(headline, self._bare_label(headline), is_worded=False))
        return max(closed, key=_looks_like_a_head, default=None)

    def _untold(self) -> Found | None:
        """The article if the page tells no headline of itself: a link to its own source beside a
        date, and a closing notice."""
        found: Found | None = None
        if self._sheet.slug is None:
            return None
        for number, line in enumerate(self._sheet.lines):
            if len(line.text) > _MAX_CELL or not any(
                self._leads_to_source(piece) for piece in line.pieces
            ):
                continue
            first = (
                number - 1
                if number and _WRITTEN_ALONE.fullmatch(clean(self._sheet.lines[number - 1].text))
                else number
            )
            is_below = number + 1 < len(self._sheet.lines) and _WRITTEN_ALONE.fullmatch(
                clean(self._sheet.lines[number + 1].text)
            )
            count = 2 if first < number or is_below else 1
            label = unworded_label(
                self._sheet.lines, first, count, self._sheet.slug, self._sheet.host
            )
            if label is None or not self._sheet.is_closed(label):
                continue
            headline = self._headlines.before(label, (-1, 0))
            if headline is None or headline.leads_elsewhere or _is_source(headline, label):
                continue
            if found is not None:
                return None
            found = Found(headline, label, is_worded=False)
        return found

    def _leads_to_source(self, piece: Piece) -> bool:
        return piece.anchor is not None and self._sheet.slug_of(piece.anchor) == self._sheet.slug

    def _is_closed(self, headline: Headline) -> bool:
        """Whether the closing notice follows, and no other article's label before it."""
        end = self._sheet.next_label(headline.line)
        return any(
            find_closing(line.text)
            for line in self._sheet.lines[headline.line : end]
            if may_close(line.text)
        )

    def _bare_label(self, headline: Headline) -> PrintedLabel | None:
        """The line right below the headline, if it is the link to the source, a date, or a short
        line with one."""
        number = headline.line + 1
        if number >= len(self._sheet.lines) or len(self._sheet.lines[number].text) > MAX_NAME:
            return None
        line = self._sheet.lines[number]
        text = clean(line.text)
        anchors = {piece.anchor for piece in line.pieces if not piece.text.isspace()}
        anchor = next(iter(anchors)) if len(anchors) == 1 else None
        if anchor is not None and self._sheet.slug_of(anchor) == self._sheet.slug:
            return PrintedLabel(
                number, 0, number, len(line.text), source=text_of(anchor), link=anchor, text=text
            )
        if _DATE_ALONE.fullmatch(text):
            return PrintedLabel(number, 0, number, len(line.text), published=text, text=text)
        if _DATE.search(text) is not None and not is_sentence(
            text
        ):  # whose date it is nobody knows
            return PrintedLabel(number, 0, number, len(line.text), text=text)
        return None

    def _is_anothers(self, found: Found) -> bool:
        """Whether the label's link leads to another source than the one that the page's address
        names."""
        slug = (
            self._sheet.slug_of(found.label.link)
            if found.label is not None and found.label.link is not None
            else None
        )
        return slug is not None and self._sheet.slug is not None and slug != self._sheet.slug

    def _unconfirmed(self, pairs: list[Found]) -> Found | None:
        """An article that the page's data do not confirm: if its address speaks for it, or nothing
        against it."""
        usable = [pair for pair in pairs if not pair.headline.leads_elsewhere]
        own = [pair for pair in usable if pair.label is not None and self._sheet.is_own(pair.label)]
        if len(own) != 1:  # of a source's listing none, unless one alone is a whole article
            others = [pair for pair in own or usable if not self._is_anothers(pair)]
            own = [
                pair
                for pair in others
                if pair.label is not None and self._sheet.is_closed(pair.label)
            ]
            if len(own) != 1 and len(others) == len(pairs) == 1 and not self._sheet.told:
                own = others
        if len(own) != 1:
            return None
        chosen = own[0]
        label = chosen.label
        if label is None or (
            self._sheet.text_behind(label) < _LONG and not self._sheet.is_closed(label)
        ):
            return None
        return None if self._is_refused() else chosen


def _is_source(headline: Headline, label: PrintedLabel) -> bool:
    """Whether the headline is the name of the label's source, as above the first entry of the
    source's listing."""
    return (
        bool(label.source)
        and clean(headline.text).casefold() == clean(label.source or "").casefold()
    )


def _looks_like_a_head(found: Found) -> tuple[bool, bool]:
    """Of several copies of the headline (in a bar that stays in view, in breadcrumbs) the one with
    a label, or a heading's."""
    return found.label is not None, heading_of(found.headline.element) is not None
