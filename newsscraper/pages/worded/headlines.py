"""The headline that belongs to a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from newsscraper.labels import TEASER_END, notice_kind, without_notices
from newsscraper.pages.base import EDITION_ROOT
from newsscraper.pages.blocks import text_of
from newsscraper.pages.ticker import SEPARATOR
from newsscraper.pages.worded.boilerplate import ends_sentence, is_share_bar, starts_footer
from newsscraper.pages.worded.lines import Piece, cut_pieces, heading_of, segments, text_of_pieces
from newsscraper.pages.worded.links import article_path, slug_of
from newsscraper.pages.worded.own_title import MIN_AGREEMENT
from newsscraper.pages.worded.page_text import PageText
from newsscraper.pages.worded.printed_label import PrintedLabel
from newsscraper.text.cleaning import clean

MAX_NAME = 80
"""The maximum length of an author's name next to a label."""

_MAX_HEADLINE = 400
_MAX_LINE = 1200
_MAX_TEXT = 120
_LOOK_BACK = 12
_MAX_SEGMENTS = 30
_MAX_HEADLINES = 8
_MIN_WORDS = 6
_SURE = 0.8
_JOINED = 0.9


@dataclass(slots=True)
class Headline:
    """A line that may be the headline of a label."""

    text: str
    """The raw text."""
    line: int
    end: int
    """The offset of its end in its line."""
    element: etree._Element
    agreement: float
    """How well it agrees with the page's metadata, from 0 to 1."""
    leads_elsewhere: bool
    """Whether it is a link to another article."""


