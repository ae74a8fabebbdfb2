"""A site that lives: articles are published, edited, pinned and removed while it is served."""

from __future__ import annotations

import threading
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree import ElementTree

import pytest

from newsscraper import extract
from tests.replica import corpus
from tests.replica.server import Replica
from tests.replica.world import World
from tests.replica_tests.asking import EDITIONS, PATHS, fed, fronted, get, headlines_of


def test_published_articles_stand_on_top(replica):
    world = replica.world
    total, before = world.total("maghress"), world.stories("maghress", "fr", "atlasmatin")
    tags = {path: get(replica, path)["ETag"] for path in PATHS}
    made = replica.publish("maghress", "fr", "atlasmatin", 3)
    assert {story.published for story in made} == {"2026-01-30"}
    assert max(story.number for story in before) < made[0].number < made[1].number < made[2].number
    assert world.total("maghress") == total + 3
    paths = [story.path for story in reversed(made)]
    assert headlines_of(get(replica, "/fr/atlasmatin"))[:4] == [*paths, before[0].path]
    assert headlines_of(get(replica, "/fr/politics"))[:3] == paths
    assert fronted(replica)[:3] == paths
    assert fed(replica, "/fr/atlasmatin/rss")[:3] == fed(replica, "/fr/rss")[:3] == paths
    assert paths[0] not in get(replica, "/fr/bouregregnews").articles
    [later] = replica.publish("maghress", "fr", "bouregregnews")
    assert later.published == "2026-01-31"
    assert later.number > made[-1].number
    assert fronted(replica)[:2] == [later.path, paths[0]]
    for path, tag in tags.items():
        assert (get(replica, path, If_None_Match=tag).status == 304) == (path == PATHS[-1])


@pytest.mark.parametrize(("site", "edition"), EDITIONS)
@pytest.mark.parametrize("fast", [True, False])
def test_a_published_article_has_a_page(site, edition, fast):
    with Replica(fast=fast, articles=150) as other:
        for source in other.world.sources(site, edition):
            for story in other.publish(site, edition, source.slug, 5):
                page = get(other, story.path, site=site)
                assert (story.edition, story.source, page.status) == (edition, source, 200)
                assert other.world.synthetic(story)
                assert story.headline in unescape(page.text)
                assert story.printed_date in page.text
                assert story.paragraphs == other.world.origin(story).paragraphs


def test_a_listing_grows_by_a_page(replica):
    replica.publish("maghress", "fr", "atlasmatin", 5)
    assert replica.world.listing_pages("maghress", "fr", "atlasmatin", 10) == 5
    assert [get(replica, f"/fr/atlasmatin?page={number}").status for number in (4, 5, 6)] == [
        200,
        200,
        404,
    ]
    assert len(headlines_of(get(replica, "/fr/atlasmatin?page=5"))) == 1


@pytest.mark.parametrize("fast", [True, False])
def test_an_edited_article_says_so_everywhere(fast):
    with Replica(fast=fast, articles=200) as other:
        world = other.world
        newest = world.stories("maghress", "fr", "atlasmatin")[0]
        column = next(story for story in world.stories("maghress", "fr") if world.column(story))
        synthetic = next(
            story for story in world.stories("maghress", "fr") if world.synthetic(story)
        )
        for story in (newest, column, synthetic):
            before = get(other, story.path)
            edited = other.edit(
                story,
                headline="Rectificatif: un pont <ouvert>",
                paragraphs=["Un.", "Le pont est ouvert (...)"],
            )
            assert world.story_at("maghress", story.path) == edited
            assert (edited.path, edited.published, edited.truncated) == (
                story.path,
                story.published,
                True,
            )
            page = get(other, story.path)
            [article] = extract(page.body, url=story.url).articles
            assert (article.headline, article.body) == (
                edited.headline,
                "Un.\n\nLe pont est ouvert (...)",
            )
            assert (article.truncated, len(article.images)) == (True, len(story.pictures))
            assert get(other, story.path, If_None_Match=before["ETag"]).status == 200
            assert get(other, story.path, If_Modified_Since=before["Last-Modified"]).status == 200
            assert get(other, story.path, If_Modified_Since=before["Date"]).status == 200
            assert get(other, story.path, If_Modified_Since=page["Last-Modified"]).status == 304
        listing = get(other, "/fr/atlasmatin")
        assert headlines_of(listing)[0] == newest.path
        assert "Rectificatif: un pont &lt;ouvert&gt;" in listing.text
        assert "Rectificatif: un pont &lt;ouvert&gt;" in get(other, "/fr/atlasmatin/rss").text


