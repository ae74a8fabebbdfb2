"""The page's own article: of several labels, the one with the best evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from newsscraper.labels import DATE, PRINTED_DATE, find_closing, may_contain_closing
from newsscraper.pages.blocks import text_of
from newsscraper.pages.worded.boilerplate import ends_sentence
from newsscraper.pages.worded.headlines import MAX_NAME, Headline, HeadlineFinder
from newsscraper.pages.worded.lines import Line, Piece, heading_of
from newsscraper.pages.worded.own_title import MIN_AGREEMENT
from newsscraper.pages.worded.page_text import PageText
from newsscraper.pages.worded.printed_label import PrintedLabel
from newsscraper.pages.worded.unknown_label import unknown_label
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
class LocatedArticle:
    """An article on the page: its headline, and its label if it has one."""

    headline: Headline
    label: PrintedLabel | None
    is_worded: bool = True
    """Whether the label has a known wording."""

    @property
    def end(self) -> tuple[int, int]:
        """The line and the offset in it at which the body starts."""
        return (
            (self.label.last, self.label.end)
            if self.label is not None
            else (self.headline.line, self.headline.end)
        )

    def silent_in(self, lines: list[Line]) -> etree._Element | None:
        """Return the silent element around the label.

        Text in it is not silent for this article.
        """
        pieces = lines[self.end[0]].pieces
        return next((piece.silent for piece in pieces if not piece.text.isspace()), None)


class OwnArticleFinder:
    """Finds the page's own article.

    Args:
        page: The page.
        is_refused: Returns whether the page's text says that it is an error page or a CAPTCHA or
            consent page. Called only in doubtful cases.

    """

    def __init__(self, page: PageText, is_refused: Callable[[], bool]) -> None:
        self._page = page
        self._headlines = HeadlineFinder(page)
        self._is_refused = is_refused

    def find(self, *, only_worded: bool = False) -> LocatedArticle | None:
        """Return the page's own article; ``None`` if no article has enough evidence.

        Articles that agree with the page's metadata have priority.

        Args:
            only_worded: Whether to accept only labels in a known wording.

        """
        pairs = []
        last = (-1, 0)
        for label in self._page.labels:
            headline = self._headlines.before(label, last)
            last = (label.last, label.end)
            if headline is not None and not _is_source(headline, label):
                pairs.append(LocatedArticle(headline, label))
        agreed = [
            pair
            for pair in pairs
            if pair.headline.agreement >= MIN_AGREEMENT and not pair.headline.leads_elsewhere
        ]
        if (
            not agreed
            and self._page.path is None
            and len(pairs) == 1
            and pairs[0].headline.agreement >= MIN_AGREEMENT
        ):
            agreed = pairs
        if agreed:
            chosen = max(agreed, key=self._weight)
            if chosen.headline.agreement > MIN_AGREEMENT or not self._is_refused():
                return chosen
        if only_worded:
            return self._unconfirmed(pairs)
        return self._with_unknown_label() or self._unconfirmed(pairs) or self._without_metadata()

    def _weight(self, found: LocatedArticle) -> float:
        """Return the strength of the evidence that an article is the page's own."""
        label = found.label
        assert label is not None
        slug = self._page.slug_of(label.link) if label.link is not None else None
        weight = (
            0.0
            if slug is None or self._page.slug is None
            else 3.0
            if slug == self._page.slug
            else -3.0
        )
        return (
            weight
            + 2.0 * found.headline.agreement
            + self._page.text_after(label) / 200
            + self._page.is_closed(label)
        )

    def _with_unknown_label(self) -> LocatedArticle | None:
        """Return an article whose label is missing or in an unknown wording.

        It is found by the headline in the page's metadata.
        """
        agreeing = list(self._headlines.agreeing())
        lines = [headline.line for headline in agreeing]
        closed: list[LocatedArticle] = []
        for headline in sorted(agreeing, key=lambda headline: -headline.agreement):
            copy = next((line for line in lines if line > headline.line), len(self._page.lines))
            for number in range(headline.line + 1, min(headline.line + _LOOK_AHEAD, copy)):
                if len(self._page.lines[number].text) > _MAX_CELL:
                    break
                if self._page.leads_elsewhere(
                    piece.anchor for piece in self._page.lines[number].pieces
                ):
                    break  # the line above is the heading of a list, not a headline
                cells = min(_CELLS, copy - number)  # a label precedes the next copy of its headline
                label = unknown_label(
                    self._page.lines, number, cells, self._page.slug, self._page.host
                )
                if label is not None and not _is_source(headline, label):
                    return LocatedArticle(headline, label, is_worded=False)
            for number in range(headline.line - 1, max(headline.line - _LOOK_BACK - 1, -1), -1):
                if label := unknown_label(
                    self._page.lines, number, 1, self._page.slug, self._page.host
                ):
                    label.last, label.end = headline.line, headline.end
                    return LocatedArticle(headline, label, is_worded=False)
            if self._page.slug is not None and self._is_closed(headline):
                closed.append(
                    LocatedArticle(headline, self._label_without_words(headline), is_worded=False)
                )
        return max(closed, key=_copy_rank, default=None)

    def _without_metadata(self) -> LocatedArticle | None:
        """Return an article on a page without a headline in its metadata.

        It has a link to the page's source next to a date, and a closing notice.
        """
        found: LocatedArticle | None = None
        if self._page.slug is None:
            return None
        for number, line in enumerate(self._page.lines):
            if len(line.text) > _MAX_CELL or not any(
                self._leads_to_source(piece) for piece in line.pieces
            ):
                continue
            first = (
                number - 1
                if number and _WRITTEN_ALONE.fullmatch(clean(self._page.lines[number - 1].text))
                else number
            )
            is_below = number + 1 < len(self._page.lines) and _WRITTEN_ALONE.fullmatch(
                clean(self._page.lines[number + 1].text)
            )
            count = 2 if first < number or is_below else 1
            label = unknown_label(self._page.lines, first, count, self._page.slug, self._page.host)
            if label is None or not self._page.is_closed(label):
                continue
            headline = self._headlines.before(label, (-1, 0))
            if headline is None or headline.leads_elsewhere or _is_source(headline, label):
                continue
            if found is not None:
                return None
            found = LocatedArticle(headline, label, is_worded=False)
        return found

    def _leads_to_source(self, piece: Piece) -> bool:
        return piece.anchor is not None and self._page.slug_of(piece.anchor) == self._page.slug

    def _is_closed(self, headline: Headline) -> bool:
        """Return whether a closing notice follows before the next label."""
        end = self._page.next_label(headline.line)
        return any(
            find_closing(line.text)
            for line in self._page.lines[headline.line : end]
            if may_contain_closing(line.text)
        )

    def _label_without_words(self, headline: Headline) -> PrintedLabel | None:
        """Return the line directly below the headline if it is a label without its words.

        That is a link to the source, a date, or a short line with a date.
        """
        number = headline.line + 1
        if number >= len(self._page.lines) or len(self._page.lines[number].text) > MAX_NAME:
            return None
        line = self._page.lines[number]
        text = clean(line.text)
        anchors = {piece.anchor for piece in line.pieces if not piece.text.isspace()}
        anchor = next(iter(anchors)) if len(anchors) == 1 else None
        if anchor is not None and self._page.slug_of(anchor) == self._page.slug:
            return PrintedLabel(
                number, 0, number, len(line.text), source=text_of(anchor), link=anchor, text=text
            )
        if _DATE_ALONE.fullmatch(text):
            return PrintedLabel(number, 0, number, len(line.text), published=text, text=text)
        if _DATE.search(text) is not None and not ends_sentence(text):  # a date of unknown meaning
            return PrintedLabel(number, 0, number, len(line.text), text=text)
        return None

    def _is_from_another_source(self, found: LocatedArticle) -> bool:
        """Return whether the label's link leads to another source than the page's address."""
        slug = (
            self._page.slug_of(found.label.link)
            if found.label is not None and found.label.link is not None
            else None
        )
        return slug is not None and self._page.slug is not None and slug != self._page.slug

    def _unconfirmed(self, pairs: list[LocatedArticle]) -> LocatedArticle | None:
        """Return an article without agreeing metadata.

        Its address must confirm it, or nothing must contradict it.
        """
        usable = [pair for pair in pairs if not pair.headline.leads_elsewhere]
        own = [pair for pair in usable if pair.label is not None and self._page.is_own(pair.label)]
        if len(own) != 1:  # a listing has no own article, unless exactly one has its whole text
            others = [pair for pair in own or usable if not self._is_from_another_source(pair)]
            own = [
                pair
                for pair in others
                if pair.label is not None and self._page.is_closed(pair.label)
            ]
            if len(own) != 1 and len(others) == len(pairs) == 1 and not self._page.own_title:
                own = others
        if len(own) != 1:
            return None
        chosen = own[0]
        label = chosen.label
        if label is None or (
            self._page.text_after(label) < _LONG and not self._page.is_closed(label)
        ):
            return None
        return None if self._is_refused() else chosen


def _is_source(headline: Headline, label: PrintedLabel) -> bool:
    """Return whether the headline is the name of the label's source.

    The first entry of a source's listing has that name above it.
    """
    return (
        bool(label.source)
        and clean(headline.text).casefold() == clean(label.source or "").casefold()
    )


def _copy_rank(found: LocatedArticle) -> tuple[bool, bool]:
    """Return a sort key for copies of a headline, which a sticky bar or breadcrumbs may contain.

    Copies with a label come first, then headings.
    """
    return found.label is not None, heading_of(found.headline.element) is not None
