"""What the replica answers at each address: the rules of the real sites, as far as known.

    /  /fr  /fr/                     front page of an edition
    /<slug>?page=2                   listing of a source; 404 after the last page
    /politics                        section page: newest articles of several sources
    /author/<Name+With+Plus>?page=2  the plus may be escaped once or twice; 404 after the last page
    /rss  /<slug>/rss                feeds
    /<slug>/<number>                 article
    /about  /robots.txt              static pages
    /trials/<n>                      see ``trials``; without an edition only

All but the last two exist under ``/fr`` or ``/en`` too. Everything else is a 404 in the portal's
layout. A trailing slash is answered by a 301 to the address without it, except on front pages.
Redirects name the real address, as the real sites' redirects would.

Listings of sources, feeds and articles carry an ETag; feeds and articles also a Last-Modified. A
client that has the current version gets a 304. Other pages differ on each request, as front pages
with a ticker do.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, unquote

from tests.replica import prerendered, render, trials
from tests.replica.answer import Answer, Conduct
from tests.replica.conditions import Condition, Version
from tests.replica.corpus import DOMAINS, Headline, Source, Story
from tests.replica.living import LivingWorld
from tests.replica.trials import TRIALS

SECTION = "politics"
ROBOTS = "User-agent: *\nDisallow: /contact\nDisallow: /*/contact\nDisallow: /search\n"
ATOM = ("turess", "lacotedesjasmins")
"""The source whose feed is Atom; all others are RSS."""
FRONT_STORIES = 12
AUTHOR_STORIES = 20
FEED_STORIES = 10
EMPTY_EVERY = 4
"""One moment of the ticker in so many has an empty entry."""


@dataclass(frozen=True)
class Entry:
    """A story entry of a front page whose address is not the story's own."""

    path: str
    headline: str
    source: Source
    printed_date: str
    teaser: str