class HeadlineFinder:
    """Finds headlines on a page."""

    def __init__(self, page: PageText) -> None:
        self._page = page

    def before(self, label: PrintedLabel, after: tuple[int, int]) -> Headline | None:
        """Find the headline between the previous label and a label.

        Args:
            label: The label.
            after: The line and offset at which the previous label ends.

        """
        nearest: Headline | None = None
        lowest = max(label.first - _LOOK_BACK, after[0], 0)
        for number in range(label.first, lowest - 1, -1):
            line = self._page.lines[number]
            pieces = line.pieces
            start, end = (after[1] if number == after[0] else 0), len(line.text)
            if number == label.first:
                end = label.start
            if end <= start:
                continue
            is_whole = end - start <= _MAX_LINE
            pieces = cut_pieces(pieces, start if is_whole else end - _MAX_LINE, end)
            headline = self._headline_in(number, pieces, end, is_whole=is_whole)
            if headline is not None:
                if headline.agreement < 1.0 and self._page.own_title:
                    headline = self._over_several_lines(headline, number, lowest) or headline
                if headline.agreement >= MIN_AGREEMENT:
                    return headline if nearest is None else self._choose(headline, nearest, label)
            if number != label.first and _is_text(clean(line.text)) and not notice_kind(line.text):
                break  # a text, of this article or another one
            if nearest is None:
                nearest = self._unconfirmed_headline(
                    number, pieces, end, is_whole=is_whole and number != label.first
                )
        return nearest

    def agreeing(self) -> Iterator[Headline]:
        """Yield the lines that agree with the page's metadata, except links to other articles."""
        rarest = self._page.own_title.rarest
        if not rarest:
            return
        count = 0
        for number, line in enumerate(self._page.lines):
            if len(line.text) > 2 * _MAX_HEADLINE:
                continue
            text = line.text.casefold()
            if not any(word in text for word in rarest):
                continue
            headline = self._headline_in(number, line.pieces, len(line.text))
            if (
                headline is not None
                and headline.agreement >= _SURE
                and not headline.leads_elsewhere
            ):
                yield headline
                count += 1
                if count == _MAX_HEADLINES:
                    return

    def _choose(self, headline: Headline, nearest: Headline, label: PrintedLabel) -> Headline:
        """Choose between a headline that agrees with the metadata and a line below it.

        The lower line may be a second headline or a summary. But if it is a heading or a link to an
        article, it is the headline of another article, to which the label belongs.
        """
        if self._page.is_own(label):
            return headline
        if nearest.leads_elsewhere or heading_of(nearest.element) is not None:
            return nearest
        return replace(headline, agreement=MIN_AGREEMENT)

    def _unconfirmed_headline(
        self, number: int, pieces: list[Piece], end: int, *, is_whole: bool
    ) -> Headline | None:
        """Return the line if it can be a headline, or the last part of it that can be one."""
        parts = [pieces] if is_whole else list(segments(pieces))[::-1][:_MAX_SEGMENTS]
        for part in parts:
            headline = self._headline_in(number, part, end)
            if headline is not None and self._can_be(
                headline, part, is_part=len(parts) > 1 or is_whole
            ):
                return headline
        return None

    def _headline_in(
        self, number: int, pieces: list[Piece], end: int, *, is_whole: bool = True
    ) -> Headline | None:
        """Return the headline in a line, or the part between two span boundaries that agrees best.

        ``None`` if no part can be a headline.
        """
        best: Headline | None = None
        own_title = self._page.own_title
        parts = [pieces] if is_whole else []
        if (any(piece.parted for piece in pieces[1:]) and own_title) or not is_whole:
            parts += list(segments(pieces))[-_MAX_SEGMENTS:]
        for part in map(_without_silent, parts):
            text = without_notices(text_of_pieces(part))
            line = clean(text)
            if (
                not line
                or len(line) > _MAX_HEADLINE
                or SEPARATOR in text
                or not any(map(str.isalpha, line))
                or notice_kind(line)
            ):
                continue
            if TEASER_END.search(line):
                continue  # a teaser, which may start with the words of the headline
            element = next(piece.element for piece in part if not piece.text.isspace())
            agreement = own_title.agreement(line)
            heading = heading_of(element)
            whole = text_of(heading, _MAX_HEADLINE) if heading is not None else ""
            if (
                whole and len(whole) < _MAX_HEADLINE
            ):  # the line may be one of several of the heading
                better = own_title.agreement(clean(whole))
                if better > agreement or (not own_title and len(part) == len(pieces)):
                    agreement, text = better, whole
            if best is None or agreement > best.agreement:
                elsewhere = self._page.leads_elsewhere(piece.anchor for piece in part)
                best = Headline(text, number, end, element, agreement, elsewhere)
        return best

    def _over_several_lines(self, headline: Headline, number: int, lowest: int) -> Headline | None:
        """Return the headline if it is printed on several lines and this one is the last."""
        text, own_title = headline.text, self._page.own_title
        for before in range(number - 1, max(number - 3, lowest - 1), -1):
            above = self._page.lines[before].text
            text = f"{above} {text}"
            if len(text) > _MAX_HEADLINE:
                return None
            agreement = own_title.agreement(clean(text))
            if agreement >= _JOINED and agreement > max(
                headline.agreement, own_title.agreement(clean(above))
            ):
                return replace(headline, text=text, agreement=agreement)
        return None

    def _can_be(self, headline: Headline, pieces: list[Piece], *, is_part: bool) -> bool:
        """Return whether a line that the page's metadata does not confirm can be a headline.

        Menus, logos and share bars cannot.
        """
        text = clean(headline.text)
        if is_share_bar(text) or starts_footer(text) or self._page.own_title.is_name(text):
            return False
        if not is_part and len(text) <= MAX_NAME and len(text.split()) < _MIN_WORDS:
            return False  # a name before the label on the same line is the author's
        linked = [
            piece for piece in pieces if piece.anchor is not None and not piece.text.isspace()
        ]
        if not linked or headline.leads_elsewhere:
            return True
        hrefs = {piece.anchor.get("href") or "" for piece in linked if piece.anchor is not None}
        if len(linked) == sum(1 for piece in pieces if not piece.text.isspace()):
            return len(hrefs) == 1 and article_path(hrefs.pop()) is not None
        return len(hrefs) == 1 and not any(map(_leads_to_a_list, hrefs))


def _leads_to_a_list(href: str) -> bool:
    """Return whether a link leads to a front page, a listing or an author's page."""
    return (
        slug_of(href, None) is not None
        or EDITION_ROOT.fullmatch(href.rstrip("/")) is not None
        or "/author/" in href
    )


def _without_silent(pieces: list[Piece]) -> list[Piece]:
    """Remove silent pieces, such as the hidden image notice, unless there is no other text."""
    shown = [piece for piece in pieces if piece.silent is None]
    return shown if any(not piece.text.isspace() for piece in shown) else pieces


def _is_text(line: str) -> bool:
    """Return whether a cleaned line is one or more sentences, not a headline."""
    return len(line) > _MAX_TEXT and ends_sentence(line)
