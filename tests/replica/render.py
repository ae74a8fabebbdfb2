"""Pages from the corpus: the templates of fixtures/templates filled in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from tests.replica.corpus import (
    DOMAINS,
    FIXTURES,
    Headline,
    Story,
    headlines,
    of,
    sources,
    sources_of,
)
from tests.replica.wording import TOWNS, WORDING

NBSP4 = "\u00a0" * 4
STRIP_LENGTH = 48
BREAKABLE = ("body", "published", "source")
"""What an article's page may be made without."""

ZONES = {
    "maghress": "Africa/Casablanca",
    "masress": "Africa/Cairo",
    "djazairess": "Africa/Algiers",
    "turess": "Africa/Tunis",
    "sauress": "Asia/Riyadh",
    "sudaress": "Africa/Khartoum",
    "yemeress": "Asia/Aden",
}

# A portal's stylesheet, inline as many carry it: weight, and class names that look like an
# article's.
_STYLE = [
    f".{name}{{background:transparent;border:0 solid"
    f" #{number * 31 % 4096:03x};line-height:{1 + number % 5 / 10}em;"
    f"margin:{number % 9}px {number % 7}px;padding:{number % 5}px;"
    f"color:#{number * 7919 % 4096:03x};font-size:{11 + number % 8}px}}"
    for number, name in enumerate(
        """
            portal container article articletitle articlenewspaper articlecontent reported share
            comments box mini minititle teasers story lead by list item headline when nav nav-btn
            left right langs src label flash scroll hour meta content row col-md-12 source
            articlesource image legende footer header side main page top menu sourcesbar
        """.split()
        * 2
    )
]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FIXTURES / "templates"),
        autoescape=select_autoescape(["html.j2", "xml.j2"], default=True),
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    environment.filters["rfc822"] = lambda story: format_datetime(noon(story))
    return environment


def strip(
    site: str, edition: str, moment: int = 0, *, empty_at: int | None = None
) -> list[Headline | None]:
    """The ticker at a moment; each moment adds two headlines at its start.

    ``None`` is an empty entry.
    """
    pool = headlines(site, edition)
    start = (-2 * moment) % len(pool)
    entries: list[Headline | None] = [
        pool[(start + offset) % len(pool)] for offset in range(min(STRIP_LENGTH, len(pool)))
    ]
    if len(entries) > 6:
        entries[5] = entries[2]  # seen on real strips: the same headline twice
    if empty_at is not None:
        entries[empty_at] = None
    return entries


def article(
    story: Story,
    entries: Sequence[Headline | None] = (),
    *,
    charset: str = "utf-8",
    broken: Collection[str] = (),
) -> str:
    """The page of a story; its number settles which of the shapes seen or allowed it takes.

    What is ``broken`` (of ``BREAKABLE``) is not there. A source and a date that were read off one
    line with it stay: the page's data about itself tell them, as a redesign's would.
    """
    story = _without_body(story) if "body" in broken else story
    return _page(
        "article.html.j2",
        story.site,
        story.edition,
        story.path,
        entries,
        title=f"{story.site.capitalize()} : {story.headline}",
        story=story,
        shape=story.number,
        title_shape=story.number % 4,
        content=Markup(_content(story)),
        charset=charset,
        broken=broken,
        told=_told(story, broken),
    )


def column_article(
    story: Story, entries: Sequence[Headline | None] = (), *, broken: Collection[str] = ()
) -> str:
    """The same in the other layout."""
    story = _without_body(story) if "body" in broken else story
    return _page(
        "column.html.j2",
        story.site,
        story.edition,
        story.path,
        entries,
        title=story.headline,
        story=story,
        broken=broken,
        told=_told(story, broken),
    )


def text_capture(
    story: Story, entries: Sequence[Headline | None] = (), *, separator: str = NBSP4
) -> str:
    """The page as plain text, in the form of the seed."""
    words = WORDING[story.edition]
    before, between = words["published"]
    body = "\n".join(([story.byline] if story.byline else []) + list(story.paragraphs))
    ticker = "".join((entry.text if entry else "") + separator for entry in entries)
    return (
        f"{ticker}\n"
        + "\n" * 7
        + f"{words['notice'][0]}\n{words['notice'][1]}\n\n\n\n{story.headline}\n{before}"
        f" {story.source.name} {between} {story.printed_date}\n\n{body}\n\n\n{words['closing']}"
    )


