"""Articles of a part of the corpus, read from TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

BODY_KINDS = ("p", "h2", "quote", "q", "li", "row")
"""Paragraphs of the body; the only other kind, ``image``, is a picture with a caption."""

MARKS = re.compile(r"\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)]+)\)")


def plain(text: str) -> str:
    """The text without ``**bold**`` and ``[link](address)`` marks."""
    return MARKS.sub(lambda match: match[1] or match[2], text)


@dataclass(frozen=True)
class Block:
    """A part of the article as a template prints it.

    ``kind`` is ``p``, ``h2``, ``quote``, ``q`` (the question of an interview), ``list`` (with
    ``items``), ``table`` (``items`` are rows, cells divided by `` | ``) or ``image`` (``src``, and
    ``text``, the caption).
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    src: str = ""


@dataclass(frozen=True)
class Article:
    """An invented article; ``id`` is the name of its file."""

    id: str
    number: int
    language: str
    headline: str
    slug: str
    published: datetime
    section: str
    modified: datetime | None = None
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    caption: str = ""
    paragraphs: tuple[Mapping[str, str], ...] = field(default=(), repr=False)

    @property
    def body(self) -> tuple[str, ...]:
        """The text of each paragraph without marks; the cells of a row are divided by a space."""
        return tuple(
            plain(paragraph["text"]).replace(" | ", " ")
            for paragraph in self.paragraphs
            if paragraph["kind"] in BODY_KINDS
        )

    @property
    def blocks(self) -> list[Block]:
        """The paragraphs, with list items and rows that follow each other gathered."""
        found: list[Block] = []
        for paragraph in self.paragraphs:
            kind, text = paragraph["kind"], paragraph["text"]
            gathered = {"li": "list", "row": "table"}.get(kind)
            if gathered and found and found[-1].kind == gathered:
                found[-1] = Block(gathered, items=(*found[-1].items, text))
            elif gathered:
                found.append(Block(gathered, items=(text,)))
            else:
                found.append(Block(kind, text, src=paragraph.get("src", "")))
        return found

    @property
    def minutes(self) -> int:
        """Reading time in minutes, at 180 words a minute."""
        return max(1, round(sum(len(text.split()) for text in self.body) / 180))

    @property
    def teaser(self) -> str:
        """The standfirst or first paragraph, cut after at most 160 characters."""
        text = self.standfirst or self.body[0]
        return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + "..."


def articles(folder: Path) -> Iterator[Article]:
    """The articles of ``folder`` in the order of their file names.

    Raises ``ValueError`` if an article has a paragraph of an unknown kind.
    """
    for number, path in enumerate(sorted(folder.glob("*.toml"))):
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for paragraph in values["paragraphs"]:
            if paragraph["kind"] not in (*BODY_KINDS, "image"):
                raise ValueError(f"{path.name}: unknown kind {paragraph['kind']!r}")
        for name in ("authors", "tags", "paragraphs"):
            values[name] = tuple(values.get(name, ()))
        yield Article(id=path.stem, number=48213 + 37 * number, **values)
