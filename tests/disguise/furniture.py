"""Another portal's furniture around a page: before, beside and after its article, and at the page's
top and foot.

Other articles' headlines, labels and teasers stand in it, and readers' comments with their days:
all that a page's own article could be taken for. Nothing is put into the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from random import Random

from tests.disguise.parts import Parts
from tests.disguise.tree import Element, Node, parse
from tests.disguise.words import WORDS, Words

_ADDRESS = re.compile(r"((?:/(?:fr|en))?/(?!section/)[a-z][a-z0-9]+)/\d+")
_LABELLED = ("line", "line", "date", "none")


@dataclass(frozen=True)
class Other:
    """Another article of the site."""

    path: str
    headline: str
    teaser: str
    source_path: str
    source: str
    date: str


def furnish(page: Element, parts: Parts, random: Random) -> None:
    """Puts the furniture into the page. What it leads to is what the page leads to besides, where
    that is enough."""
    if parts.body is None:
        return
    words = WORDS.get(parts.language, WORDS["en"])
    prefix = "" if parts.language == "ar" else f"/{parts.language}"
    others = list(_others(page, parts, words, prefix, random))
    before, beside = random.randint(1, 3), random.randint(0, 3)
    around = parts.article.container if parts.article else parts.main
    if around is not None:
        after = others[before + beside :]
        first = (
            _box(others[:before], words, random)
            if random.random() < 0.7
            else _flat(others[:before], words)
        )
        last = _box(after, words, random) + _share(words) + _comments(words, random)
        if parts.article and random.random() < 0.7:
            around.holder.children[:0] = _nodes(first)
            around.holder.children += _nodes(last)
        else:
            _set_around(page, around, _nodes(first), _nodes(last))
        if beside:
            _set_beside(
                page,
                parts.main or around,
                _nodes(_box(others[before : before + beside], words, random)),
                random,
            )
    body = parts.body.children
    body[:0] = _nodes(_top(words, prefix, random))
    body += _nodes(_foot(words, prefix))


def _nodes(html: str) -> list[Node]:
    return parse(html).children


def _others(
    page: Element, parts: Parts, words: Words, prefix: str, random: Random
) -> Iterator[Other]:
    """Three to ten of them. Addresses are those of articles that the page links, else invented."""
    links = [(unescape(anchor.attributes.get("href") or ""), anchor) for anchor in page.tags("a")]
    own = {
        re.sub(r"https?://[^/]+", "", link.attributes.get("href") or "")
        for link in page.tags("link")
    }
    names = {href: _text(anchor) for href, anchor in links if href and _text(anchor)}
    pool = list(
        dict.fromkeys(href for href, _ in links if _ADDRESS.fullmatch(href) and href not in own)
    )
    count = random.randint(3, 10)
    paths = random.sample(pool, min(count, len(pool)))
    while len(paths) < count:
        paths.append(f"{prefix}/{random.choice(words.sources)[0]}/{random.randint(1000, 900_000)}")
    for path, headline in zip(paths, random.sample(words.headlines, count), strict=True):
        source_path = path.rpartition("/")[0]
        source = names.get(source_path) or escape(
            dict(words.sources).get(source_path.rpartition("/")[2]) or words.sources[0][1]
        )
        date = (
            f"{random.randint(1, 28):02d} - {random.randint(1, 12):02d} -"
            f" {random.randint(2019, 2025)}"
        )
        yield Other(
            path, escape(headline), escape(random.choice(words.teasers)), source_path, source, date
        )


def _text(anchor: Element) -> str:
    return " ".join(anchor.text.split())


def _label(other: Other, words: Words, way: str) -> str:
    if way == "none":
        return ""
    if way == "date":
        return f'<a href="{other.source_path}">{other.source}</a> {other.date}'
    return (
        f'{words.label[0]} <a href="{other.source_path}">{other.source}</a> {words.label[1]}'
        f" {other.date}"
    )


def _box(others: list[Other], words: Words, random: Random) -> str:
    """A box with a heading; its entries in one of the shapes that boxes have."""
    if not others:
        return ""
    heading, way, teasers = (
        random.choice(words.boxes),
        random.choice(_LABELLED),
        random.random() < 0.6,
    )
    entries = []
    form = random.choice(("blocks", "list", "table"))
    for other in others:
        title = f'<a href="{other.path}">{other.headline}</a>'
        label, teaser = _label(other, words, way), other.teaser if teasers else ""
        if form == "list":
            entries.append(
                f"<li>{title}"
                + "".join(f"<br>{part}" for part in (label, teaser) if part)
                + "</li>"
            )
        elif form == "table":
            rows = "".join(f"<tr><td>{part}</td></tr>" for part in (title, label, teaser) if part)
            entries.append(f"<table>{rows}</table>")
        else:
            thumb = (
                f'<a href="{other.path}"><img src="/static/kiosque/{len(entries)}.jpg" alt=""></a>'
            )
            parts = (
                f"<h3>{title}</h3>",
                f"<span>{label}</span>" if label else "",
                f"<p>{teaser}</p>" if teaser else "",
            )
            entries.append(f'<div class="card">{thumb}{"".join(parts)}</div>')
    inside = f"<ul>{''.join(entries)}</ul>" if form == "list" else "".join(entries)
    return f'<section class="kiosk-box"><h4>{heading}</h4>{inside}</section>'


def _flat(others: list[Other], words: Words) -> str:
    """The same built as an article is: headline, label and teaser, with nothing around them."""
    return "".join(
        f'<div class="flat-title"><a href="{other.path}">{other.headline}</a></div><div'
        f' class="flat-label">{_label(other, words, "line")}</div><div'
        f' class="flat-text">{other.teaser}</div>'
        for other in others
    )


def _share(words: Words) -> str:
    return (
        f'<div class="kiosk-share">{words.share} <a href="https://reseau.example/envoyer">X</a> | '
        '<a href="https://cercle.example/partage">Y</a></div>'
    )


def _comments(words: Words, random: Random) -> str:
    remarks = "".join(
        f'<div class="remark"><b>{who}</b> {random.randint(1, 28):02d} -'
        f" {random.randint(1, 12):02d} - 2025<p>{escape(said, quote=False)}</p></div>"
        for who, said in words.readers[: random.randint(0, len(words.readers))]
    )
    return f'<div class="remarks"><h4>{words.comments}</h4>{remarks}</div>' if remarks else ""


def _top(words: Words, prefix: str, random: Random) -> str:
    logo = f'<a href="{prefix}/"><img src="/static/kiosque/logo.png" alt="{words.portal}"></a>'
    name = random.choice(
        (f"<h1>{words.portal}</h1>", f'<div class="name">{words.portal}</div>', "")
    )
    menu = "".join(
        f'<a href="{prefix}/rubrique/{number}/toutes">{name}</a> | '
        for number, name in enumerate(words.menu)
    )
    return (
        f'<div class="kiosk-top">{logo}{name}<p>{words.slogan}</p></div>'
        f'<table class="kiosk-menu"><tr><td>{menu}</td></tr></table>'
    )


def _foot(words: Words, prefix: str) -> str:
    return (
        f'<div class="kiosk-foot"><p>{words.foot} <a'
        f' href="{prefix}/plan/du/site">{words.menu[-1]}</a></p></div>'
    )


def _set_around(page: Element, element: Element, before: list[Node], after: list[Node]) -> None:
    parent = next(other for other in (page, *page.walk()) if element in other.children)
    place = parent.children.index(element)
    parent.children[place + 1 : place + 1] = after
    parent.children[place:place] = before


def _set_beside(page: Element, element: Element, column: list[Node], random: Random) -> None:
    """Puts an element into a cell, and a column into the one on its left or right."""
    parent = next(other for other in (page, *page.walk()) if element in other.children)
    place = parent.children.index(element)
    cells: list[Node] = [
        Element("td", {"class": "kiosk-column"}, column),
        Element("td", {"class": "kiosk-middle"}, [element]),
    ]
    if random.random() < 0.5:
        cells.reverse()
    parent.children[place] = Element(
        "table", {"class": "kiosk-columns"}, [Element("tr", {}, cells)]
    )
