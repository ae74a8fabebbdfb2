"""What a page of the replica is made of, found by the class names of its templates before they
go."""

from __future__ import annotations

from dataclasses import dataclass

from tests.disguise.tree import Element


@dataclass(frozen=True)
class Article:
    """The parts of an article, in page order."""

    container: Element
    title: Element
    label: Element
    contents: tuple[Element, ...]
    closing: Element | None
    """The line with the link to the original; ``None`` on a page that is cut off before it."""


@dataclass(frozen=True)
class Parts:
    """The parts of a page; what it does not have is ``None``."""

    body: Element | None
    main: Element | None
    article: Article | None
    title: str
    language: str

    @classmethod
    def of(cls, page: Element) -> Parts:
        html = next(iter(page.tags("html")), page)
        return cls(
            body=next(iter(page.tags("body")), None),
            main=page.first("#main"),
            article=_article(page) or _column(page),
            title="".join(element.text for element in page.tags("title")),
            language=html.attributes.get("lang") or "en",
        )


def _article(page: Element) -> Article | None:
    container = page.first("article")
    if container is None:
        return None
    title, label, contents = (
        container.first("articletitle"),
        container.first("articlenewspaper"),
        container.all("articlecontent"),
    )
    if title is None or label is None or not contents:
        return None
    return Article(container, title, label, tuple(contents), container.first("articlesource"))


def _column(page: Element) -> Article | None:
    container = page.first("col-md-12")
    if container is None:
        return None
    title, label, content = (
        next(iter(container.tags("h1")), None),
        container.first("meta"),
        container.first("content"),
    )
    if title is None or label is None or content is None:
        return None
    return Article(container, title, label, (content,), container.first("source"))