class Portal:
    """The answers, and what they depend on: how often was asked for what."""

    def __init__(
        self,
        world: LivingWorld,
        *,
        link: Sequence[str] = (),
        robots: Mapping[str, str | int] | None = None,
        fast: bool = False,
        ticker_every: int = 3,
        page_size: int = 10,
        tdmrep: Mapping[str, str] | None = None,
        headers: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        for name in link:
            if name not in TRIALS:
                raise ValueError(f"no trial is called {name}; there are: {', '.join(TRIALS)}")
        for site in robots or ():
            if site not in DOMAINS:
                raise ValueError(f"no site is called {site}; there are: {', '.join(DOMAINS)}")
        if ticker_every < 1 or page_size < 1:
            raise ValueError("ticker_every and page_size are 1 or more")
        self.world = world
        self._link = tuple(link)
        self._robots = dict(robots or {})
        self._tdmrep = dict(tdmrep or {})
        self._headers = dict(headers or {})
        self._prerendered = prerendered.Prerendered(world) if fast else None
        self._ticker_every = ticker_every
        self._page_size = page_size
        self._lock = threading.Lock()
        self._pages: Counter[tuple[str, str]] = Counter()
        self._times: Counter[tuple[str, str]] = Counter()
        self._failures: dict[str, tuple[int, bool]] = {}

    def reset(self) -> None:
        """Forgets what was asked for: first requests are first again, and tickers restart."""
        with self._lock:
            self._pages.clear()
            self._times.clear()

    def fail(self, site: str, status: int | None, *, robots: bool = True) -> None:
        """From now on a site answers everything with a status; with ``None`` it is well again."""
        if site not in DOMAINS:
            raise ValueError(f"no site is called {site}; there are: {', '.join(DOMAINS)}")
        with self._lock:
            if status is None:
                self._failures.pop(site, None)
            else:
                self._failures[site] = status, robots

    def restore(self) -> None:
        """All sites are well again, and their articles what they were."""
        with self._lock:
            self._failures.clear()
        self.world.restore()

    def answer(
        self,
        site: str,
        target: str,
        condition: Condition = Condition(),  # noqa: B008 - frozen
    ) -> Answer | Conduct:
        """Answers a path of a site, with its query, under the condition of the request."""
        answer = self._answer(site, target, condition)
        more = self._headers.get(target)
        if more is None or not isinstance(answer, Answer):
            return answer
        return replace(answer, headers=(*answer.headers, *more))

    def _answer(self, site: str, target: str, condition: Condition) -> Answer | Conduct:
        path, _, query = target.partition("?")
        segments = [unquote(segment) for segment in path.split("/") if segment]
        status, robots = self._failures.get(site, (None, False))
        if status is not None and (robots or segments != ["robots.txt"]):
            return Answer(status, b"failing\n", "text/plain")
        if segments == ["robots.txt"]:
            return self._robots_txt(site)
        if segments == [".well-known", "tdmrep.json"] and site in self._tdmrep:
            return Answer(200, self._tdmrep[site].encode(), "application/json")
        edition = "ar"
        if segments and segments[0] != "ar" and segments[0] in self.world.editions(site):
            edition = segments.pop(0)
        plain = render.prefix_of(edition) + "".join(f"/{segment}" for segment in segments)
        if edition == "ar" and (name := trials.name_at(plain)):
            return trials.answer(
                site, name, self._asked(site, plain), self._error_page(site, edition)
            )
        if segments and path.endswith("/"):
            return _redirect(site, path.rstrip("/") + (f"?{query}" if query else ""))
        slugs = {source.slug for source in self.world.sources(site, edition)}
        match segments:
            case []:
                return self._front(site, edition)
            case ["rss"]:
                return self._feed(site, edition, None, condition)
            case ["about"]:
                return Answer(200, render.about(site, edition).encode())
            case ["author", name]:
                return self._author(site, edition, unquote(name).replace("+", " "), query)
            case [section] if section == SECTION:
                newest = self.world.stories(site, edition)[:FRONT_STORIES]
                return _page(
                    render.section(site, edition, SECTION, newest, self._strip(site, edition))
                )
            case [slug] if slug in slugs:
                return self._listing(site, edition, slug, query, condition)
            case [slug, "rss"] if slug in slugs:
                return self._feed(site, edition, slug, condition)
            case [_, _]:
                return self._article(site, edition, plain, condition)
        return self._not_found(site, edition)

    def _robots_txt(self, site: str) -> Answer:
        rule = self._robots.get(site, ROBOTS)
        if isinstance(rule, int):
            return Answer(rule, b"", "text/plain")
        return Answer(200, rule.encode(), "text/plain; charset=utf-8")

    def _front(self, site: str, edition: str) -> Answer:
        moved = self.world.moved(site, edition)
        others = [_entry(moved.path, moved.story, moved.story.headline)]
        others += [_entry(TRIALS[name], moved.story, f"Trial: {name}") for name in self._link]
        stories = [*self.world.stories(site, edition)[:FRONT_STORIES], *others]
        return _page(render.front(site, edition, self._strip(site, edition), stories=stories))

    def _listing(
        self, site: str, edition: str, slug: str, query: str, condition: Condition
    ) -> Answer:
        page, size = _page_number(query), self._page_size
        stories = self.world.listed(site, edition, slug)
        if not 1 <= page <= max(1, -(-len(stories) // size)):
            return self._not_found(site, edition)
        version = Version.of(
            stories[(page - 1) * size : page * size], page, page * size < len(stories)
        )
        if condition.spares(version):
            return version.unchanged
        text = render.listing(
            site, edition, slug, page, size, self._strip(site, edition), stories=stories
        )
        return Answer(200, text.encode(), headers=version.headers)

    def _author(self, site: str, edition: str, name: str, query: str) -> Answer:
        page = _page_number(query)
        stories = self.world.by_author(site, edition, name)
        if not 1 <= page <= -(-len(stories) // AUTHOR_STORIES):
            return self._not_found(site, edition)
        strip = self._strip(site, edition)
        return _page(
            render.author(site, edition, name, stories, strip, page=page, size=AUTHOR_STORIES)
        )

    def _feed(self, site: str, edition: str, slug: str | None, condition: Condition) -> Answer:
        kind = "atom" if (site, slug) == ATOM else "rss"
        stories = self.world.stories(site, edition, slug)[:FEED_STORIES]
        changes = [render.noon(story).timestamp() for story in stories[:1]]
        version = Version.of(
            stories, modified=max(self.world.list_changed_at(site, edition, slug), *changes, 0.0)
        )
        if condition.spares(version):
            return version.unchanged
        feed = render.feed(kind, site, edition, slug, stories=stories, count=FEED_STORIES)
        return Answer(200, feed.encode(), f"application/{kind}+xml; charset=utf-8", version.headers)

    def _article(self, site: str, edition: str, path: str, condition: Condition) -> Answer:
        story = self.world.story_at(site, path)
        if story is None:
            if (status := self.world.gone(site, path)) is not None:
                return Answer(status, self._error_page(site, edition))
            moved = self.world.moved(site, edition)
            return (
                _redirect(site, moved.story.path)
                if path == moved.path
                else self._not_found(site, edition)
            )
        if path == self.world.failing(site, edition).path and not self._asked(site, path):
            return Answer(500, self._error_page(site, edition))
        if path == self.world.limited(site, edition).path and not self._asked(site, path):
            return Answer(429, self._error_page(site, edition), headers=(("Retry-After", "1"),))
        broken = sorted(self.world.broken(story))
        version = Version.of(
            story,
            broken,
            modified=max(self.world.changed_at(story), render.noon(story).timestamp()),
        )
        if condition.spares(version):
            return version.unchanged
        strip = self._strip(site, edition)
        if self._prerendered is not None and not self.world.rewritten(story):
            body = self._prerendered.article(story, strip)
        else:
            body = prerendered.article(self.world, story, strip, broken)
        return Answer(200, body, f"text/html; charset={self.world.charset(story)}", version.headers)

    def _not_found(self, site: str, edition: str) -> Answer:
        return Answer(404, self._error_page(site, edition))

    def _error_page(self, site: str, edition: str) -> bytes:
        return render.error(site, edition, self._strip(site, edition)).encode()

    def _asked(self, site: str, path: str) -> int:
        """How often a path was asked for before; this time is counted."""
        with self._lock:
            times = self._times[site, path]
            self._times[site, path] += 1
        return times

    def _strip(self, site: str, edition: str) -> list[Headline | None]:
        """The ticker of the next page: it moves on every ``ticker_every`` pages of an edition."""
        with self._lock:
            count = self._pages[site, edition]
            self._pages[site, edition] += 1
        moment = count // self._ticker_every
        return render.strip(
            site, edition, moment, empty_at=8 if moment % EMPTY_EVERY == 1 else None
        )


def _entry(path: str, story: Story, headline: str) -> Entry:
    return Entry(path, headline, story.source, story.printed_date, story.teaser)


def _page_number(query: str) -> int:
    """The page that a query asks for; 0 where it asks for none that can be."""
    asked = parse_qs(query).get("page", ["1"])[-1]
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0


def _page(text: str) -> Answer:
    return Answer(200, text.encode())


def _redirect(site: str, path: str) -> Answer:
    return Answer(301, headers=(("Location", f"https://www.{DOMAINS[site]}{path}"),))
