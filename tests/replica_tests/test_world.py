"""The replica's world counts what is there, and its prerendered pages are the templates'."""

from __future__ import annotations

import re

import pytest

from tests.replica import corpus, prerendered, render
from tests.replica.corpus import DOMAINS
from tests.replica.world import SYNTHETIC, World
from tests.replica_tests.asking import EDITIONS


@pytest.mark.parametrize(("site", "edition"), EDITIONS)
def test_the_world_has_an_article_for_each_headline_but_the_removed(site, edition):
    world = World()
    paths = {story.path for story in world.stories(site, edition)}
    removed = set(world.removed(site, edition))
    pool = {headline.path for headline in corpus.headlines(site, edition)}
    assert len(removed) == 1
    assert removed <= pool
    assert pool - removed <= paths
    assert paths == (pool | {story.path for story in corpus.of(site, edition)}) - removed
    assert (
        world.total(site, edition)
        == len(paths)
        == sum(world.total(site, edition, s.slug) for s in world.sources(site, edition))
    )


def test_a_flash_is_its_headline():
    [headline] = [
        h for h in corpus.headlines("maghress", "fr") if h.path == "/fr/atlasmatin/990003"
    ]
    story = World().story_at("maghress", headline.path)
    assert story is not None
    assert (story.headline, story.paragraphs) == (headline.text, (f"{headline.text} (...)",))
    assert (story.language, story.truncated, story.number, story.pictures) == (
        headline.language,
        True,
        990003,
        (),
    )
    assert story.original_url == "https://www.atlasmatin.example/flash/990003"
    assert "2025-11-01" <= story.published <= "2026-01-29"


def test_newer_flashes_have_higher_numbers():
    for site, edition in EDITIONS:
        flashes = [
            story for story in World().stories(site, edition) if 990_000 <= story.number < 991_000
        ]
        assert [story.number for story in flashes] == sorted(
            (story.number for story in flashes), reverse=True
        )
        assert flashes[0].published == "2026-01-29"


def test_stories_come_newest_first():
    dates = [story.published for story in World(500).stories("turess")]
    assert dates == sorted(dates, reverse=True)


def test_synthetic_articles_fill_a_site_up():
    world = World(20_000)
    stories = world.stories("maghress")
    assert len(stories) == world.total("maghress") == 20_000
    assert (
        len({story.path for story in stories})
        == len({story.headline for story in stories})
        == 20_000
    )
    synthetic = [story for story in stories if world.synthetic(story)]
    assert len(synthetic) == 20_000 - World().total("maghress")
    assert {story.published[:4] for story in synthetic} == {str(year) for year in range(2016, 2026)}
    last = max(synthetic, key=lambda story: story.number)
    assert last.headline == f"{world.origin(last).headline} ({last.number - SYNTHETIC + 1})"
    assert last.paragraphs == world.origin(last).paragraphs
    numbers = [story.number for story in synthetic if story.source.slug == "atlasmatin"]
    assert numbers == sorted(numbers, reverse=True)
    assert World(10).total("maghress") == World().total("maghress")


def test_each_site_has_a_column_page_and_one_in_windows_1256():
    world = World()
    for site, edition in EDITIONS:
        assert any(world.column(story) for story in world.stories(site, edition))
    for site in DOMAINS:
        [story] = [story for story in world.stories(site) if world.charset(story) == "windows-1256"]
        assert story.language == "ar"


def test_a_story_told_twice_is_in_two_sources():
    told = World().told_by("maghress", "al-hoceima-ice-plant")
    assert {story.source.slug for story in told} == {"bouregregnews", "elfarodelrif"}


def test_a_prerendered_page_is_the_template_s():
    world = World()
    fast = prerendered.Prerendered(world)
    for site, edition in EDITIONS:
        for moment, story in enumerate(world.stories(site, edition)):
            strip = render.strip(site, edition, moment, empty_at=8 if moment % 2 else None)
            assert fast.article(story, strip) == prerendered.article(world, story, strip)


def test_a_prerendered_synthetic_page_has_its_own_headline_address_and_date():
    world = World(500)
    fast = prerendered.Prerendered(world)
    for story in world.stories("maghress")[-30:]:
        text = fast.article(story, render.strip("maghress", story.edition)).decode(
            "utf-8", "replace"
        )
        assert "@@" not in text
        assert "88888888" not in text
        assert f'<link rel="canonical" href="{story.url}">' in text
        assert f"{render.escape(story.headline)[-6:]}</" in text
        assert story.printed_date in text
        assert f'href="{story.original_url}"' in text


def test_nothing_of_the_replica_imports_the_package():
    for path in (corpus.ROOT / "tests/replica").glob("*.py"):
        assert not re.search(
            r"^\s*(from|import) newsscraper", path.read_text(encoding="utf-8"), re.MULTILINE
        ), path
