"""A world that changes while it is served: articles come, are edited, go; a source's pages take
another markup.

Changes belong to one world alone, are seen by the next request, and are undone by ``restore``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count, islice

from tests.replica import corpus
from tests.replica.corpus import Story
from tests.replica.render import BREAKABLE
from tests.replica.world import SYNTHETIC, Moved, Shelf, World, synthetic_story

_FIRST_DAY = date(2026, 1, 30)
"""The day behind the last flash."""


@dataclass
class _Changes:
    """All that ``restore`` forgets."""

    numbers: dict[str, int] = field(default_factory=dict)
    """The last number given out, by site: none is given twice, though its article be removed."""
    edited: set[str] = field(default_factory=set)
    """Ids of stories."""
    gone: dict[tuple[str, str], int] = field(default_factory=dict)
    """Status by site and path."""
    pinned: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    """Paths by site, edition and source, the topmost first."""
    broken: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """What is not found, by site and source."""
    times: dict[tuple[str | None, ...], float] = field(default_factory=dict)
    """When something changed last: a story, by its id; a listing, by site, edition and source; a
    source's markup."""


class LivingWorld(World):
    """The articles of all sites, and what happens to them."""

    def __init__(self, articles: int = 0) -> None:
        super().__init__(articles)
        self._changes = _Changes()
        self._changing = threading.Lock()
        self._last_change = 0.0

    def restore(self) -> None:
        """Undoes all changes."""
        with self._changing:
            self._changes = _Changes()
            self._shelves.clear()

    # What happens.

    def publish(self, site: str, edition: str, slug: str, count: int = 1) -> list[Story]:
        """New articles of a source, newest last; see ``Replica.publish``."""
        with self._changing:
            made = [
                synthetic_story(self._origin_of(site, number), number, self._next_day(site))
                for number in self._next_numbers(site, edition, slug, count)
            ]
            if made:
                self._changes.numbers[site] = made[-1].number
            self._shelve(site, [*self.stories(site), *made])
            for story in made:
                self._touch(story)
        return made

    def edit(
        self, story: Story, *, headline: str | None = None, paragraphs: Sequence[str] | None = None
    ) -> Story:
        """Another headline or text for an article; see ``Replica.edit``."""
        with self._changing:
            present = self._present(story)
            edited = present if headline is None else replace(present, headline=headline)
            if paragraphs is not None:
                edited = _retold(edited, tuple(paragraphs))
            self._changes.edited.add(story.id)
            self._shelve(
                story.site,
                [edited if other is present else other for other in self.stories(story.site)],
            )
            self._touch(edited)
        return edited

    def remove(self, story: Story, *, status: int = 404) -> None:
        """Takes an article away; see ``Replica.remove``."""
        with self._changing:
            present = self._present(story)
            self._changes.gone[story.site, story.path] = status
            self._shelve(
                story.site, [other for other in self.stories(story.site) if other is not present]
            )
            self._touch(present)

    def pin(self, story: Story) -> None:
        """Puts an article on top of its source's listing; see ``Replica.pin``."""
        with self._changing:
            key = (story.site, story.edition, story.source.slug)
            path = self._present(story).path
            self._changes.pinned[key] = (
                path,
                *(other for other in self._changes.pinned.get(key, ()) if other != path),
            )

    def break_layout(self, site: str, slug: str, field: str) -> None:
        """Gives a source's articles another markup; see ``Replica.break_layout``."""
        if field not in BREAKABLE:
            raise ValueError(f"{field} is nothing that breaks; there are: {', '.join(BREAKABLE)}")
        if (site, slug) not in corpus.sources():
            raise ValueError(f"{site} has no source {slug}")
        with self._changing:
            self._changes.broken[site, slug] = self._changes.broken.get(
                (site, slug), frozenset()
            ) | {field}
            self._changes.times[site, slug] = self._now()

    # What has happened.

    def listed(self, site: str, edition: str, slug: str) -> Sequence[Story]:
        """The articles of a source in the order of its listing: the pinned ones, then the others,
        newest first."""
        stories = self.stories(site, edition, slug)
        paths = self._changes.pinned.get((site, edition, slug), ())
        pinned = [story for path in paths if (story := self.story_at(site, path)) is not None]
        return (
            [*pinned, *(story for story in stories if story.path not in paths)]
            if pinned
            else stories
        )

    def moved(self, site: str, edition: str) -> Moved:
        moved = super().moved(site, edition)
        return replace(moved, story=self.story_at(site, moved.story.path) or moved.story)

    def gone(self, site: str, path: str) -> int | None:
        """With what a path answers whose article was removed."""
        return self._changes.gone.get((site, path))

    def broken(self, story: Story) -> frozenset[str]:
        """What is not found on an article's page."""
        return self._changes.broken.get((story.site, story.source.slug), frozenset())

    def rewritten(self, story: Story) -> bool:
        """Whether an article's page is not what it was made as."""
        return story.id in self._changes.edited or bool(self.broken(story))

    def changed_at(self, story: Story) -> float:
        """When an article's page changed last, in seconds since 1970; 0 where it never did."""
        times = self._changes.times
        return max(times.get((story.id,), 0.0), times.get((story.site, story.source.slug), 0.0))

    def list_changed_at(self, site: str, edition: str, slug: str | None = None) -> float:
        """When the articles of an edition or a source changed last."""
        return self._changes.times.get((site, edition, slug), 0.0)

    def _present(self, story: Story) -> Story:
        present = self.story_at(story.site, story.path)
        if present is None:
            raise ValueError(f"{story.id} is not there")
        return present

    def _shelve(self, site: str, stories: Sequence[Story]) -> None:
        # A new shelf in the old one's place: who reads meanwhile reads one or the other.
        self._shelves[site] = Shelf(stories)

    def _next_numbers(self, site: str, edition: str, slug: str, wanted: int) -> list[int]:
        """Above all numbers of the site, and such that they repeat stories of the source."""
        if not corpus.of(site, edition, slug):
            raise ValueError(f"{site} has no source {slug} in {edition}")
        last = self._changes.numbers.get(site) or max(
            SYNTHETIC - 1, *(story.number for story in self.stories(site))
        )
        origins = ((number, self._origin_of(site, number)) for number in count(last + 1))
        fitting = (
            number
            for number, origin in origins
            if (origin.edition, origin.source.slug) == (edition, slug)
        )
        return list(islice(fitting, wanted))

    def _next_day(self, site: str) -> date:
        """Behind all others of the site, so that a front page has what is published last on top."""
        newest = self.stories(site)[:1]
        return max(
            [_FIRST_DAY, *(date.fromisoformat(story.published) + timedelta(1) for story in newest)]
        )

    def _touch(self, story: Story) -> None:
        now = self._now()
        for key in (
            (story.id,),
            (story.site, story.edition, None),
            (story.site, story.edition, story.source.slug),
        ):
            self._changes.times[key] = now

    def _now(self) -> float:
        # HTTP's dates have whole seconds: one ahead, and each change one more, so that every
        # answer's date is older.
        self._last_change = max(int(time.time()), int(self._last_change)) + 1.0
        return self._last_change


def _retold(story: Story, paragraphs: tuple[str, ...]) -> Story:
    """With another text, and what the corpus says of the text put right."""
    return replace(
        story,
        paragraphs=paragraphs,
        truncated=paragraphs[-1].endswith("(...)"),
        agency=story.agency
        if story.agency and any(story.agency in paragraph for paragraph in paragraphs)
        else None,
        lost_bytes="\ufffd" in "".join((story.headline, *paragraphs)),
        pictures=tuple(
            replace(picture, after=min(picture.after, len(paragraphs)))
            for picture in story.pictures
        ),
    )
