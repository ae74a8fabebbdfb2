"""Pages of the press corpus: articles dealt to templates, rendered, with the values to expect."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tests.press.articles import MARKS, Article, articles
from tests.press.regional_dates import hijri, indic, regional

ROOT = Path(__file__).resolve().parent
PARTS = tuple(sorted(path.parent.name for path in ROOT.glob("*/systems.toml")))


@dataclass(frozen=True)
class PressPage:
    """A page and what a careful reader takes from it.

    ``body`` has the paragraphs in page order: subheadings, list items, quotes and the questions of
    an interview are paragraphs, and so is each row of a table, its cells divided by a space.
    Captions are not. The standfirst is the first paragraph if the system prints it inside the
    container of the body, and none if it prints it above the image.

    ``published`` is an ISO 8601 date, local time or time with offset, as exact as the page says it.
    ``authors`` and the other fields are empty if the page does not show them.
    """

    id: str
    url: str
    system: str
    language: str
    html: str
    headline: str
    body: tuple[str, ...]
    authors: tuple[str, ...]
    published: str
    section: str
    description: str
    tags: tuple[str, ...]
    image: str


@dataclass(frozen=True)
class _System:
    """One publishing system at one invented site: the values of its table in ``systems.toml``."""

    name: str
    language: str
    site: str
    host: str
    path: str
    image_path: str = "/images/{image}"
    standfirst: str = "header"
    """``header`` (above the image), ``body`` (first in its container), ``meta`` or ``none``."""
    published: str = "time"
    """How exact the page says it: ``time`` (with offset), ``local`` or ``day``."""
    authors: bool = True
    section: bool = True
    description: bool = True
    tags: bool = True
    image: bool = True

    def url(self, article: Article) -> str:
        """The address of the article at this site."""
        when = article.published
        words = "-".join(article.headline.replace(":", "").replace("،", "").split())
        return f"https://{self.host}" + self.path.format(
            number=article.number,
            slug=article.slug,
            words=quote(words),
            year=when.year,
            month=f"{when.month:02}",
            day=f"{when.day:02}",
        )

    def image_url(self, name: str, when: Any) -> str:
        """The address of an image, and nothing for an article without one."""
        if not name:
            return ""
        path = self.image_path.format(image=name, year=when.year, month=f"{when.month:02}")
        return f"https://{self.host}{path}"

    def when(self, article: Article) -> str:
        """The time of publication, as exact as the page says it."""
        if self.published == "day":
            return article.published.date().isoformat()
        if self.published == "local":
            return article.published.replace(tzinfo=None).isoformat(timespec="minutes")
        return article.published.isoformat()


def _inline(text: str) -> Markup:
    """``**bold**`` and ``[link](address)`` as HTML."""
    made, end = Markup(), 0
    for match in MARKS.finditer(text):
        made += escape(text[end : match.start()])
        if match[1]:
            made += Markup("<strong>{}</strong>").format(match[1])
        else:
            made += Markup('<a href="{}">{}</a>').format(match[3], match[2])
        end = match.end()
    return made + escape(text[end:])


def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters |= {
        "inline": _inline,
        "date": regional,
        "hijri": hijri,
        "indic": indic,
        "iso": lambda when: when.isoformat(),
        "quoted": quote,
    }
    return environment


def _teasers(system: _System, others: list[Article]) -> list[dict[str, Any]]:
    return [
        {
            "headline": other.headline,
            "url": system.url(other),
            "image": system.image_url(other.image or "default.jpg", other.published),
            "text": other.teaser,
            "section": other.section,
            "published": other.published,
            "authors": other.authors,
            "number": other.number,
        }
        for other in others
    ]


def _comments(place: int, pool: list[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """From none to three comments of the pool, others at each place."""
    return [pool[(3 * place + number) % len(pool)] for number in range(place % 4)] if pool else []


def _page(
    environment: Environment,
    system: _System,
    own: list[Article],
    place: int,
    furniture: Mapping[str, Any],
) -> PressPage:
    """The page of the article at ``place`` of ``own``, all articles of one language."""
    article = own[place]
    teasers = _teasers(system, own[place + 1 :] + own[:place])
    image = system.image_url(article.image, article.published)
    values = {
        "a": article,
        "site": system,
        "url": system.url(article),
        "image": image,
        "image_url": lambda name: system.image_url(name, article.published),
        "teasers": teasers,
        "previous": teasers[-1],
        "next": teasers[0],
        "comments": _comments(place, furniture.get("comments", {}).get(article.language, [])),
        "furniture": furniture,
        "place": place,
    }
    html = environment.get_template(f"{system.name}.html.j2").render(values)
    first = (article.standfirst,) if system.standfirst == "body" and article.standfirst else ()
    return PressPage(
        id=article.id,
        url=system.url(article),
        system=system.name,
        language=article.language,
        html=html,
        headline=article.headline,
        body=first + article.body,
        authors=article.authors if system.authors else (),
        published=system.when(article),
        section=article.section if system.section else "",
        description=article.standfirst if system.description else "",
        tags=article.tags if system.tags else (),
        image=image if system.image else "",
    )


def pages(part: str) -> Iterator[PressPage]:
    """The pages of a part, the same at each call: article i of a language has template i mod n.

    Raises ``FileNotFoundError`` if there is no such part, ``ValueError`` if an article is invalid.
    """
    folder = ROOT / part
    declared = tomllib.loads((folder / "systems.toml").read_text(encoding="utf-8"))
    furniture = tomllib.loads((folder / "furniture.toml").read_text(encoding="utf-8"))
    systems = [_System(name=name, **values) for name, values in declared.items()]
    environment = _environment(folder / "templates")
    every = list(articles(folder / "articles"))
    for language in sorted({article.language for article in every}):
        own = [article for article in every if article.language == language]
        dealt = [system for system in systems if system.language == language]
        for place in range(len(own)):
            yield _page(environment, dealt[place % len(dealt)], own, place, furniture)
