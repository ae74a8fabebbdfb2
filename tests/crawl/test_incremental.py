"""Crawls one after the other on one store: no hole, nothing twice, few requests."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsscraper.store import Store
from tests.crawl.conftest import CONTACT, NO_DELAY, SITE_FILES, Shell
from tests.replica.server import Access, Replica
from tests.waiting import LIMIT, finish, wait_for

pytestmark = pytest.mark.long

SITE = "maghress"
SOURCES = (
    ("ar", "manaratalatlas"),
    ("ar", "risalataljanoub"),
    ("fr", "atlasmatin"),
    ("fr", "bouregregnews"),
)
PAGE = 10
BEYOND = 4
"""So many requests after the one that a crawl is broken off at, the replica holds: it cannot have
ended."""


class Press:
    """A site of several hundred articles, and what a shell's store has of it."""

    def __init__(self, replica: Replica, shell: Shell) -> None:
        self.replica, self.shell = replica, shell
        self.again: Counter[str] = Counter()
        """Ids of articles that may be fetched again: their crawl was killed before they were
        stored."""

    def reset(self) -> None:
        """Forgets what was asked for so far, but that pages which fail at first are well by now."""
        self.replica.reset()
        world = self.replica.world
        for edition in world.editions(SITE):
            for story in (world.failing(SITE, edition), world.limited(SITE, edition)):
                self.replica._portal._asked(SITE, story.path)

    def crawl(self, *arguments: str, code: int = 0) -> dict:
        return self.shell.crawl(self.replica, SITE, *arguments, code=code)

    def break_off(self, how: signal.Signals, after: int, *arguments: str) -> None:
        """Begins a crawl and stops it after so many more requests, unless it ends before."""
        wanted = len(self.replica.log) + after
        self.replica.hold(after=wanted + BEYOND)
        crawl = self.shell.begin(
            "crawl",
            SITE,
            "--base-url",
            self.replica.base_url(SITE),
            "--contact",
            CONTACT,
            *NO_DELAY,
            "-q",
            "-s",
            f"NEWSSCRAPER_STOP_GRACE={LIMIT}",
            *arguments,
        )
        wait_for(lambda: crawl.process.poll() is not None or len(self.replica.log) >= wanted)
        crawl.signal(how)
        if how == signal.SIGKILL:
            finish(crawl.process)
        else:
            wait_for(lambda: crawl.process.poll() is not None or "stopping" in crawl.told)
        self.replica.release()
        finish(crawl.process)
        assert "Traceback" not in crawl.told
        assert crawl.process.returncode in (0, 130, -signal.SIGKILL), crawl.told
        self.replica.settle()
        if how == signal.SIGKILL:
            # Not stored; or stored, and the visit that brought it not yet settled: that comes a
            # transaction later. Never settled first, but what a crawl of a part does not want.
            settled = self.settled()
            assert arguments or settled <= self.stored()
            self.again.update(
                {key: times for key, times in self.fetched().items() if key not in settled}
            )
            self.again.update(self.moved())  # stored, and its other address not yet settled

    def asked(self) -> list[Access]:
        return [access for access in self.replica.log if access.path not in SITE_FILES]

    def fetched(self) -> Counter[str]:
        """How often each article was fetched, by its id."""
        stories = (
            (self.replica.world.story_at(SITE, access.path), access.status)
            for access in self.asked()
        )
        return Counter(story.id for story, status in stories if story is not None and status == 200)

    def pages_of(self, edition: str, slug: str) -> list[Access]:
        listing = f"/{slug}" if edition == "ar" else f"/{edition}/{slug}"
        return [access for access in self.asked() if access.path.split("?")[0] == listing]

    def stored(self) -> set[str]:
        with sqlite3.connect(self.shell.folder / "data/newsscraper.db") as connection:
            return {key for (key,) in connection.execute("SELECT id FROM articles")}

    def states(self) -> dict[str, str]:
        with sqlite3.connect(self.shell.folder / "data/newsscraper.db") as connection:
            return dict(connection.execute("SELECT url, state FROM urls"))

    def settled(self) -> set[str]:
        """Ids of the articles whose visit is done."""
        stories = (
            self.replica.world.story_at(SITE, urlsplit(url).path)
            for url, state in self.states().items()
            if state == "done"
        )
        return {story.id for story in stories if story is not None}

    def wanted(self) -> set[str]:
        return {story.id for story in self.replica.world.stories(SITE)}

    def assert_whole(self) -> None:
        """All articles are in the store, and none was fetched twice."""
        stored = self.stored()
        assert self.wanted() <= stored, sorted(self.wanted() - stored)[:5]
        self.assert_none_twice()

    def moved(self) -> set[str]:
        """Articles that are linked under an old address too, which only a request can tell."""
        return {
            self.replica.world.moved(SITE, edition).story.id
            for edition in self.replica.world.editions(SITE)
        }

    def assert_none_twice(self) -> None:
        allowed = Counter(self.moved()) + self.again
        assert {
            key: times for key, times in self.fetched().items() if times > 1 + allowed[key]
        } == {}

    def outcomes(self) -> list[tuple[str, int]]:
        with sqlite3.connect(self.shell.folder / "data/newsscraper.db") as connection:
            return connection.execute("SELECT outcome, open FROM runs ORDER BY id").fetchall()


