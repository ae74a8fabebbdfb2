"""An article's own parts, built in one of many ways that a platform of its age may have."""

from __future__ import annotations

import re
from random import Random

from tests.disguise.parts import Article
from tests.disguise.shapes import shape
from tests.disguise.tree import Element, Node, Text

_BLOCKS = ("div", "section", "table", "p")
_TITLE = (*_BLOCKS, "b", "bare")
_LABEL = ("own", "bare", "pieces", "cells", "beside the title")
_BODY = ("own", "bare", "paragraphs")
_CLOSING = (*_BLOCKS, "span", "bare")
_HERE = re.compile(r"\b(ici|here)\b|هنا", re.IGNORECASE)


def rebuild(page: Element, article: Article, random: Random) -> None:
    """Changes title, label, body and closing line in place. What is chosen depends on the random
    numbers alone."""
    parents = {id(child): element for element in (page, *page.walk()) for child in element.children}
    title_shapes = random.sample(_TITLE, len(_TITLE))
    label, label_shapes = random.choice(_LABEL), random.sample(_BLOCKS, len(_BLOCKS))
    body, body_shapes = random.choice(_BODY), random.sample(_BLOCKS, len(_BLOCKS))
    closing_shapes, closing_word = random.sample(_CLOSING, len(_CLOSING)), random.random() < 0.3

    container = article.container
    if article.title.tag == "h1":
        article.title.fixed = True
    for heading in article.title.tags("h1") + article.title.tags("h2"):
        heading.fixed = True
    if (
        label == "beside the title"
        and parents[id(article.title)] is container is parents[id(article.label)]
    ):
        _join(container, article, title_shapes, label_shapes)
    else:
        if not article.title.fixed:
            shape(container, article.title, _bare_only_if_heading(article.title, title_shapes))
        _label(container, article.label, label, label_shapes)
    for content in article.contents:
        _body(container, content, body, body_shapes)
    if article.closing is not None:
        if closing_word:
            _link_the_word(article.closing)
        shape(parents[id(article.closing)], article.closing, closing_shapes)


def _bare_only_if_heading(title: Element, shapes: list[str]) -> list[str]:
    """Without any element around it a headline would be text among text: only one that is a heading
    or link besides is bare."""
    return (
        shapes
        if title.tags("h1") or title.tags("h2") or title.tags("a")
        else [name for name in shapes if name != "bare"]
    )


def _join(
    container: Element, article: Article, title_shapes: list[str], label_shapes: list[str]
) -> None:
    """Title and label in one element, one below the other."""
    start, end = container.children.index(article.title), container.children.index(article.label)
    both = Element("div", {"class": "head"}, container.children[start : end + 1])
    container.children[start : end + 1] = [both]
    if not article.title.fixed:
        shape(both, article.title, _bare_only_if_heading(article.title, title_shapes))
    shape(both, article.label, ["bare"])
    shape(container, both, [name for name in label_shapes if name != "p"])


def _label(container: Element, label: Element, way: str, shapes: list[str]) -> None:
    if way == "bare":
        shape(container, label, ["bare"])
        return
    if way == "pieces":
        label.children = [_piece(child) for child in label.children]
    elif way == "cells":
        cut = (
            next(
                (place for place, child in enumerate(label.children) if isinstance(child, Element)),
                0,
            )
            + 1
        )
        cells: list[Node] = [
            Element("td", {}, part, fixed=True)
            for part in (label.children[:cut], label.children[cut:])
            if part
        ]
        label.tag, label.children, label.fixed = (
            "table",
            [Element("tr", {}, cells, fixed=True)],
            True,
        )
        for cell in cells:
            cell.fixed = True
        return
    shape(container, label, shapes)


def _piece(child: Node) -> Node:
    """A part of the label in an element of its own, its spaces inside."""
    return Element("span", {"class": "piece"}, [child], fixed=True)


def _body(container: Element, content: Element, way: str, shapes: list[str]) -> None:
    if way == "bare":
        shape(container, content, ["bare"])
        return
    if way == "paragraphs":
        content.children = _paragraphs(content.children, "p" if "p" in shapes[:2] else "div")
    shape(container, content, shapes)


def _paragraphs(children: list[Node], tag: str) -> list[Node]:
    """What stood between line breaks, each in an element of its own; blocks stay."""
    made: list[Node] = []
    line: list[Node] = []

    def end() -> None:
        if any(not node.blank for node in line):
            made.append(Element(tag, {}, line[:], fixed=True))
        else:
            made.extend(line)
        line.clear()

    for child in children:
        if isinstance(child, Element) and child.tag == "br":
            end()
        elif isinstance(child, Element) and (not child.inline or child.tag == "script"):
            end()
            made.append(child)
        else:
            line.append(child)
    end()
    return made


def _link_the_word(closing: Element) -> None:
    """The link around one word of the line instead of all of it."""
    for place, anchor in enumerate(closing.children):
        if (
            isinstance(anchor, Element)
            and anchor.tag == "a"
            and (word := _HERE.search(anchor.text))
        ):
            before, after = anchor.text[: word.start()], anchor.text[word.end() :]
            anchor.children = [Text(word.group())]
            closing.children[place : place + 1] = [Text(before), anchor, Text(after)]
            return
