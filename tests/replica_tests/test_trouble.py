"""Articles and sites that fail, limit, move, and are well again."""

from __future__ import annotations

import pytest

from tests.replica.trials import TRIALS
from tests.replica_tests.asking import PATHS, get


def test_a_failing_article_heals_and_fails_again_after_a_reset(replica):
    path = replica.world.failing("maghress", "fr").path
    assert [get(replica, path).status for _ in range(3)] == [500, 200, 200]
    replica.reset()
    assert get(replica, path).status == 500


def test_a_limited_article_says_when_to_come_again(replica):
    path = replica.world.limited("maghress", "fr").path
    page = get(replica, path)
    assert (page.status, page.headers["Retry-After"]) == (429, "1")
    assert get(replica, path).status == 200


def test_an_old_address_leads_to_the_present_one(replica):
    moved = replica.world.moved("maghress", "fr")
    page = get(replica, moved.path)
    assert (page.status, page.headers["Location"]) == (301, moved.story.url)
    assert get(replica, moved.story.path).status == 200
    assert replica.world.story_at("maghress", moved.path) is None


def test_what_troubles_is_linked_from_every_article_page(replica):
    world = replica.world
    trouble = {
        *world.removed("maghress", "fr"),
        world.failing("maghress", "fr").path,
        world.limited("maghress", "fr").path,
    }
    assert trouble <= get(replica, world.stories("maghress", "fr")[-1].path).articles


def test_a_site_fails_until_it_is_well_again(replica):
    paths = ("/fr/", "/robots.txt", "/fr/rss", PATHS[-1], "/nobody", TRIALS["empty"])
    before = [get(replica, path).status for path in paths]
    replica.fail("maghress")
    assert [get(replica, path, If_None_Match="*").status for path in paths] == [503] * 6
    assert get(replica, "/", site="turess").status == 200
    replica.fail("maghress", 429, robots=False)
    assert [get(replica, path).status for path in paths] == [429, 200, *[429] * 4]
    replica.fail("maghress", None)
    assert [get(replica, path).status for path in paths] == before
    replica.fail("maghress", None)
    with pytest.raises(ValueError, match="no site is called nothing"):
        replica.fail("nothing")