@pytest.fixture(scope="module")
def served() -> Iterator[Replica]:
    with Replica(articles=240, fast=True) as replica:
        yield replica


@pytest.fixture
def press(served, shell) -> Iterator[Press]:
    """Nothing crawled yet."""
    served.restore()
    served.reset()
    yield Press(served, shell)
    served.restore()


@pytest.fixture(scope="module")
def archive(served, tmp_path_factory) -> Path:
    """The store of one whole crawl."""
    served.restore()
    served.reset()
    shell = Shell(tmp_path_factory.mktemp("archive"))
    shell.crawl(served, SITE)
    return shell.folder / "data"


@pytest.fixture
def crawled(archive, press) -> Press:
    """All crawled once, in a store of the test's own."""
    shutil.copytree(archive, press.shell.folder / "data")
    press.reset()
    return press


# After a part

PARTS = {
    "limit": ("--limit", "50"),
    "since": ("--since", "2024-06-01"),
    "until": ("--until", "2019-12-31"),
    "range": ("--since", "2018-01-01", "--until", "2020-12-31"),
    "max_pages": ("--max-pages", "1"),
    "source": ("--source", "atlasmatin"),
    "edition": ("--edition", "ar"),
    "author": ("--author", "Salma Berrada"),
    "limit_since": ("--limit", "20", "--since", "2023-01-01"),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_part_and_then_the_rest(press, part):
    first = press.crawl(*part, "-o", "first.jsonl")
    assert 0 < first["new"] < len(press.wanted())
    had = press.stored()
    second = press.crawl("-o", "second.jsonl")
    press.assert_whole()
    assert second["ending"] == "finished"
    found = {record["id"] for record in press.shell.records("second.jsonl")}
    assert found - press.moved() == press.wanted() - had - press.moved()
    assert first["new"] + second["new"] == len(press.wanted())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("after", [12, 150])
@pytest.mark.parametrize("fresh", [(), ("--fresh",)], ids=["resumed", "fresh"])
def test_broken_off_and_then_the_rest(press, how, after, fresh):
    press.break_off(how, after)
    press.crawl(*fresh)
    press.assert_whole()
    assert press.outcomes() == ([("abandoned", 0), ("finished", 0)] if fresh else [("finished", 0)])


def test_a_part_that_goes_where_a_broken_off_crawl_stood_leaves_it_no_hole(press):
    press.break_off(signal.SIGINT, 12)  # front pages are read, and the first pages of listings wait
    press.crawl("--max-pages", "2")
    press.crawl()
    press.assert_whole()


def test_what_a_limited_crawl_took_over_from_a_broken_off_one_is_not_lost(press):
    press.break_off(signal.SIGINT, 60)
    press.crawl("--limit", "3")
    press.crawl()
    press.assert_whole()


def test_a_part_beside_a_broken_off_crawl_lets_it_go_on(press):
    """A run of the newest articles, every day say, does not throw back a crawl of the archive that
    takes weeks."""
    press.break_off(signal.SIGINT, 250)
    walked = {access.path for access in press.asked() if "page=" in access.path}
    assert walked
    press.crawl("--since", "2026-01-20")
    before = len(press.replica.log)
    assert press.crawl()["resumed"]
    press.assert_whole()
    assert not walked & {access.path for access in press.replica.log[before:]}


def some_part(chance: random.Random) -> tuple[str, ...]:
    day = f"20{chance.randint(16, 25)}-0{chance.randint(1, 9)}-11"
    part = chance.choice(
        ["limit", "since", "until", "max_pages", "source", "edition", "author", "nothing"]
    )
    return {
        "limit": ("--limit", str(chance.randint(1, 80))),
        "since": ("--since", day),
        "until": ("--until", day),
        "max_pages": ("--max-pages", str(chance.randint(1, 3))),
        "source": ("--source", chance.choice(SOURCES)[1]),
        "edition": ("--edition", chance.choice(["ar", "fr"])),
        "author": ("--author", chance.choice(["Salma Berrada", "Hafid Mernassi"])),
        "nothing": (),
    }[part]


def test_a_first_day_before_all_others_and_then_the_rest(press):
    """A walk limited to some days reaches the listing's end but does not claim older articles."""
    oldest = press.replica.world.stories(SITE)[-1].published
    press.crawl("--since", "2016-02-11")
    assert oldest < "2016-02-11"
    press.crawl()
    press.assert_whole()


def some_parts(press: Press, chance: random.Random, *, living: bool) -> list[tuple]:
    """Crawls six parts, some of which are broken off; gives what was done."""
    done: list[tuple] = []
    for _ in range(6):
        part = some_part(chance) + (("--fresh",) if chance.random() < 0.2 else ())
        how = (
            chance.choice([signal.SIGINT, signal.SIGKILL, None])
            if part not in ((), ("--fresh",))
            else signal.SIGINT
        )
        done.append((how and how.name, *part))
        if how is None:
            press.crawl(*part)
        else:
            press.break_off(how, chance.randint(3, 90), *part)
        if living and chance.random() < 0.6:
            published = (*chance.choice(SOURCES), chance.choice([1, 3, 12, 25]))
            press.replica.publish(SITE, *published)
            done.append(published)
    return done


@pytest.mark.parametrize("seed", range(3))
def test_any_parts_in_a_row_and_then_the_rest(press, seed):
    done = some_parts(press, random.Random(seed), living=False)
    report = press.crawl()
    assert report["ending"] == "finished", done
    press.assert_whole()


@pytest.mark.parametrize("seed", range(10, 12))
def test_any_parts_of_a_site_that_lives_and_then_the_rest(press, seed):
    some_parts(press, random.Random(seed), living=True)
    if press.crawl()[
        "resumed"
    ]:  # it resumes what was interrupted; the next crawl fetches what came since
        press.crawl()
    press.assert_whole()


# Fetching again


def test_a_second_crawl_of_an_unchanged_site_costs_next_to_nothing(crawled):
    report = crawled.crawl("-o", "new.jsonl")
    assert (report["ending"], report["exit_code"], report["articles"], report["new"]) == (
        "finished",
        0,
        0,
        0,
    )
    assert (crawled.shell.folder / "new.jsonl").read_bytes() == b""
    assert crawled.fetched() == {}
    for edition, slug in SOURCES:
        assert [
            (access.conditional, access.status) for access in crawled.pages_of(edition, slug)
        ] == [(True, 304)]
    feeds = [access for access in crawled.asked() if access.path.endswith("/rss")]
    assert [(access.conditional, access.status) for access in feeds] == [(True, 304)] * 2
    assert not [access for access in crawled.asked() if "page=" in access.path]


@pytest.mark.parametrize("number", [1, 3, 12, 25])
def test_what_was_published_since_is_fetched_and_nothing_else(crawled, number):
    new = {story.id for story in crawled.replica.publish(SITE, "fr", "bouregregnews", number)}
    report = crawled.crawl("-o", "new.jsonl")
    assert crawled.fetched() == Counter(new)
    assert {record["id"] for record in crawled.shell.records("new.jsonl")} == new
    assert report["ending"] == "finished"
    # The page that holds the first two articles known before ends the walk.
    walked = len(crawled.pages_of("fr", "bouregregnews"))
    assert walked == -(-(number + 2) // PAGE)
    assert all(
        len(crawled.pages_of(*source)) == 1 for source in SOURCES if source[1] != "bouregregnews"
    )
    crawled.reset()
    crawled.crawl()
    assert crawled.fetched() == {}
    assert [access.status for access in crawled.pages_of("fr", "bouregregnews")] == [304]


def test_an_old_article_put_on_top_does_not_end_the_walk(crawled):
    old = crawled.replica.world.stories(SITE, "fr", "bouregregnews")
    for story in (old[-1], old[-2], old[30]):
        crawled.replica.pin(story)
    new = {story.id for story in crawled.replica.publish(SITE, "fr", "bouregregnews", 25)}
    crawled.crawl()
    assert crawled.fetched() == Counter(new)


def test_old_articles_put_on_top_cost_one_page(crawled):
    old = crawled.replica.world.stories(SITE, "fr", "bouregregnews")
    crawled.replica.pin(old[-1])
    crawled.crawl()
    assert crawled.fetched() == {}
    assert len(crawled.pages_of("fr", "bouregregnews")) == 1


@pytest.mark.parametrize("number", [3, 12, 25])
def test_parts_between_do_not_end_the_next_walk_early(crawled, number):
    """What a limited run, or one page of each listing, took of the new articles is known, but not
    walked."""
    crawled.replica.publish(SITE, "fr", "bouregregnews", number)
    crawled.crawl("--limit", "2")
    crawled.crawl("--max-pages", "1")
    crawled.replica.publish(SITE, "fr", "bouregregnews", number)
    crawled.crawl("--max-pages", "1")
    crawled.crawl("--limit", "1") if crawled.wanted() - crawled.stored() else None
    crawled.crawl()
    crawled.assert_whole()
    assert max(crawled.fetched().values()) == 1


@pytest.mark.parametrize("more", [1, 12, 25])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_published_between_two_pages_of_a_walk_that_was_broken_off(crawled, how, more):
    publish = crawled.replica.publish
    publish(SITE, "fr", "bouregregnews", 45)
    crawled.break_off(how, 40)
    assert 0 < len(crawled.fetched()) < 45
    publish(SITE, "fr", "bouregregnews", more)
    assert crawled.crawl()["resumed"]
    crawled.assert_none_twice()
    crawled.crawl()
    crawled.assert_whole()
    crawled.reset()
    crawled.crawl()
    assert crawled.fetched() == {}
    assert all(len(crawled.pages_of(*source)) == 1 for source in SOURCES)


def test_removed_articles_at_the_head_leave_no_hole(crawled):
    new = crawled.replica.publish(SITE, "fr", "bouregregnews", 12)
    for story in [*new[-3:], *crawled.replica.world.stories(SITE, "fr", "bouregregnews")[12:15]]:
        crawled.replica.remove(story)
    crawled.crawl()
    assert crawled.fetched() == Counter(story.id for story in new[:-3])
    crawled.reset()
    for story in crawled.replica.world.stories(SITE, "fr", "bouregregnews")[:10]:
        crawled.replica.remove(story)
    newer = crawled.replica.publish(SITE, "fr", "bouregregnews", 2)
    crawled.crawl()
    assert crawled.fetched() == Counter(story.id for story in newer)
    assert len(crawled.pages_of("fr", "bouregregnews")) == 1


def test_a_source_that_no_front_page_shows_is_not_forgotten(crawled, monkeypatch):
    """It was found by one of its articles once; the articles are not read again."""
    portal = crawled.replica._portal
    whole = portal._front

    def without(site: str, edition: str):
        answer = whole(site, edition)
        return type(answer)(
            answer.status,
            answer.body.replace(b"bouregregnews", b"nobody"),
            answer.type,
            answer.headers,
        )

    monkeypatch.setattr(portal, "_front", without)
    [story] = crawled.replica.publish(SITE, "fr", "bouregregnews")
    crawled.replica.publish(
        SITE, "fr", "atlasmatin", 25
    )  # neither the feed nor the front page has room for it any more
    crawled.crawl()
    assert story.id in crawled.stored()
    assert len(crawled.pages_of("fr", "bouregregnews")) == 1
    crawled.assert_whole()


def test_full_walks_every_page_and_fetches_no_article_again(crawled):
    report = crawled.crawl("--full", "-o", "new.jsonl")
    world = crawled.replica.world
    for edition, slug in SOURCES:
        pages = crawled.pages_of(edition, slug)
        assert (
            len(pages)
            == len({page.path for page in pages})
            == world.listing_pages(SITE, edition, slug, PAGE)
        )
        assert {page.status for page in pages} == {200}
    assert crawled.fetched() == {}
    assert (report["ending"], report["articles"]) == ("finished", 0)
    assert crawled.shell.records("new.jsonl") == []


def test_full_finds_what_was_put_in_below_what_is_known(crawled):
    """An article that the listing holds far down, and that no walk has met."""
    story = crawled.replica.world.stories(SITE, "fr", "bouregregnews")[-1]
    with sqlite3.connect(crawled.shell.folder / "data/newsscraper.db") as connection:
        connection.execute("DELETE FROM urls WHERE article_id = ?", (story.id,))
    crawled.crawl()
    assert crawled.fetched() == {}
    crawled.crawl("--full")
    assert crawled.fetched() == Counter([story.id])


# Revisits


def test_recheck_asks_for_what_has_changed(crawled):
    world = crawled.replica.world
    asked_from = "2025-06-01"
    known = [story for story in world.stories(SITE) if story.published >= asked_from]
    edited = crawled.replica.edit(
        known[3],
        headline="Un autre titre",
        paragraphs=["Un autre texte.", "Plus long que l'ancien."],
    )
    removed = known[7]
    crawled.replica.remove(removed)
    with Store(str(crawled.shell.folder / "data/newsscraper.db")) as store:
        [before] = store.versions(edited.id)
    report = crawled.crawl("--recheck", asked_from, "-o", "changed.jsonl")

    articles = [
        access for access in crawled.asked() if access.path in {story.path for story in known}
    ]
    assert {access.path for access in articles} == {story.path for story in known}
    assert all(access.conditional for access in articles)
    unchanged = {story.path for story in known} - {edited.path, removed.path}
    assert {access.path: access.status for access in articles} == (
        dict.fromkeys(unchanged, 304) | {edited.path: 200, removed.path: 404}
    )
    assert {record["id"] for record in crawled.shell.records("changed.jsonl")} == {edited.id}
    assert (report["ending"], report["articles"], report["new"]) == ("finished", 1, 0)
    assert report["failed"] == {"http_404": 1}

    with Store(str(crawled.shell.folder / "data/newsscraper.db")) as store:
        [record] = [record for record in store.articles(site=SITE) if record.id == edited.id]
        assert record.headline == "Un autre titre"
        old, new = store.versions(edited.id)
        assert old["record"] == before["record"]
        assert (old["content_hash"], new["content_hash"]) == (
            before["content_hash"],
            record.content_hash,
        )
        assert old["content_hash"] != new["content_hash"]
        assert old["seen_at"] == before["seen_at"] < new["seen_at"] == record.fetched_at
        there, gone = store.versions(removed.id)
        assert (gone["content_hash"], gone["record"]) == (None, None)
        assert there["record"]["id"] == removed.id
        assert there["seen_at"] < gone["seen_at"]
    assert removed.id in crawled.stored()
    assert crawled.states()[removed.url] == "gone"
    assert crawled.states()[edited.url] == "done"


def test_recheck_again_and_again(crawled):
    """Validators outlive a 304, whatever the range; what is gone is not asked for again, and a
    plain crawl revisits nothing."""
    story = crawled.replica.world.stories(SITE)[0]
    crawled.replica.remove(story)
    for arguments in (
        ("--recheck", "2025-12-01"),
        ("--recheck", "2025-12-01", "--since", "2025-12-15"),
        ("--recheck", "2025-12-01"),
    ):
        crawled.reset()
        crawled.crawl(*arguments)
        articles = [
            access
            for access in crawled.asked()
            if crawled.replica.world.story_at(SITE, access.path)
        ]
        assert len(articles) > 10
        assert {(access.conditional, access.status) for access in articles} == {(True, 304)}
    crawled.reset()
    crawled.crawl()
    assert not [
        access for access in crawled.asked() if crawled.replica.world.story_at(SITE, access.path)
    ]
    assert story.path not in {access.path for access in crawled.asked()}


def test_recheck_of_everything_counts_days_back(crawled):
    crawled.crawl("--source", "atlasmatin", "--recheck", "9999d")
    asked = {access.path for access in crawled.asked() if access.status == 304}
    assert {
        story.path for story in crawled.replica.world.stories(SITE, "fr", "atlasmatin")
    } <= asked
    assert crawled.fetched() == {}


def test_a_day_too_far_back_is_reported(crawled):
    done = crawled.shell(
        "crawl", SITE, "--base-url", crawled.replica.base_url(SITE), "--recheck", "100000d", code=2
    )
    assert done.stderr == "newsscraper: invalid date '100000d': use 2026-01-31 or 7d\n"
    assert crawled.replica.log == []


def test_recheck_that_was_broken_off_goes_on_and_asks_for_nothing_twice(crawled):
    known = {story.path for story in crawled.replica.world.stories(SITE, "fr", "atlasmatin")}
    arguments = ("--source", "atlasmatin", "--recheck", "2016-01-01")
    crawled.break_off(signal.SIGINT, 30, *arguments)
    assert crawled.crawl(*arguments)["resumed"]
    asked = Counter(access.path for access in crawled.asked() if access.path in known)
    assert asked == Counter(known)


def test_an_edited_article_keeps_each_version(crawled):
    story = crawled.replica.world.stories(SITE, "fr", "atlasmatin")[0]
    hashes = []
    for headline in ("Un", "Deux", "Trois"):
        crawled.replica.edit(story, headline=headline)
        crawled.crawl("--source", "atlasmatin", "--recheck", story.published)
        fetched = int(time.time())  # or before
        wait_for(
            lambda fetched=fetched: int(time.time()) > fetched
        )  # times of a fetch have whole seconds
    with Store(str(crawled.shell.folder / "data/newsscraper.db")) as store:
        versions = store.versions(story.id)
        hashes = [version["content_hash"] for version in versions]
        assert len(set(hashes)) == 4
        assert [version["record"]["headline"] for version in versions[1:]] == [
            "Un",
            "Deux",
            "Trois",
        ]
        times = [version["seen_at"] for version in versions]
        assert times == sorted(set(times))
    crawled.reset()
    crawled.crawl("--source", "atlasmatin", "--recheck", story.published)
    assert crawled.fetched() == {}


# Failures


@pytest.mark.parametrize("status", [500, 503])
def test_a_page_that_failed_is_asked_for_again_and_found_when_it_heals(press, monkeypatch, status):
    world = press.replica.world
    ill = {story.path: story.id for story in world.stories(SITE, "fr", "atlasmatin")[5:8]}
    answered = press.replica._portal.answer

    def answer(site: str, target: str, *more):
        found = answered(site, target, *more)
        return type(found)(status, b"failing\n", "text/plain") if target in ill else found

    monkeypatch.setattr(press.replica._portal, "answer", answer)
    arguments = (
        "--source",
        "atlasmatin",
        "-s",
        "NEWSSCRAPER_BACKOFF=0.05",
        "-s",
        "NEWSSCRAPER_REFUSALS=100",
    )
    report = press.crawl(*arguments)
    assert report["failed"] == {f"http_{status}": 3, "http_404": 1}
    states = press.states()
    assert {states[f"https://www.{SITE}.com{path}"] for path in ill} == {"failed"}
    assert not set(ill.values()) & press.stored()

    monkeypatch.setattr(press.replica._portal, "answer", answered)
    press.reset()
    report = press.crawl(*arguments)
    assert press.fetched() == Counter(ill.values())
    assert report["new"] == 3
    assert report["failed"] == {}


def test_a_site_that_failed_as_a_whole_is_crawled_when_it_is_well(crawled):
    new = {story.id for story in crawled.replica.publish(SITE, "fr", "bouregregnews", 12)}
    crawled.replica.fail(SITE, 503)
    crawled.crawl("-s", "NEWSSCRAPER_BACKOFF=0.05", "-s", "RETRY_TIMES=1", code=1)
    crawled.replica.fail(SITE, None)
    crawled.reset()
    crawled.crawl()
    assert crawled.fetched() == Counter(new)


def test_a_listing_page_that_failed_is_walked_by_the_next_crawl(press, monkeypatch):
    answered = press.replica._portal.answer

    def answer(site: str, target: str, *more):
        found = answered(site, target, *more)
        return (
            type(found)(500, b"failing\n", "text/plain")
            if target == "/fr/atlasmatin?page=3"
            else found
        )

    monkeypatch.setattr(press.replica._portal, "answer", answer)
    press.crawl()
    assert press.wanted() - press.stored()
    monkeypatch.setattr(press.replica._portal, "answer", answered)
    press.crawl()
    press.assert_whole()
