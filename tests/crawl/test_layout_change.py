"""A source's pages take another markup: the crawl after it says so."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

import newsscraper
from newsscraper.captures import CaptureFile
from tests.crawl.conftest import NO_DELAY, Shell
from tests.crawl.test_odd_sites import article, listing
from tests.replica.server import Replica
from tests.serving import served
from tests.waiting import LIMIT

pytestmark = pytest.mark.long

OPERATIONS = Path(__file__).resolve().parents[2] / "docs/operations.md"
SOURCES = ("--source", "atlasmatin", "--source", "bouregregnews")


def crawl(shell: Shell, replica: Replica, *arguments: str, code: int = 0) -> dict:
    return shell.crawl(replica, "maghress", "--edition", "fr", *SOURCES, *arguments, code=code)


def publish(replica: Replica, count: int) -> None:
    for slug in SOURCES[1::2]:
        replica.publish("maghress", "fr", slug, count)


def told(report: dict) -> list[str]:
    return [line for line in report["told"] if "has the layout changed?" in line]


def kept(shell: Shell, folder: str = "data/suspect") -> list[str]:
    return sorted(
        path.relative_to(shell.folder).as_posix() for path in (shell.folder / folder).glob("*/*")
    )


def stored(shell: Shell) -> int:
    with closing(sqlite3.connect(shell.folder / "data/newsscraper.db")) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM articles")
        return count


@pytest.mark.parametrize(
    ("field", "words"), [("body", "a body"), ("published", "a date"), ("source", "a source")]
)
def test_a_changed_layout_is_reported_and_pages_are_kept(shell, replica, field, words):
    replica.break_layout("maghress", "bouregregnews", field)
    publish(replica, 25)
    first = crawl(
        shell, replica
    )  # what was always so is no change, and a first crawl has nothing to compare with
    assert (first["ending"], first["suspicions"], told(first), kept(shell)) == (
        "finished",
        [],
        [],
        [],
    )

    replica.break_layout("maghress", "atlasmatin", field)
    publish(replica, 25)
    second = crawl(shell, replica, code=3)
    assert (second["ending"], second["run"], second["new"]) == ("suspect", 2, 50)
    [suspicion] = second["suspicions"]
    layouts = {"ArticlePage", "WordedArticlePage"}
    assert suspicion.pop("layout") in layouts
    assert suspicion.pop("before") > 90
    assert suspicion == {
        "site": "maghress",
        "edition": "fr",
        "source_id": "atlasmatin",
        "field": field,
        "now": 0.0,
        "given": 0,
        "pages": 25,
        "since": None,
        "kept": "data/suspect/maghress-2",
    }
    [line] = told(second)
    assert line.startswith(
        f"newsscraper: maghress/fr/atlasmatin: only 0 of the last 25 pages gave {words} ("
    )
    assert line.endswith("has the layout changed? pages kept in data/suspect/maghress-2")
    assert any(layout in line for layout in layouts)
    assert "maghress: finished, but pages give fewer values than before after" in second["told"][-1]
    with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
        assert connection.execute("SELECT outcome, open FROM runs ORDER BY id").fetchall() == [
            ("finished", 0),
            ("suspect", 0),
        ]

    pages = kept(shell)
    assert len(pages) == 3
    new = {
        story.number: story.url
        for story in replica.world.stories("maghress", "fr", "atlasmatin")[:25]
    }
    for page in pages:
        folder = shell.folder / page
        assert sorted(path.name for path in folder.iterdir()) == ["input.html", "meta.json"]
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        assert list(meta) == ["url", "fetched_at"]
        assert meta["url"] == new[int(page.removeprefix("data/suspect/maghress-2/atlasmatin-"))]
        [article] = newsscraper.extract_capture(
            CaptureFile(str(folder / "input.html")).read()
        ).articles
        assert getattr(article, field) is None
        assert (article.headline, article.fetched_at) != (None, None)


def test_it_stays_told_while_it_stays_broken_and_no_longer(shell, replica):
    """The pages of the first time are kept, not those of each time."""
    publish(replica, 25)
    crawl(shell, replica)
    replica.break_layout("maghress", "atlasmatin", "body")
    for run in (2, 3, 4):
        publish(replica, 22)
        report = crawl(shell, replica, code=3)
        [line] = told(report)
        assert ("reported since run 2" in line) == (run > 2)
        assert line.endswith("pages kept in data/suspect/maghress-2")
    assert {page.split("/")[2] for page in kept(shell)} == {"maghress-2"}
    assert crawl(shell, replica)["suspicions"] == []  # nothing new, nothing to judge by
    replica.restore()
    mended = crawl(shell, replica, "--full", "--recheck", "2026-01-01")
    assert (mended["ending"], mended["suspicions"]) == ("finished", [])


def test_five_articles_a_day_are_enough(shell, replica):
    publish(replica, 25)
    crawl(shell, replica)
    for _ in range(4):
        publish(replica, 5)
        assert crawl(shell, replica)["suspicions"] == []
    replica.break_layout("maghress", "atlasmatin", "published")
    publish(replica, 5)
    report = crawl(shell, replica, code=3)
    assert [
        (row["source_id"], row["field"], row["given"], row["pages"]) for row in report["suspicions"]
    ] == [("atlasmatin", "published", 15, 20)]
    assert report["suspicions"][0]["layout"] in ("ArticlePage", "WordedArticlePage")
    assert len(kept(shell)) == 3

    documented = re.search(
        r'sqlite3 data/newsscraper.db "(DELETE .*)"', OPERATIONS.read_text(encoding="utf-8")
    )
    assert documented is not None
    with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
        connection.execute(documented[1].replace("yabiladi", "atlasmatin"))
    publish(replica, 5)
    assert crawl(shell, replica)["suspicions"] == []


def test_a_limit_that_was_reached_is_suspect_too(shell, replica):
    """And the next crawl is a run of its own, as after any limit."""
    publish(replica, 25)
    crawl(shell, replica)
    replica.break_layout("maghress", "atlasmatin", "source")
    replica.publish("maghress", "fr", "atlasmatin", 30)
    limited = shell.crawl(
        replica, "maghress", "--edition", "fr", "--source", "atlasmatin", "--limit", "24", code=3
    )
    assert (limited["ending"], limited["articles"], limited["suspicions"][0]["given"]) == (
        "suspect",
        24,
        0,
    )
    again = shell.crawl(
        replica, "maghress", "--edition", "fr", "--source", "atlasmatin", "--limit", "24", code=3
    )
    assert (again["run"], again["resumed"]) == (limited["run"] + 1, False)


@pytest.mark.parametrize(
    ("setting", "folder", "note"),
    [
        ("pages", "pages", " pages kept in pages/maghress-2"),
        ("", None, ""),
        ("/dev/null/x", None, ""),
    ],
    ids=["another", "none", "unwritable"],
)
def test_the_pages_go_where_the_setting_says(shell, replica, setting, folder, note):
    publish(replica, 25)
    crawl(shell, replica)
    replica.break_layout("maghress", "atlasmatin", "body")
    publish(replica, 25)
    report = crawl(shell, replica, "-s", f"NEWSSCRAPER_SUSPECT_PAGES={setting}", code=3)
    [line] = told(report)
    assert line.endswith(f"has the layout changed?{note}")
    problems = [line for line in report["told"] if "cannot save" in line]
    unwritable = "newsscraper: cannot save the suspect pages in /dev/null/x: Not a directory"
    assert problems == ([unwritable] if setting.startswith("/dev") else [])
    assert kept(shell) == []
    assert len(kept(shell, "pages")) == (3 if folder else 0)


def test_pages_that_are_no_longer_articles_count_too(shell):
    """A redesign of which nothing is known any more; the run has no article at all."""
    last = 30

    def answer(path: str) -> str | None:
        if path in ("/", "/wadi"):
            return listing(list(range(last, last - 30, -1)))
        number = int(path.rsplit("/", 1)[1]) if path.startswith("/wadi/") else None
        return (
            None
            if number is None
            else article(number)
            if number <= 30
            else f"<html><div class=new>{number}</div></html>"
        )

    with served(answer) as (base, _):
        command = ("crawl", "yemeress", "--base-url", base, *NO_DELAY)
        shell(*command)
        last = 60
        done = shell(*command, code=3)
    lines = [line for line in done.stderr.splitlines() if "has the layout changed?" in line]
    wadi = "newsscraper: yemeress/ar/wadi: only 0 of the last 30 pages gave"
    assert lines == [
        f"{wadi} {words} (no layout matched), 100 % before: has the layout changed? pages kept"
        " in data/suspect/yemeress-2"
        for words in ("a body", "a date", "a source")
    ]
    assert "yemeress: finished, but pages give fewer values than before" in done.stderr
    pages = kept(shell)
    assert len(pages) == 3
    for page in pages:
        found = newsscraper.extract_capture(
            CaptureFile(str(shell.folder / page / "input.html")).read()
        )
        assert (found.kind, found.articles) == ("unknown", [])


def test_a_run_that_was_broken_off_is_judged_whole(shell):
    """A change is reported at the end of a run, and not before there is enough evidence.

    An interrupted run keeps its own exit code.
    """
    last = 30
    released = threading.Event()

    def answer(path: str) -> str | None:
        if last == 60 and len(asked) > 15:
            released.wait(LIMIT)
        if path in ("/", "/wadi"):
            return listing(list(range(last, last - 30, -1)))
        number = int(path.rsplit("/", 1)[1]) if path.startswith("/wadi/") else None
        text = None if number is None else article(number)
        return text if text is None or number <= 30 else text.replace("05 - 01 - 2026", "")

    with served(answer) as (base, asked):
        command = ("crawl", "yemeress", "--base-url", base, "--report", "report.json")
        shell(*command, *NO_DELAY)
        last = 60
        asked.clear()
        crawl = shell.begin(*command, *NO_DELAY)
        crawl.wait_for(lambda: len(asked) > 15)
        crawl.wait_for(lambda: stored(shell) > 30)  # and its numbers with it
        crawl.kill()
        released.set()
        shell(*command, *NO_DELAY, code=3)
    report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    assert (report["run"], report["resumed"], report["ending"]) == (2, True, "suspect")
    assert report["articles"] < 30
    [suspicion] = report["suspicions"]
    assert (suspicion["field"], suspicion["given"], suspicion["layout"]) == (
        "published",
        0,
        "ArticlePage",
    )
    assert suspicion["pages"] >= 30  # those that the first process counted are among them
