"""The sites that are crawled, while their articles come, are edited and go."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from tests.replica.corpus import Story
from tests.replica.server import Replica

CRAWLED, WATCHED = "maghress", "djazairess"
FIRST_DAY = "2026-01-30"
"""The day from which the replica publishes."""

_MOST_AT_ONCE = 6
_CHANCE_OF_AN_EDIT, _CHANCE_OF_A_REMOVAL = 0.5, 0.1


class Sites:
    """The replica with its sites, and the truth about them.

    Args:
        articles: Articles of a site at the start.
        random: Chooses what happens.
    """

    def __init__(self, articles: int, random: Random) -> None:
        self.replica = Replica(articles, fast=True, page_size=20)
        self._random = random
        self._new: dict[str, list[str]] = {CRAWLED: [], WATCHED: []}
        self._edits: Counter[str] = Counter()
        self.gone: set[str] = set()
        """Ids of articles that were removed."""

    def change(self) -> None:
        """Publish articles on each site, and perhaps edit or remove one that is new."""
        for site, new in self._new.items():
            editions = self.replica.world.editions(site)
            edition = self._random.choice(editions)
            source = self._random.choice(self._sources(site, edition))
            count = self._random.randint(1, _MOST_AT_ONCE)
            made = self.replica.publish(site, edition, source, count)
            new += [story.path for story in made]
            story = self._chosen(site, new)
            # A date in the future is not recorded, so a crawl would not check such articles again.
            is_dated = date.fromisoformat(story.published) <= date.today()
            if is_dated and self._random.random() < _CHANCE_OF_AN_EDIT:
                self._edits[story.id] += 1
                headline = f"{story.headline.partition(' [')[0]} [{self._edits[story.id]}]"
                self.replica.edit(story, headline=headline)
            if self._random.random() < _CHANCE_OF_A_REMOVAL:
                story = self._chosen(site, new)
                new.remove(story.path)
                self.replica.remove(story)
                self.gone.add(story.id)

    @property
    def truth(self) -> dict[str, str | None]:
        """By id, each article that the sites have: its headline if it was edited."""
        stories = (story for site in self._new for story in self.replica.world.stories(site))
        return {story.id: story.headline if story.id in self._edits else None for story in stories}

    @property
    def refetched(self) -> int:
        """Answers with an article's page more than it was edited, beyond the first."""
        world = self.replica.world
        moved = {
            (site, world.moved(site, edition).story.path)
            for site in self._new
            for edition in world.editions(site)
        }
        asked = Counter(
            (access.site, access.path) for access in list(self.replica.log) if access.status == 200
        )
        again = 0
        for (site, path), times in asked.items():
            story = world.story_at(site, path) if site in self._new else None
            if story is not None and (site, path) not in moved:
                again += max(0, times - 1 - self._edits[story.id])
        return again

    def _sources(self, site: str, edition: str) -> list[str]:
        stories = self.replica.world.stories(site, edition)
        return sorted({story.source.slug for story in stories if story.number < 1_000_000})

    def _chosen(self, site: str, paths: list[str]) -> Story:
        story = self.replica.world.story_at(site, self._random.choice(paths))
        assert story is not None
        return story