def test_each_edit_is_newer_than_the_last(replica):
    story = corpus.by_id("maghress/fr/atlasmatin/208765")
    tags, dates = set(), []
    for number in range(3):
        replica.edit(story, headline=f"Titre {number}")
        page = get(replica, story.path)
        tags.add(page["ETag"])
        dates.append(parsedate_to_datetime(page["Last-Modified"]))
    assert len(tags) == 3
    assert dates == sorted(set(dates))
    assert replica.world.story_at("maghress", story.path).paragraphs == story.paragraphs


def test_a_first_answer_that_fails_does_so_after_an_edit_too(replica):
    story = replica.world.failing("maghress", "fr")
    replica.edit(story, headline="Autre titre")
    assert [get(replica, story.path).status for _ in range(2)] == [500, 200]


@pytest.mark.parametrize("status", [404, 410])
def test_a_removed_article_is_nowhere(replica, status):
    story = replica.world.stories("maghress", "fr", "atlasmatin")[0]
    total = replica.world.total("maghress", "fr", "atlasmatin")
    tags = {path: get(replica, path)["ETag"] for path in PATHS}
    since = get(replica, PATHS[0])["Last-Modified"]
    replica.remove(story, status=status)
    page = get(replica, story.path, If_None_Match="*")
    assert (page.status, page["ETag"]) == (status, None)
    assert replica.world.total("maghress", "fr", "atlasmatin") == total - 1
    assert replica.world.story_at("maghress", story.path) is None
    assert story.path not in headlines_of(get(replica, "/fr/atlasmatin"))
    assert story.path not in fed(replica, "/fr/rss") + fed(replica, "/fr/atlasmatin/rss")
    assert story.path not in fronted(replica)
    assert [get(replica, path, If_None_Match=tag).status for path, tag in tags.items()] == [
        200,
        200,
        200,
        200,
        304,
    ]
    assert get(replica, PATHS[0], If_Modified_Since=since).status == 200
    for change in (replica.remove, replica.edit, replica.pin):
        with pytest.raises(ValueError, match="is not there"):
            change(story)


def test_a_number_is_not_given_twice(replica):
    [first] = replica.publish("maghress", "fr", "atlasmatin")
    replica.remove(first)
    [second] = replica.publish("maghress", "fr", "atlasmatin")
    assert second.number > first.number
    assert [get(replica, story.path).status for story in (first, second)] == [404, 200]


def test_a_source_can_lose_all_its_articles(replica):
    for story in replica.world.stories("turess", "fr", "lacotedesjasmins"):
        replica.remove(story)
    assert headlines_of(get(replica, "/fr/lacotedesjasmins", site="turess")) == []
    assert get(replica, "/fr/lacotedesjasmins?page=2", site="turess").status == 404
    page = get(replica, "/fr/lacotedesjasmins/rss", site="turess")
    assert ElementTree.fromstring(page.body).findall("{http://www.w3.org/2005/Atom}entry") == []