def listing(
    site: str,
    edition: str,
    slug: str,
    page: int,
    size: int,
    entries: Sequence[Headline | None] = (),
    *,
    stories: Sequence[Story] | None = None,
) -> str:
    """A page of a source's listing, from 1; without ``stories``, of those that the corpus has of
    it."""
    stories = of(site, edition, slug) if stories is None else stories
    shown = stories[(page - 1) * size : page * size]
    path = prefix_of(edition) + f"/{slug}"
    source = sources()[site, slug]
    return _page(
        "listing.html.j2",
        site,
        edition,
        path,
        entries,
        title=source.name,
        heading=source.name,
        entries=shown,
        labelled=page % 2 == 0,
        **_turns(path, page, page * size < len(stories)),
    )


def author(
    site: str,
    edition: str,
    name: str,
    stories: Sequence[Story],
    entries: Sequence[Headline | None] = (),
    *,
    page: int = 1,
    size: int = 20,
) -> str:
    """A page of an author's listing, from 1."""
    path = f"{prefix_of(edition)}/author/{name.replace(' ', '+')}"
    return _page(
        "listing.html.j2",
        site,
        edition,
        path,
        entries,
        title=name,
        heading=f"{WORDING[edition]['articles_of']} {name}",
        entries=stories[(page - 1) * size : page * size],
        labelled=True,
        **_turns(path, page, page * size < len(stories)),
    )


def section(
    site: str,
    edition: str,
    slug: str,
    stories: Sequence[Story],
    entries: Sequence[Headline | None] = (),
) -> str:
    """A section's page: articles of several sources."""
    name = WORDING[edition]["sections"][0]
    return _page(
        "listing.html.j2",
        site,
        edition,
        f"{prefix_of(edition)}/{slug}",
        entries,
        title=name,
        heading=name,
        entries=stories,
        labelled=True,
    )


def front(
    site: str,
    edition: str,
    entries: Sequence[Headline | None],
    count: int = 12,
    *,
    stories: Sequence[Any] | None = None,
) -> str:
    """An edition's front page; without ``stories``, with the newest of the corpus."""
    stories = of(site, edition)[:count] if stories is None else stories
    return _page(
        "front.html.j2",
        site,
        edition,
        f"{prefix_of(edition)}/",
        entries,
        title=site,
        entries=stories,
    )


def about(site: str, edition: str) -> str:
    """A page about the portal: its frame, with no ticker and nothing in the columns."""
    title = WORDING[edition]["about"]
    return _page(
        "about.html.j2", site, edition, f"{prefix_of(edition)}/about", (), title=title, bare=True
    )


def error(site: str, edition: str, entries: Sequence[Headline | None] = ()) -> str:
    """An error page in the portal's frame."""
    return _page("error.html.j2", site, edition, f"{prefix_of(edition)}/gone", entries, title=site)


def wall(name: str, site: str, path: str) -> str:
    """A page that stands in the way: ``challenge`` or ``consent``."""
    return _environment().get_template(f"{name}.html.j2").render(domain=DOMAINS[site], path=path)


def feed(
    kind: str,
    site: str,
    edition: str,
    slug: str | None = None,
    *,
    charset: str = "utf-8",
    count: int = 10,
    stories: Sequence[Story] | None = None,
) -> str:
    """A feed, ``rss`` or ``atom``; without ``stories``, of those that the corpus has."""
    stories = of(site, edition, slug) if stories is None else stories
    path = prefix_of(edition) + (f"/{slug}" if slug else "") + "/rss"
    offset = datetime(2026, 1, 1, tzinfo=ZoneInfo(ZONES[site])).strftime("%z")
    return (
        _environment()
        .get_template(f"{kind}.xml.j2")
        .render(
            heading=sources()[site, slug].name if slug else site.capitalize(),
            url=f"https://www.{DOMAINS[site]}{path}",
            entries=stories[:count],
            charset=charset,
            offset=f"{offset[:3]}:{offset[3:]}",
        )
    )


def prefix_of(edition: str) -> str:
    """The prefix of an edition's paths."""
    return "" if edition == "ar" else f"/{edition}"


def noon(story: Story) -> datetime:
    """The moment that feeds give for a story's day."""
    year, month, day = map(int, story.published.split("-"))
    return datetime(year, month, day, 12, 5, tzinfo=ZoneInfo(ZONES[story.site]))


def _page(
    template: str,
    site: str,
    edition: str,
    path: str,
    entries_shown: Sequence[Headline | None],
    **values: Any,
) -> str:
    pool = () if values.pop("bare", False) else headlines(site, edition)
    story = values.get("story")
    values.setdefault("charset", "utf-8")
    shape = values.pop("shape", 0)
    same = [
        other for other in of(site, edition) if pool and (story is None or other.id != story.id)
    ]
    return (
        _environment()
        .get_template(template)
        .render(
            site=site,
            edition=edition,
            prefix=prefix_of(edition),
            url=f"https://www.{DOMAINS[site]}{path}",
            words=WORDING[edition],
            style=[Markup(rule) for rule in _STYLE],
            editions=sorted(
                {
                    e
                    for (name, _), source in sources().items()
                    if name == site
                    for e in source.editions
                }
            ),
            all_sources=list(sources().values()),
            own_sources=sources_of(site, edition),
            foreign_sources=_foreign(site),
            all_sites=DOMAINS,
            towns=TOWNS[site],
            strip=entries_shown,
            strip_shape=shape % 3,
            strip_links=Markup(strip_links(entries_shown)),
            side={"latest": pool[:20], "read": pool[20:30], "same": same[:8], "foot": pool[30:60]},
            **values,
        )
    )


