"""Article pages without a template's work: each is rendered once with marks, then filled in.

A story of the corpus and a flash come out as ``render`` would write them; a synthetic story has the
shapes of its origin.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from html import escape

from markupsafe import escape as escape_attribute

from tests.replica import render
from tests.replica.corpus import Headline, Story
from tests.replica.world import World

CODECS = {"utf-8": "utf-8", "windows-1256": "cp1256"}

# Marks that no page has. The number's last two digits follow the origin's, since they settle the
# page's shapes.
_STRIP, _HEADLINE, _ORIGINAL, _NUMBER, _DATE = (
    "@@STRIP@@",
    "@@HEADLINE@@",
    "https://mark.invalid/@@",
    88_888_888_800,
    "55 - 66 - 7777",
)
_SHAPES = 60
_MARK = re.compile(rb"@@STRIP@@|@@HEADLINE@@|https://mark\.invalid/@@|888888888\d\d|55 - 66 - 7777")


def article(
    world: World, story: Story, strip: Sequence[Headline | None], broken: Collection[str] = ()
) -> bytes:
    """The page of a story, by its template."""
    charset = world.charset(story)
    if world.column(story):
        text = render.column_article(story, strip, broken=broken)
    else:
        text = render.article(story, strip, charset=charset, broken=broken)
    return text.encode(CODECS[charset], "xmlcharrefreplace")


class Prerendered:
    """The same pages, from parts."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pages: dict[tuple[str, bool], list[bytes]] = {}
        self._strips: dict[tuple[str, tuple[Headline | None, ...]], bytes] = {}

    def article(self, story: Story, strip: Sequence[Headline | None]) -> bytes:
        charset = self._world.charset(story)
        filling = {b"@@STRIP@@": self._links(charset, tuple(strip))}
        synthetic = self._world.synthetic(story)
        if synthetic:
            filling[b"@@HEADLINE@@"] = str(escape_attribute(story.headline)).encode()
            filling[_ORIGINAL.encode()] = escape(story.original_url).encode()
            filling[_DATE.encode()] = story.printed_date.encode()
        number = str(story.number).encode()
        parts = self._parts(story, synthetic)
        return b"".join(
            [filling.get(part, number) if place % 2 else part for place, part in enumerate(parts)]
        )

    def _parts(self, story: Story, synthetic: bool) -> list[bytes]:
        """Text and marks in turn."""
        origin = self._world.origin(story)
        parts = self._pages.get((origin.id, synthetic))
        if parts is None:
            marked = origin
            if synthetic:
                number = _NUMBER + origin.number % _SHAPES
                marked = replace(
                    origin,
                    number=number,
                    headline=_HEADLINE,
                    original_url=_ORIGINAL,
                    published="7777-66-55",
                )
            page = self._marked(origin, marked)
            parts = []
            end = 0
            for mark in _MARK.finditer(page):
                parts += [page[end : mark.start()], mark.group()]
                end = mark.end()
            parts.append(page[end:])
            self._pages[origin.id, synthetic] = parts
        return parts

    def _marked(self, origin: Story, marked: Story) -> bytes:
        strip = [Headline(_STRIP, "en", "/")]
        charset = self._world.charset(marked)
        if self._world.column(origin):
            text = render.column_article(marked, strip)
        else:
            text = render.article(marked, strip, charset=charset)
        return text.replace(render.strip_links(strip), _STRIP).encode(
            CODECS[charset], "xmlcharrefreplace"
        )

    def _links(self, charset: str, strip: tuple[Headline | None, ...]) -> bytes:
        links = self._strips.get((charset, strip))
        if links is None:
            links = self._strips[charset, strip] = render.strip_links(strip).encode(
                CODECS[charset], "xmlcharrefreplace"
            )
        return links
