"""What the replica's server knows: every article that a link may lead to, and where trouble waits.

Three kinds of story, all of them ``corpus.Story``:

- those of the corpus;
- a *flash* for each headline that only tickers show: its headline again as its only paragraph,
  cut short;
- *synthetic* ones, on request (``World(articles=N)``): a corpus story under another number, with
  another date and its headline followed by `` (k)``. Their numbers begin at ``SYNTHETIC`` and grow
  with their dates, which end before the flashes begin. They are for volume: their texts repeat, and
  their numbers say nothing beside the corpus' own.

What a crawl must find is counted from here, without asking a page or the extractor.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import cycle, islice

from tests.replica import corpus
from tests.replica.corpus import DOMAINS, Headline, Source, Story

SYNTHETIC = 2_000_000
"""The number of the first synthetic story; every number from here on is one."""

_FLASHES = (date(2025, 11, 1), date(2026, 1, 29))
_SYNTHETIC_DATES = (date(2016, 1, 1), date(2025, 10, 31))
_COLUMN_EVERY, _COLUMN_AT, _ENCODED_AT = 5, 1, 2


@dataclass(frozen=True)
class Moved:
    """An address that an article once had."""

    path: str
    story: Story
    """The article, under its present address."""


class Shelf:
    """The stories of one site, in every order that is asked for."""

    def __init__(self, stories: Sequence[Story]) -> None:
        newest_first = sorted(
            stories, key=lambda story: (story.published, story.number), reverse=True
        )
        self.by_path = {story.path: story for story in newest_first}
        self.lists: dict[tuple[str | None, str | None], list[Story]] = {(None, None): newest_first}
        for story in newest_first:
            for key in ((story.edition, None), (story.edition, story.source.slug)):
                self.lists.setdefault(key, []).append(story)


class World:
    """The articles of all sites; ``articles`` is the least number of them a site has."""

    def __init__(self, articles: int = 0) -> None:
        self.articles = articles
        self._shelves: dict[str, Shelf] = {}
        self._lock = threading.Lock()

    def sites(self) -> tuple[str, ...]:
        return tuple(DOMAINS)

    def editions(self, site: str) -> tuple[str, ...]:
        """``ar`` first: it has no segment in the address."""
        return _editions(site)

    def sources(self, site: str, edition: str) -> tuple[Source, ...]:
        return corpus.sources_of(site, edition)

    def stories(
        self, site: str, edition: str | None = None, slug: str | None = None
    ) -> Sequence[Story]:
        """The articles that exist, newest first; not the removed one."""
        return self._shelf(site).lists.get((edition, slug), ())

    def total(self, site: str, edition: str | None = None, slug: str | None = None) -> int:
        return len(self.stories(site, edition, slug))

    def story_at(self, site: str, path: str) -> Story | None:
        """The article at a path as its links give it (``/fr/atlasmatin/103412``)."""
        return self._shelf(site).by_path.get(path)

    def by_author(self, site: str, edition: str, name: str) -> list[Story]:
        return [story for story in self.stories(site, edition) if story.author == name]

    def listing_pages(self, site: str, edition: str, slug: str, size: int) -> int:
        """How many pages a source's listing has."""
        return max(1, -(-self.total(site, edition, slug) // size))

    def told_by(self, site: str, event: str) -> list[Story]:
        """The articles of a site that tell the same event (``Story.story``)."""
        return [story for story in self.stories(site) if story.story == event]

    # Trouble. The first three flashes of the ticker's pool have it: they stand in the side column
    # of every page.

    def removed(self, site: str, edition: str) -> tuple[str, ...]:
        """Paths that tickers and side columns link, and that answer 404; no listing or feed has
        them."""
        return (_flashes(site, edition)[0].path,)

    def failing(self, site: str, edition: str) -> Story:
        """Answers 500 when first asked for, its page from then on."""
        return _flashes(site, edition)[1]

    def limited(self, site: str, edition: str) -> Story:
        """Answers 429 with ``Retry-After: 1`` when first asked for, its page from then on."""
        return _flashes(site, edition)[2]

    def moved(self, site: str, edition: str) -> Moved:
        """An old address, linked by the edition's front page alone, that answers 301 to the
        article's present one."""
        return _moved(site, edition)

    # Oddities of pages that are sound.

    def column(self, story: Story) -> bool:
        """Whether an article's page has the column layout: in each edition one story of the corpus
        in five."""
        return self.origin(story).path in _columns(story.site, story.edition)

    def charset(self, story: Story) -> str:
        """In what an article's page is encoded: one Arabic story a site is in windows-1256, all
        others are in UTF-8."""
        return "windows-1256" if story.path == _encoded(story.site) else "utf-8"

    def synthetic(self, story: Story) -> bool:
        return story.number >= SYNTHETIC

    def origin(self, story: Story) -> Story:
        """The story of the corpus that a synthetic one repeats; any other story itself."""
        return self._origin_of(story.site, story.number) if self.synthetic(story) else story

    def _origin_of(self, site: str, number: int) -> Story:
        pool = _of_site(site)
        return pool[(number - SYNTHETIC) % len(pool)]

    def _shelf(self, site: str) -> Shelf:
        # Made when first asked for: a run of one site need not make the others' thousands.
        shelf = self._shelves.get(site)
        if shelf is None:
            with self._lock:
                shelf = self._shelves.get(site) or self._shelves.setdefault(
                    site, Shelf(self._made(site))
                )
        return shelf

    def _made(self, site: str) -> list[Story]:
        gone = {path for edition in self.editions(site) for path in self.removed(site, edition)}
        stories = list(_of_site(site))
        for edition in self.editions(site):
            stories += [story for story in _flashes(site, edition) if story.path not in gone]
        return [
            *stories,
            *synthetic_stories(_of_site(site), self.articles - len(stories)),
        ]


@cache
def _editions(site: str) -> tuple[str, ...]:
    found = {
        edition
        for source in corpus.sources().values()
        if source.site == site
        for edition in source.editions
    }
    return tuple(sorted(found, key=lambda edition: (edition != "ar", edition)))


@cache
def _of_site(site: str) -> tuple[Story, ...]:
    return tuple(story for story in corpus.stories() if story.site == site)


@cache
def _flashes(site: str, edition: str) -> tuple[Story, ...]:
    """In the order of the ticker's pool."""
    told = {story.path for story in _of_site(site)}
    headlines = [
        headline for headline in corpus.headlines(site, edition) if headline.path not in told
    ]
    ranks = {
        number: rank
        for rank, number in enumerate(sorted(_number(headline) for headline in headlines))
    }
    first, last = _FLASHES
    span = (last - first).days
    return tuple(
        _flash(
            site,
            edition,
            headline,
            first + timedelta(ranks[_number(headline)] * span // (len(headlines) - 1)),
        )
        for headline in headlines
    )


def _number(headline: Headline) -> int:
    return int(headline.path.rsplit("/", 1)[1])


def _flash(site: str, edition: str, headline: Headline, published: date) -> Story:
    source = corpus.sources()[site, headline.path.split("/")[-2]]
    number = _number(headline)
    return Story(
        site=site,
        edition=edition,
        source=source,
        number=number,
        headline=headline.text,
        language=headline.language,
        published=published.isoformat(),
        original_url=f"{source.home}/flash/{number}",
        paragraphs=(f"{headline.text} (...)",),
        byline=None,
        author=None,
        agency=None,
        truncated=True,
        lost_bytes=False,
        story=None,
        pictures=(),
    )


def synthetic_stories(pool: Sequence[Story], count: int) -> Iterator[Story]:
    """Copies of stories of the corpus in turn, each with a number of its own within its site.

    Args:
        pool: Whole sites of the corpus, each in its order.
        count: How many.
    """
    first, last = _SYNTHETIC_DATES
    span = (last - first).days
    made: Counter[str] = Counter()
    for at, origin in enumerate(islice(cycle(pool), max(count, 0))):
        number = SYNTHETIC + made[origin.site]
        made[origin.site] += 1
        yield synthetic_story(origin, number, first + timedelta(at * span // count))


def synthetic_story(origin: Story, number: int, published: date) -> Story:
    """A copy of a story of the corpus."""
    return replace(
        origin,
        number=number,
        headline=f"{origin.headline} ({number - SYNTHETIC + 1})",
        story=None,
        published=published.isoformat(),
        original_url=f"{origin.source.home}/archive/{number}",
    )


@cache
def _moved(site: str, edition: str) -> Moved:
    story = next(story for story in corpus.of(site, edition) if story.path != _encoded(site))
    taken = {other.number for other in _of_site(site) if other.source == story.source}
    number = next(number for number in range(story.number - 1, 0, -1) if number not in taken)
    return Moved(replace(story, number=number).path, story)


@cache
def _columns(site: str, edition: str) -> frozenset[str]:
    return frozenset(story.path for story in corpus.of(site, edition)[_COLUMN_AT::_COLUMN_EVERY])


@cache
def _encoded(site: str) -> str:
    usable = [story for story in corpus.of(site, "ar")[_ENCODED_AT:] if not story.lost_bytes]
    return next(story.path for story in usable if story.path not in _columns(site, "ar"))