def test_a_pinned_article_stands_on_top_of_its_listing_alone(replica):
    stories = [story.path for story in replica.world.stories("maghress", "fr", "atlasmatin")]
    front, feed = fronted(replica), fed(replica, "/fr/atlasmatin/rss")
    tags = [get(replica, f"/fr/atlasmatin?page={number}")["ETag"] for number in (1, 2, 3, 4)]

    def listed() -> list[str]:
        pages = [get(replica, f"/fr/atlasmatin?page={number}") for number in (1, 2, 3, 4)]
        assert [len(headlines_of(page)) for page in pages] == [10, 10, 10, 6]
        return [path for page in pages for path in headlines_of(page)]

    oldest, other = (
        replica.world.story_at("maghress", stories[25]),
        replica.world.story_at("maghress", stories[12]),
    )
    replica.pin(oldest)
    assert listed() == [stories[25], *stories[:25], *stories[26:]]
    assert [
        get(replica, f"/fr/atlasmatin?page={number}", If_None_Match=tag).status
        for number, tag in enumerate(tags, start=1)
    ] == [200, 200, 200, 304]
    replica.pin(other)
    assert listed() == [stories[12], stories[25], *stories[:12], *stories[13:25], *stories[26:]]
    replica.pin(oldest)
    assert listed()[:2] == [stories[25], stories[12]]
    assert fed(replica, "/fr/atlasmatin/rss") == feed
    assert fronted(replica) == front
    edited = replica.edit(oldest, headline="Autre titre")
    assert replica.world.listed("maghress", "fr", "atlasmatin")[0] == edited
    replica.remove(oldest)
    assert headlines_of(get(replica, "/fr/atlasmatin"))[:2] == [stories[12], stories[0]]


def test_changes_are_one_replica_s_own_and_are_undone(replica, alone):
    def told(server: Replica) -> list[tuple[int, str | None, str | None]]:
        pages = [get(server, path) for path in (*PATHS, "/fr/elfarodelrif/2315", moved.path)]
        return [(page.status, page["ETag"], page["Last-Modified"]) for page in pages]

    moved = alone.world.moved("maghress", "fr")
    before, total = told(alone), alone.world.total("maghress")
    front = fronted(alone)
    alone.publish("maghress", "fr", "atlasmatin", 3)
    alone.edit(corpus.by_id("maghress/fr/atlasmatin/208765"), headline="Autre titre")
    alone.pin(alone.world.stories("maghress", "fr", "atlasmatin")[-1])
    alone.remove(corpus.by_id("maghress/fr/elfarodelrif/2315"))
    alone.break_layout("maghress", "atlasmatin", "body")
    alone.fail("turess")
    changed = told(alone)
    assert [one == other for one, other in zip(before, changed, strict=True)] == [
        *[False] * 6,
        True,
    ]
    assert told(replica) == before
    assert (
        replica.world.total("maghress")
        == World().total("maghress")
        == total
        == alone.world.total("maghress") - 2
    )
    assert get(replica, "/", site="turess").status == 200
    alone.reset()
    assert told(alone) == changed
    alone.restore()
    assert told(alone) == before
    assert fronted(alone) == front
    assert get(alone, "/", site="turess").status == 200
    assert alone.world.total("maghress") == total


def test_an_old_address_leads_to_what_its_article_became(replica):
    moved = replica.world.moved("maghress", "fr")
    replica.edit(moved.story, headline="Autre titre")
    assert f'<h2><a href="{moved.path}">Autre titre</a></h2>' in get(replica, "/fr/").text
    replica.remove(moved.story, status=410)
    assert [get(replica, path).status for path in (moved.path, moved.story.path)] == [301, 410]


def test_a_site_changes_while_it_is_asked(alone):
    """Every answer is one whole state's."""
    failures: list[object] = []

    def ask() -> None:
        for _ in range(30):
            page = get(alone, "/fr/atlasmatin")
            shown = headlines_of(page)
            if page.status != 200 or len(shown) != 10 or len(set(shown)) != 10:
                failures.append((page.status, shown))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    publishers = [
        threading.Thread(
            target=lambda: [alone.publish("maghress", "fr", "atlasmatin", 2) for _ in range(10)]
        )
        for _ in range(3)
    ]
    for thread in publishers:
        thread.start()
    for thread in (*threads, *publishers):
        thread.join()
    assert failures == []
    stories = alone.world.stories("maghress", "fr", "atlasmatin")
    assert len(stories) == 36 + 60 == len({story.number for story in stories})
