"""An article on the platform, in the layouts that have been seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Literal

from lxml import etree

from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import (
    Label,
    ends_with_closing,
    is_closing,
    may_contain_closing,
    may_contain_damaged_closing,
    read_label,
)
from newsscraper.pages.base import ARTICLE_PATH, Page
from newsscraper.pages.blocks import BLOCK_TAGS, blocks, text_of
from newsscraper.pages.images import images
from newsscraper.pages.witness import witness
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

_MAX_LABEL = 400
_SENTENCE_ENDS = tuple('.!?؟…»")')
_RUNS = re.compile(r"\w[.!?؟…](?:[\s»”\")]|$)")
_RUNNING = frozenset(["br", "p", "b", "strong", "i", "em", "u", etree.Comment])
_MIN_SENTENCE = 5
"""Words."""
_BEHIND_A_CLASS = frozenset("\"'>/& \t\n\f\r\x00")
_NEAR = 12
"""So many links behind the body are asked first whether they are the closing notice's."""


class ArticlePage(Page):
    """The layout with ``span.articletitle``, ``span.articlenewspaper`` and ``span.articlecontent``.

    Three public scrapers agree on the classes; the tags around them are assumed, so any element
    with the class will do. A layout that differs overrides the fields that do.
    """

    kind = "article"
    layout = "ArticlePage"

    def matches(self) -> bool:
        """A headline of its own, and a body or a line with source and date."""
        if not any(
            _may_be_a_class(name, self.document.text) for name in ("articletitle", "articlecontent")
        ):
            return False
        if len(self._titles) > 1 and len(self._with_class("articlenewspaper")) != 1:
            return False  # a listing that prints its entries in an article's clothes
        if self._titles:
            return bool(self._contents) or self._newspaper is not None
        if self._printed_titles:
            return False  # they are other articles'
        return bool(self._contents) and self._label is not None

    @cached_property
    def headline(self) -> str | None:
        """The headline."""
        return self._titles[0] if self._titles else None

    @cached_property
    def source(self) -> str | None:
        """The source's name: the link to its listing, else what stands between the labels."""
        if self._source_link is not None:
            return text_of(self._source_link)
        return self._label.source if self._label else None

    @cached_property
    def published(self) -> str | None:
        """The date as printed, without its label."""
        return self._label.date if self._label else None

    @cached_property
    def author(self) -> str | None:
        """An author beside the label: a link to an author's page, else a name in front of the
        label."""
        if self._newspaper is not None:
            for anchor in self._newspaper.iter("a"):
                if "/author/" in (anchor.get("href") or ""):
                    return text_of(anchor)
        return self._label.author if self._label else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """Blocks of text, from however many content elements there are.

        A short text whose every element has a name such as "share" is the article's all the same if
        it has a sentence.
        """
        found = tuple(block for element in self._contents for block in blocks(element, hidden=True))
        if not found and self._contents:
            named = tuple(
                block
                for element in self._contents
                for block in blocks(element, hidden=True, by_name=False)
            )
            if any(
                block.rstrip().endswith(_SENTENCE_ENDS) and len(block.split()) >= _MIN_SENTENCE
                for block in named
            ):
                return named
        return found

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """Images inside the content elements."""
        return tuple(image for element in self._contents for image in images(element))

    @cached_property
    def original_url(self) -> str | None:
        """The link of the closing notice."""
        element = self._closing_link
        return element.get("href") if element is not None else None

    @cached_property
    def witness(self) -> Witness:
        """What the page says of itself outside its text."""
        return witness(self.root)

    def article(self) -> RawArticle:
        """What the page printed."""
        return replace(
            self.origin(),
            frame_language=self._label.language if self._label else None,
            headline=self.headline,
            source=self.source,
            published=self.published,
            author=self.author,
            body=self.body,
            images=self.images,
            original_url=self.original_url,
            witness=self.witness,
            warnings=self._noted(),
        )

    def role_of(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """Marks the link to the publisher's page."""
        return "original" if element is self._closing_link else None

    def _noted(self) -> tuple[str, ...]:
        noted = self.warnings
        if self._label is not None and self._label.is_repaired:
            noted = (*noted, WarningCode.MOJIBAKE_REPAIRED)
        if self._has_text_after:
            noted = (*noted, WarningCode.TEXT_AFTER_BODY)
        return noted

    def _with_class(self, name: str) -> list[etree._Element]:
        found = self._spans.get(name) or (
            self._elements.get(name, []) if _may_be_a_class(name, self.document.text) else []
        )
        return outermost(found) if len(found) > 1 else found

    @cached_property
    def _spans(self) -> dict[str, list[etree._Element]]:
        return _by_class(self.root.iter("span"))

    @cached_property
    def _elements(self) -> dict[str, list[etree._Element]]:
        return _by_class(self.root.iter("*"))

    @cached_property
    def _titles(self) -> list[str]:
        """The distinct headlines of this page's own; one that links to another article is that
        one's."""
        elements = self._printed_titles
        own = [element for element in elements if not self._leads_elsewhere(element)]
        if not own and len(elements) == 1:
            own = elements
        return list(dict.fromkeys(text_of(element) for element in own))

    @cached_property
    def _printed_titles(self) -> list[etree._Element]:
        return [element for element in self._with_class("articletitle") if text_of(element).strip()]

    def _leads_elsewhere(self, title: etree._Element) -> bool:
        anchors = [*title.iter("a"), *title.iterancestors("a")]
        hrefs = [
            match[0]
            for a in anchors
            if (match := ARTICLE_PATH.search((a.get("href") or "").split("?")[0]))
        ]
        return bool(hrefs) and (
            self.path is None or not any(self.path.endswith(href.rstrip("/")) for href in hrefs)
        )

    @cached_property
    def _newspaper(self) -> etree._Element | None:
        printed = self._with_class("articlenewspaper")
        return printed[0] if printed else self._label_near(self._with_class("articletitle"))

    def _label_near(self, titles: list[etree._Element]) -> etree._Element | None:
        """The first short element behind a title whose own text is the label."""
        for title in titles[:1]:
            for element in islice(following(title), 60):
                text = text_of(element, _MAX_LABEL)
                if len(clean(text)) < _MAX_LABEL and read_label(text):
                    return element
        return None

    @cached_property
    def _contents(self) -> list[etree._Element]:
        return self._with_class("articlecontent")

    @cached_property
    def _has_text_after(self) -> bool:
        """Whether running text follows the body at once: a stray end tag may have ended it early,
        as it does in browsers."""
        if not self._contents:
            return False
        body = self._contents[-1]
        pieces, length = [body.tail or ""], len(body.tail or "")
        sibling = body.getnext()
        while sibling is not None and sibling.tag in _RUNNING and length < _MAX_LABEL:
            pieces += [
                " ",
                text_of(sibling, _MAX_LABEL) if isinstance(sibling.tag, str) else "",
                sibling.tail or "",
            ]
            length += len(pieces[-2]) + len(pieces[-1])
            sibling = sibling.getnext()
        text = clean("".join(pieces))
        if len(text.split()) < _MIN_SENTENCE or not _RUNS.search(text):
            return False
        return not is_closing(text) and not ends_with_closing(text) and read_label(text) is None

    @cached_property
    def _label(self) -> Label | None:
        if self._newspaper is None:
            return None
        return read_label(text_of(self._newspaper, _MAX_LABEL))

    @cached_property
    def _source_link(self) -> etree._Element | None:
        if self._newspaper is None:
            return None
        anchors = [
            a
            for a in self._newspaper.iter("a")
            if "/author/" not in (a.get("href") or "") and text_of(a).strip()
        ]
        return anchors[0] if anchors else None

    @cached_property
    def _closing_link(self) -> etree._Element | None:
        """The link of the notice at the end of the body or right behind it, else of the last one on
        the page.

        It may cover all of the notice or one word.
        """
        found = None
        if self._contents:
            body = self._contents[-1]
            found = _closing(reversed(list(body.iter("a"))))
            if found is None:
                found = _closing(islice(_anchors_behind(body), _NEAR))
        if found is None:
            is_damaged = may_contain_damaged_closing(self.document.text)
            found = _closing(reversed(self.document.anchors), is_damaged=is_damaged)
        return found


def _closing(
    anchors: Iterable[etree._Element], *, is_damaged: bool = False
) -> etree._Element | None:
    """The first link of a closing notice; also of one that a wrong character set has damaged."""
    for anchor in anchors:
        text = text_of(anchor, 300) if len(anchor) else anchor.text
        if (
            not text
            or not (may_contain_closing(text) or (is_damaged and may_contain_damaged_closing(text)))
            or not anchor.get("href")
        ):
            continue
        if is_closing(_read(text)) or (
            len(text) < 60 and ends_with_closing(_read(line_around(anchor)))
        ):
            return anchor
    return None


def _read(text: str) -> str:
    return clean(mend(text).text)


def _anchors_behind(element: etree._Element) -> Iterator[etree._Element]:
    """The links behind an element, in page order."""
    node: etree._Element | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter("a")
        node = node.getparent()


def _may_be_a_class(name: str, text: str) -> bool:
    """Whether the page's source may hold the name in a class attribute; a style sheet has it too,
    mostly with a brace behind."""
    end = text.find(name)
    while end >= 0:
        end += len(name)
        if end == len(text) or text[end] in _BEHIND_A_CLASS:
            return True
        end = text.find(name, end)
    return False


def _by_class(elements: Iterable[etree._Element]) -> dict[str, list[etree._Element]]:
    """The elements by class, in page order. Walked once: a selector would search the tree for each
    class."""
    found: dict[str, list[etree._Element]] = {}
    for element in elements:
        names = element.get("class")
        if names:
            parts = names.split()
            for name in set(parts) if len(parts) > 1 else parts:
                found.setdefault(name, []).append(element)
    return found


def following(element: etree._Element) -> Iterator[etree._Element]:
    """The elements behind one, in page order, until the end of what its parent and grandparent
    hold."""
    node: etree._Element | None = element
    for _ in range(3):
        if node is None:
            return
        for sibling in node.itersiblings():
            yield from (inner for inner in sibling.iter() if isinstance(inner.tag, str))
        node = node.getparent()


def line_around(anchor: etree._Element) -> str:
    """The line that a link stands in: the text from the block boundary before it to the one behind
    it."""
    before: list[str] = []
    behind: list[str] = []
    node: etree._Element = anchor
    open_before = open_behind = True
    for _ in range(4):
        sibling = node.getprevious()
        while open_before and sibling is not None:
            before.append(sibling.tail or "")
            open_before = isinstance(sibling.tag, str) and sibling.tag not in BLOCK_TAGS
            before.append(text_of(sibling, 300) if open_before else "")
            sibling = sibling.getprevious()
        parent = node.getparent()
        if open_before and parent is not None:
            before.append(parent.text or "")
        behind.append(node.tail or "" if open_behind else "")
        sibling = node.getnext()
        while open_behind and sibling is not None:
            open_behind = isinstance(sibling.tag, str) and sibling.tag not in BLOCK_TAGS
            behind.append(f"{text_of(sibling, 300)}{sibling.tail or ''}" if open_behind else "")
            sibling = sibling.getnext()
        if (
            parent is None
            or parent.tag in BLOCK_TAGS
            or sum(map(len, before)) + sum(map(len, behind)) > 2000
        ):
            break
        node = parent
    return "".join(reversed(before)) + text_of(anchor) + "".join(behind)


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """The elements that lie inside no other of them, in page order."""
    kept: list[etree._Element] = []
    seen: set[etree._Element] = set()
    for element in elements:
        if not any(ancestor in seen for ancestor in element.iterancestors()):
            kept.append(element)
            seen.add(element)
    return kept
