"""A part of a site by days, sources, authors and numbers: the articles in it, all of them and no
other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.crawl.conftest import CONTACT, NO_DELAY, Shell
from tests.replica import corpus
from tests.replica.corpus import Story
from tests.replica.server import Replica

pytestmark = pytest.mark.long

SITE = "maghress"


@pytest.fixture(scope="module")
def served() -> Iterator[Replica]:
    with Replica(articles=260, fast=True) as replica:
        yield replica


@pytest.fixture
def replica(served) -> Replica:
    served.restore()
    served.reset()
    return served


@pytest.fixture(scope="module")
def archive(served, tmp_path_factory) -> Shell:
    """The whole site in a store; ranges of it are asked for later, which changes nothing of its
    records."""
    shell = Shell(tmp_path_factory.mktemp("archive"))
    shell.crawl(served, SITE)
    return shell


def in_order(stories: list[Story]) -> list[str]:
    """Ids, newest first, and within a day by id."""
    return [
        story.id
        for story in sorted(
            sorted(stories, key=lambda story: story.id), key=lambda s: s.published, reverse=True
        )
    ]


def selected(replica: Replica, wanted: Callable[[Story], bool]) -> list[str]:
    return in_order([story for story in replica.world.stories(SITE) if wanted(story)])


def ids(shell: Shell, name: str = "out.jsonl") -> list[str]:
    return [record["id"] for record in shell.records(name)]


RANGES: dict[str, tuple[tuple[str, ...], Callable[[Story], bool]]] = {
    "since": (("--since", "2022-03-10"), lambda s: s.published >= "2022-03-10"),
    "until": (("--until", "2018-09-30"), lambda s: s.published <= "2018-09-30"),
    "both": (
        ("--since", "2019-01-01", "--until", "2020-06-30"),
        lambda s: "2019-01-01" <= s.published <= "2020-06-30",
    ),
    "newest": (("--since", "2026-01-10"), lambda s: s.published >= "2026-01-10"),
    "days back": (("--since", "9999d", "--until", "1d"), lambda s: True),
    "source": (("--source", "bouregregnews"), lambda s: s.source.slug == "bouregregnews"),
    "sources": (
        ("--source", "bouregregnews", "--source", "manaratalatlas"),
        lambda s: s.source.slug in ("bouregregnews", "manaratalatlas"),
    ),
    "source since": (
        ("--source", "atlasmatin", "--since", "2021-05-05"),
        lambda s: s.source.slug == "atlasmatin" and s.published >= "2021-05-05",
    ),
    "edition until": (
        ("-e", "ar", "--until", "2020-12-31"),
        lambda s: s.edition == "ar" and s.published <= "2020-12-31",
    ),
    "author": (("--author", "Salma Berrada"), lambda s: s.author == "Salma Berrada"),
    "author with plus": (
        ("--author", "Salma+Berrada", "-e", "fr"),
        lambda s: s.author == "Salma Berrada",
    ),
    "Arabic author": (
        ("--author", "عبد الرحيم تاكناوت"),
        lambda s: s.author == "عبد الرحيم تاكناوت",
    ),
    "authors": (
        ("--author", "Hafid Mernassi", "--author", "حفيظة أيت الطالب"),
        lambda s: s.author in ("Hafid Mernassi", "حفيظة أيت الطالب"),
    ),
    "author since": (
        ("--author", "Hafid Mernassi", "--since", "2018-01-01", "--until", "2024-01-01"),
        lambda s: s.author == "Hafid Mernassi" and "2018-01-01" <= s.published <= "2024-01-01",
    ),
    "author source": (
        ("--author", "Salma Berrada", "--source", "bouregregnews"),
        lambda s: s.author == "Salma Berrada" and s.source.slug == "bouregregnews",
    ),
}
SELECTIONS = [name for name in RANGES if "author" not in name.lower()]
EMPTY = {"author source"}


@pytest.mark.parametrize("name", RANGES)
def test_the_articles_in_range_and_no_other(shell, replica, name):
    arguments, wanted = RANGES[name]
    expected = selected(replica, wanted)
    assert expected or name in EMPTY
    report = shell.crawl(replica, SITE, *arguments, "-o", "out.jsonl")
    assert ids(shell) == expected
    assert report["ending"] == "finished"
    shell.crawl(replica, SITE, *arguments, "-o", "again.jsonl")
    # Days and authors are a selection, whichever run fetched what is in it; otherwise a run's are
    # those that it fetched.
    assert ids(shell, "again.jsonl") == ([] if name in ("source", "sources") else expected)


@pytest.mark.parametrize("name", ["since", "both", "author", "source since"])
def test_a_stream_has_them_too(shell, replica, name):
    arguments, wanted = RANGES[name]
    done = shell(
        "crawl",
        SITE,
        "--base-url",
        replica.base_url(SITE),
        "--contact",
        CONTACT,
        *NO_DELAY,
        "-q",
        *arguments,
        "-o",
        "-",
    )
    found = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert sorted(found) == sorted(selected(replica, wanted))


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in RANGES
        if "author" in name.lower() or "since" in name.lower() or name == "both"
    ],
)
def test_a_range_of_what_is_known_is_exported_and_not_fetched(archive, replica, name):
    arguments, wanted = RANGES[name]
    (archive.folder / "out.jsonl").unlink(
        missing_ok=True
    )  # a crawl without articles leaves what another test wrote
    archive.crawl(replica, SITE, *arguments, "-o", "out.jsonl")
    assert ids(archive) == selected(replica, wanted)
    assert not [access for access in replica.log if replica.world.story_at(SITE, access.path)]


@pytest.mark.parametrize(
    "days",
    [
        ("--until", "2015-12-31"),
        ("--since", "30d"),
        ("--since", "2018-01-01", "--until", "2018-01-01"),
    ],
)
@pytest.mark.parametrize(
    "what", [("--source", "atlasmatin"), ("--author", "Hafid Mernassi")], ids=["source", "author"]
)
def test_days_without_an_article_are_no_reason_to_be_suspicious(
    shell, replica, monkeypatch, what, days
):
    monkeypatch.setattr(replica._portal, "_strip", lambda site, edition: [])
    report = shell.crawl(replica, SITE, *what, *days, "-o", "out.jsonl")
    assert ids(shell) == []
    assert (report["ending"], report["exit_code"]) == ("finished", 0)


def test_the_walk_ends_where_the_days_do(shell, replica):
    """Pages whose articles are all too old are not asked for."""
    since = "2024-01-01"
    shell.crawl(replica, SITE, "--source", "elfarodelrif", "--since", since)
    number = sum(
        1 for story in replica.world.stories(SITE, "fr", "elfarodelrif") if story.published >= since
    )
    pages = [access for access in replica.log if access.path.split("?")[0] == "/fr/elfarodelrif"]
    assert len(pages) <= number // 10 + 2
    assert len(pages) < replica.world.listing_pages(SITE, "fr", "elfarodelrif", 10)


@pytest.mark.parametrize("number", [1, 2])
def test_max_pages(shell, replica, number):
    shell.crawl(
        replica, SITE, "--source", "elfarodelrif", "--max-pages", str(number), "-o", "out.jsonl"
    )
    listed = [story.id for story in replica.world.stories(SITE, "fr", "elfarodelrif")]
    shown = {
        f"{SITE}{headline.path}" for headline in corpus.headlines(SITE, "fr")
    }  # by tickers and side columns
    found = ids(shell)
    assert set(listed[: 10 * number]) <= set(found)
    beyond = set(found) - set(listed[: 10 * number])
    assert not {
        story.id
        for story in replica.world.stories(SITE)
        if story.id in beyond and replica.world.synthetic(story)
    }
    assert beyond <= shown | {story.id for story in corpus.of(SITE, "fr", "elfarodelrif")}
    pages = [
        access.path for access in replica.log if access.path.split("?")[0] == "/fr/elfarodelrif"
    ]
    assert pages == [
        "/fr/elfarodelrif",
        *(f"/fr/elfarodelrif?page={page}" for page in range(2, number + 1)),
    ]


def test_max_pages_of_an_author(shell, replica):
    name = max(
        {s.author for s in replica.world.stories(SITE, "fr") if s.author},
        key=lambda n: len(replica.world.by_author(SITE, "fr", n)),
    )
    shell.crawl(replica, SITE, "--author", name, "--max-pages", "1", "-o", "out.jsonl")
    assert ids(shell) == in_order(replica.world.by_author(SITE, "fr", name)[:20])


def test_more_pages_than_there_are(shell, replica):
    shell.crawl(replica, SITE, "--source", "atlasmatin", "--max-pages", "1000", "-o", "out.jsonl")
    assert ids(shell) == selected(replica, lambda s: s.source.slug == "atlasmatin")


@pytest.mark.parametrize("limit", [1, 5, 17])
def test_a_limit_counts_only_articles_in_range(shell, replica, limit):
    since, until = "2017-01-01", "2021-12-31"
    arguments = ("--since", since, "--until", until, "--limit", str(limit))
    report = shell.crawl(replica, SITE, *arguments, "-o", "out.jsonl")
    found = shell.records("out.jsonl")
    assert len(found) == limit
    assert all(since <= record["published"] <= until for record in found)
    assert report["ending"] == "limit"


def test_a_limit_counts_in_a_stream_too(shell, replica):
    arguments = ("--since", "2017-01-01", "--until", "2021-12-31", "--limit", "4", "-o", "-", "-q")
    done = shell(
        "crawl",
        SITE,
        "--base-url",
        replica.base_url(SITE),
        "--contact",
        CONTACT,
        *NO_DELAY,
        *arguments,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == 4
    assert all("2017-01-01" <= record["published"] <= "2021-12-31" for record in found)


def test_a_limit_beyond_the_range_is_the_range(shell, replica):
    report = shell.crawl(
        replica, SITE, "--since", "2025-06-01", "--limit", "10000", "-o", "out.jsonl"
    )
    assert ids(shell) == selected(replica, lambda s: s.published >= "2025-06-01")
    assert report["ending"] == "finished"


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_of_an_authors_articles(shell, replica, limit):
    report = shell.crawl(
        replica, SITE, "--author", "Hafid Mernassi", "--limit", str(limit), "-o", "out.jsonl"
    )
    assert len(ids(shell)) == limit
    assert set(ids(shell)) <= {
        story.id for story in replica.world.by_author(SITE, "fr", "Hafid Mernassi")
    }
    assert report["ending"] == "limit"


# What is not there

NOBODY = (
    "newsscraper: maghress has no page of an author 'Nobody At All'; write the name as in the"
    " address of the page"
)


def test_an_unknown_author_is_reported_each_time(shell, replica):
    for _ in range(3):
        report = shell.crawl(replica, SITE, "--author", "Nobody At All", "-o", "out.jsonl", code=2)
        assert report["told"].count(NOBODY) == 1
        assert (report["ending"], report["articles"], report["outputs"]) == ("usage", 0, {})
        assert not (shell.folder / "out.jsonl").exists()


def test_an_author_of_another_edition_is_nowhere_in_this_one(shell, replica):
    report = shell.crawl(replica, SITE, "-e", "ar", "--author", "Salma Berrada", code=2)
    assert (
        "newsscraper: maghress has no page of an author 'Salma Berrada'; write the name as in the"
        " address of the page" in report["told"]
    )


def test_an_author_beside_one_that_is_nowhere_is_crawled(shell, replica):
    report = shell.crawl(
        replica,
        SITE,
        "--author",
        "Nobody At All",
        "--author",
        "Salma Berrada",
        "-o",
        "out.jsonl",
        code=2,
    )
    assert NOBODY in report["told"]
    # Exit code 2 leaves the outputs alone; the store has the articles, and a line says how to get
    # at them.
    assert not (shell.folder / "out.jsonl").exists()
    line = (
        "newsscraper: out.jsonl: not written, because the exit code is 2; newsscraper export -o"
        " out.jsonl --site maghress writes"
    )
    assert any(told.startswith(line) for told in report["told"])
    shell("export", "-o", "out.jsonl")
    assert ids(shell) == selected(replica, lambda s: s.author == "Salma Berrada")


def test_an_unknown_source_is_reported_each_time(shell, replica):
    for _ in range(3):
        report = shell.crawl(replica, SITE, "--source", "atlasmatn", code=2)
        assert (
            "newsscraper: maghress has no source 'atlasmatn'; did you mean atlasmatin?"
            in report["told"]
        )
        assert report["ending"] == "usage"


def test_a_word_of_the_frame_is_looked_for_if_it_is_named(archive, replica):
    """The foot of each page links /terms, which is not there, and which no crawl asks for by
    itself."""
    report = archive.crawl(replica, SITE, "--source", "terms", code=2)
    assert any(
        line.startswith("newsscraper: maghress has no source 'terms'") for line in report["told"]
    )


# What cannot be read


def refused(shell: Shell, replica: Replica, *arguments: Any) -> str:
    done = shell("crawl", SITE, "--base-url", replica.base_url(SITE), *arguments, code=2)
    assert done.stdout == ""
    assert replica.log == []
    assert not (shell.folder / "out.jsonl").exists()
    [line] = done.stderr.splitlines()
    return line


def test_days_the_wrong_way_round(shell, replica):
    line = refused(
        shell, replica, "--since", "2025-02-01", "--until", "2025-01-31", "-o", "out.jsonl"
    )
    assert line == "newsscraper: --since 2025-02-01 is after --until 2025-01-31"


def test_days_back_the_wrong_way_round(shell, replica):
    line = refused(shell, replica, "--since", "7d", "--until", "8d")
    assert line.startswith("newsscraper: --since 20")
    assert " is after --until 20" in line


@pytest.mark.parametrize("option", ["--since", "--until", "--recheck"])
@pytest.mark.parametrize(
    "day",
    [
        "yesterday",
        "2025-02-30",
        "2025-13-01",
        "01/02/2025",
        "7",
        "d",
        "-7d",
        "7.5d",
        "٧d",
        "7d7d",
        " ",
    ],
)
def test_an_invalid_day(shell, replica, option, day):
    line = refused(shell, replica, f"{option}={day}", "-o", "out.jsonl")
    assert line == f"newsscraper: invalid date {day!r}: use 2026-01-31 or 7d"