@cache
def _foreign(site: str) -> list[tuple[str, str]]:
    """Address and name of the other sites' newspapers, for the foot."""
    return [
        (f"https://www.{DOMAINS[source.site]}{prefix_of(edition)}/{source.slug}", source.name)
        for source in sources().values()
        if source.site != site
        for edition in source.editions
    ]


def _turns(path: str, page: int, more: bool) -> dict[str, str | None]:
    """The next and the previous page of a listing."""
    return {
        "next_url": f"{path}?page={page + 1}" if more else None,
        "previous_url": (path if page == 2 else f"{path}?page={page - 1}") if page > 1 else None,
    }


def strip_links(entries: Sequence[Headline | None]) -> str:
    """The ticker's links, four no-break spaces behind each."""
    return "".join(
        f'<a href="{entry.path if entry else "/"}">{escape(entry.text) if entry else ""}</a>{NBSP4}'
        for entry in entries
    )


def _without_body(story: Story) -> Story:
    """In the body's place stands the notice about images, as where a script is to fetch the
    text."""
    return replace(story, paragraphs=WORDING[story.edition]["notice"], byline=None, pictures=())


def _told(story: Story, broken: Collection[str]) -> dict[str, Any] | None:
    """A page's data about itself where the line with source and date is broken: the part of it that
    is not."""
    if not {"source", "published"} & set(broken):
        return None
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
    }
    if "source" not in broken:
        told["publisher"] = {"@type": "Organization", "name": story.source.name}
    if "published" not in broken:
        told["datePublished"] = story.published
    return told


def _content(story: Story) -> str:
    """The body in one of four shapes: one element with ``<br>``, one with ``<p>``, one an element a
    pair, and a mix."""
    words = WORDING[story.edition]
    shape = story.number % 5
    parts = [escape(story.byline, quote=False)] if story.byline else []
    parts += [escape(paragraph, quote=False) for paragraph in story.paragraphs]
    offset = len(parts) - len(story.paragraphs)

    def pictures(after: int) -> str:
        return "".join(
            _picture(story, index, shape)
            for index, p in enumerate(story.pictures)
            if p.after == after
        )

    def behind(part: int) -> str:
        """The pictures behind a part; a byline has none."""
        return pictures(part + 1 - offset) if part >= offset else ""

    if shape == 0:
        inner = pictures(0) + "<br><br>\n".join(part + behind(i) for i, part in enumerate(parts))
        return f'<span class="articlecontent">{inner}<br></span>'
    if shape == 1:
        inner = pictures(0) + "\n".join(f"<p>{part}</p>{behind(i)}" for i, part in enumerate(parts))
        return f'<span class="articlecontent">\n{inner}\n</span>'
    if shape == 2:
        return "\n".join(
            "<span"
            f' class="articlecontent">{pictures(0) if i == 0 else ""}{part}{behind(i)}</span><br>'
            for i, part in enumerate(parts)
        )
    if shape == 3:
        inner = pictures(0) + "<br>\n".join(part + behind(i) for i, part in enumerate(parts))
        return (
            f'<span class="articlecontent"><div class="nav"></div>{inner}'
            f'<script>portal.ad("in-article");</script><br>'
            f"{escape(words['notice'][0], quote=False)}<br>{words['notice'][1]}</span>"
        )
    half = (len(parts) + 1) // 2
    first = pictures(0) + "".join(
        f"<p>{part}</p>{behind(i)}" for i, part in enumerate(parts[:half])
    )
    second = "<br/>".join(part + behind(i + half) for i, part in enumerate(parts[half:]))
    advert = '<div class="banner"><iframe src="/ad"></iframe></div>'
    return (
        f'<span class="articlecontent">{first}</span>{advert}<span'
        f' class="articlecontent">{second}</span>'
    )


def _picture(story: Story, index: int, shape: int) -> str:
    picture = story.pictures[index]
    caption = escape(picture.caption) if picture.caption else ""
    if shape % 2:
        told = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure><img src="{picture.src}" alt="">{told}</figure>'
    told = f'<div class="legende">{caption}</div>' if caption else ""
    return f'<div class="image"><img src="{picture.src}">{told}</div>'
