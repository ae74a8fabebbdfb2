"""Sites that behave oddly, each a few pages on a server of its own."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.crawl.conftest import NO_DELAY, SITE_FILES
from tests.replica.server import Replica
from tests.serving import Answer, served


def article(number: int, source: str = "wadi", headline: str = "") -> str:
    return (
        "<html><title>خبر</title><span"
        f' class="articletitle">{headline or f"عنوان الخبر رقم {number}"}</span><span'
        f' class="articlenewspaper">نشر في <a href="/{source}">وادي</a> يوم 05 - 01 -'
        f' 2026</span><span class="articlecontent">نص الخبر رقم {number} في جملة واحدة طويلة بما'
        " يكفي.</span></html>"
    )


def listing(numbers: list[int], following: str = "", source: str = "wadi") -> str:
    entries = "".join(
        f'<div class="item"><a href="/{source}/{n}">عنوان الخبر رقم {n}</a><span>05 - 01 -'
        " 2026</span><p>نص قصير (...)</p></div>"
        for n in numbers
    )
    link = f'<a class="nav-btn left" href="{following}">التالي</a>' if following else ""
    return f"<html><body><h1>وادي</h1>{entries}{link}</body></html>"


def crawl(shell, base: str, *arguments: str, code: int = 0) -> list[str]:
    shell(
        "crawl", "yemeress", "--base-url", base, *NO_DELAY, "-o", "out.jsonl", *arguments, code=code
    )
    if (
        code and not (shell.folder / "out.jsonl").exists()
    ):  # a crawl that fails without a record makes no file
        return []
    return sorted(record["id"] for record in shell.records("out.jsonl"))


def test_a_listing_that_repeats_its_last_page_for_ever(shell):
    def answer(path: str) -> str | None:
        route, _, query = path.partition("?page=")
        number = int(query or 1)
        if route == "/":
            return listing([1])
        if route == "/wadi":
            return listing([1, 2, 3] if number == 1 else [4, 5], f"?page={number + 1}")
        return article(int(route.rsplit("/", 1)[1])) if route.startswith("/wadi/") else None

    with served(answer) as (base, asked):
        assert crawl(shell, base) == [f"yemeress/ar/wadi/{n}" for n in (1, 2, 3, 4, 5)]
    assert [path for path in asked if "page=" in path] == [
        f"/wadi?page={number}" for number in (2, 3, 4)
    ]


def test_a_next_link_that_leads_to_itself_or_back(shell):
    def answer(path: str) -> str | None:
        if path == "/":
            return listing([1])
        if path.startswith("/wadi?") or path == "/wadi":
            return listing([1, 2], "/wadi?page=2" if path == "/wadi" else "/wadi")
        return article(int(path.rsplit("/", 1)[1])) if path.startswith("/wadi/") else None

    with served(answer) as (base, asked):
        assert crawl(shell, base) == ["yemeress/ar/wadi/1", "yemeress/ar/wadi/2"]
    assert max(asked.count(path) for path in set(asked)) == 1


def test_an_address_that_the_site_writes_otherwise(shell):
    """Redirects to a closing slash: followed, the article is one, under its canonical address."""

    def answer(path: str) -> Answer | str | None:
        if path == "/":
            return listing([7])
        if path in ("/wadi", "/wadi/7"):
            return (301, {"Location": f"{path}/"}, b"")
        return {"/wadi/": listing([7]), "/wadi/7/": article(7)}.get(path)

    with served(answer) as (base, _):
        assert crawl(shell, base) == ["yemeress/ar/wadi/7"]
    assert shell.records("out.jsonl")[0]["url"] == "https://www.yemeress.com/wadi/7"


def test_an_article_that_leads_to_the_front_page_is_reported(shell):
    def answer(path: str) -> Answer | str | None:
        if path == "/wadi/9":
            return (302, {"Location": "/"}, b"")
        return {"/": listing([8, 9]), "/wadi": listing([8, 9]), "/wadi/8": article(8)}.get(path)

    with served(answer) as (base, _):
        done = shell("crawl", "yemeress", "--base-url", base, *NO_DELAY)
    line = (
        "https://www.yemeress.com/wadi/9: not an article but a front page, redirected to"
        " https://www.yemeress.com/"
    )
    assert f"newsscraper: {line}" in done.stderr.splitlines()
    assert "failed: http_404:1 no_article:1" in done.stderr  # the feed is the 404


def test_links_of_the_frame_and_what_only_looks_like_a_source(shell):
    """None of them is a failure, the next crawl does not ask for them, and with -q it has nothing
    to say."""
    frame = ["/contact", "/terms-of-use", "/" + quote("من-نحن"), "/privacy"]
    guessed = ["/ghost", "/soft", "/still", "/moved", "/lost", "/away"]
    forbidden = ["/closed", "/shut"]
    foot = "".join(f"<a href='{path}'>lien</a>" for path in (*frame, *guessed, *forbidden, "/wadi"))
    page = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{0}</p></body></html>"

    def answer(path: str) -> Answer | str | None:
        pages = {
            "/robots.txt": (
                200,
                {"Content-Type": "text/plain"},
                b"User-agent: *\nDisallow: /closed\nDisallow: /shut\n",
            ),
            "/": listing([8, 9]).replace("</body>", f"<div>{foot}</div></body>"),
            "/rss": (
                "<?xml version='1.0'?><rss"
                " version='2.0'><channel><title>yemeress</title></channel></rss>"
            ),
            "/wadi": listing([8, 9]),
            "/wadi/8": article(8),
            "/wadi/9": article(9),
            "/soft": page.format("404 Not Found"),
            "/still": page.format("Une page sans lien"),
            "/moved": (302, {"Location": "/"}, b""),
            "/lost": (302, {"Location": "/nothing/here"}, b""),
            "/away": (302, {"Location": "https://elsewhere.example/"}, b""),
        }
        return pages.get(path)

    with served(answer) as (base, asked):
        report = report_of(shell, base)
        failed = [
            json.loads(line) for line in shell("failed", "yemeress", "--json").stdout.splitlines()
        ]
        assert set(frame).isdisjoint(asked)
        assert set(guessed) <= set(asked)
        assert (report["ending"], report["articles"], report["failed"]) == (
            "finished",
            2,
            {"robots": 2},
        )
        assert report["not_sources"] == len(guessed)
        assert sorted((urlsplit(row["url"]).path, row["cause"]) for row in failed) == [
            (path, "robots") for path in forbidden
        ]
        assert all(row["found_on"] for row in failed)
        gone = [
            json.loads(line)
            for line in shell(
                "failed", "--gone", "--cause", "not_a_source", "--json"
            ).stdout.splitlines()
        ]
        assert sorted(urlsplit(row["url"]).path for row in gone) == sorted(guessed)
        asked.clear()
        done = shell("crawl", "yemeress", "--base-url", base, *NO_DELAY, "-q")
        assert done.stderr == ""
        assert set(asked) <= {*SITE_FILES, "/", "/rss", "/wadi"}
        # A name that a crawl has found not to be a source is rejected if it is asked for, too.
        done = shell(
            "crawl", "yemeress", "--base-url", base, *NO_DELAY, "--source", "ghost", "-q", code=2
        )
    assert any(
        line.startswith("newsscraper: yemeress has no source 'ghost'")
        for line in done.stderr.splitlines()
    )


def test_an_error_page_under_status_200_is_no_article(shell):
    def answer(path: str) -> Answer | str | None:
        if path == "/wadi/9":
            return "<html><title>404</title><h1>الصفحة المطلوبة غير موجودة</h1></html>"
        return {"/": listing([8, 9]), "/wadi": listing([8, 9]), "/wadi/8": article(8)}.get(path)

    with served(answer) as (base, _):
        done = shell("crawl", "yemeress", "--base-url", base, *NO_DELAY, "-o", "out.jsonl")
    assert (
        "newsscraper: https://www.yemeress.com/wadi/9: an error page with status 200"
        in done.stderr.splitlines()
    )
    assert [record["id"] for record in shell.records("out.jsonl")] == ["yemeress/ar/wadi/8"]


def test_compressed_pages(shell):
    import gzip

    def answer(path: str) -> Answer | str | None:
        page = {"/": listing([8]), "/wadi": listing([8]), "/wadi/8": article(8)}.get(path)
        return (
            (
                200,
                {"Content-Encoding": "gzip", "Content-Type": "text/html"},
                gzip.compress(page.encode()),
            )
            if page
            else None
        )

    with served(answer) as (base, _):
        assert crawl(shell, base) == ["yemeress/ar/wadi/8"]


def test_a_robots_txt_that_is_a_page(shell):
    def answer(path: str) -> Answer | str | None:
        if path == "/robots.txt":
            return "<html><body>Disallow: nothing here</body></html>"
        return {"/": listing([8]), "/wadi": listing([8]), "/wadi/8": article(8)}.get(path)

    with served(answer) as (base, _):
        assert crawl(shell, base) == ["yemeress/ar/wadi/8"]


def test_a_refused_article_does_not_count_for_the_limit(shell):
    """Neither headline nor body: a pipeline refuses it, and the next one is taken in its place."""
    empty = '<html><span class="articletitle"></span><span class="articlecontent"></span></html>'

    def answer(path: str) -> str | None:
        pages = {
            "/": listing([1, 2, 3, 4]),
            "/wadi/1": empty,
            "/wadi/2": empty,
            "/wadi/3": article(3),
            "/wadi/4": article(4),
        }
        return pages.get(path)

    with served(answer) as (base, _):
        assert crawl(shell, base, "--limit", "2") == ["yemeress/ar/wadi/3", "yemeress/ar/wadi/4"]


def lines_of(path: str, count: int) -> str | None:
    """A site of one listing with so many articles."""
    if path in ("/", "/wadi"):
        return listing(list(range(1, count + 1)))
    return article(int(path.rsplit("/", 1)[1])) if path.startswith("/wadi/") else None


def report_of(shell, base: str, *arguments: str, code: int = 0) -> dict[str, Any]:
    crawl(shell, base, "--report", "report.json", *arguments, code=code)
    return json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))


def test_a_site_that_dies_in_the_middle(shell):
    """It is paused, longer each time, and left alone in the end: what was stored is written, what
    was not asked for counted."""
    asked = []

    def answer(path: str) -> str | None:
        asked.append(path)
        if len(asked) > 8:
            raise ConnectionError
        return lines_of(path, 29)

    with served(answer) as (base, _):
        told = report_of(
            shell, base, "-s", "RETRY_TIMES=1", "-s", "NEWSSCRAPER_BACKOFF=0.05", code=3
        )
    assert told["ending"] == "blocked"
    assert told["articles"] == len(shell.records("out.jsonl")) > 0
    assert told["undone"] > 15
    assert told["requested"] == told["pages"] + sum(told["failed"].values()) + told["undone"]
    # Eight silences, each of which Twisted may retry itself on a new connection, and what
    # was open.
    assert len(asked) <= 8 + 2 * 8 + 2


def test_a_site_that_dies_and_comes_back_is_crawled_to_its_end(shell):
    asked = []

    def answer(path: str) -> str | None:
        asked.append(path)
        if 8 < len(asked) <= 13:
            raise ConnectionError
        return lines_of(path, 29)

    with served(answer) as (base, _):
        told = report_of(shell, base, "-s", "RETRY_TIMES=5", "-s", "NEWSSCRAPER_BACKOFF=0.05")
    assert told["articles"] == 29
    assert told["undone"] == 0


def test_a_site_that_refuses_every_page_is_blocked(shell):
    with served(
        lambda path: (403, {}, b"<h1>Forbidden</h1>") if path != "/robots.txt" else None
    ) as (base, _):
        told = report_of(shell, base, code=3)
    assert told["ending"] == "blocked"
    assert told["failed"] == {"http_403": 2}


def test_a_site_without_any_article_is_suspect(shell):
    """A domain that somebody else has now answers 200 to everything."""
    page = (
        "<html><title>For sale</title><body><p>"
        + "This domain may be for sale. " * 30
        + "</p></body></html>"
    )
    with served(lambda path: page if path != "/robots.txt" else None) as (base, _):
        told = report_of(shell, base, code=3)
    assert (told["ending"], told["articles"]) == ("suspect", 0)


@pytest.mark.parametrize("status", [500, 503, 403])
def test_a_listing_that_fails_does_not_say_that_there_is_no_such_source(shell, status):
    def answer(path: str) -> Answer | str | None:
        return (status, {}, b"sorry") if path == "/wadi" else lines_of(path, 3)

    with served(answer) as (base, _):
        done = shell(
            "crawl",
            "yemeress",
            "--source",
            "wadi",
            "--base-url",
            base,
            *NO_DELAY,
            "-s",
            "RETRY_TIMES=0",
            "-s",
            "NEWSSCRAPER_BACKOFF=0.05",
            code=3 if status == 403 else 1,
        )
    assert f"newsscraper: https://www.yemeress.com/wadi: status {status}" in done.stderr
    assert "has no source" not in done.stderr


def test_a_page_that_loads_itself_again_is_the_page(shell):
    refresh = '<meta http-equiv="refresh" content="60; url=https://www.yemeress.com{}">'

    def answer(path: str) -> str | None:
        page = lines_of(path, 3)
        return (
            page.replace("<html>", "<html><head>" + refresh.format(path) + "</head>")
            if page
            else None
        )

    with served(answer) as (base, asked):
        assert crawl(shell, base) == [f"yemeress/ar/wadi/{n}" for n in (1, 2, 3)]
    assert max(asked.count(path) for path in set(asked)) == 1


@pytest.mark.parametrize("form", ["/wadi/page/{}", "/wadi/p/{}", "?page={}", "/wadi?start={}"])
def test_later_pages_of_a_listing_in_other_forms(shell, form):
    """Only ``a.nav-btn.left`` has been seen, not where it leads to."""

    def answer(path: str) -> str | None:
        if path == "/":
            return listing([1])
        first = path == "/wadi"
        if first or "page" in path or "/p/" in path or "start" in path:
            number = 1 if first else int(path.rpartition("=" if "=" in path else "/")[2])
            numbers = [n for n in range(1, 13) if (n - 1) // 4 == number - 1]
            return listing(numbers, form.format(number + 1) if number < 3 else "")
        return article(int(path.rsplit("/", 1)[1])) if path.startswith("/wadi/") else None

    with served(answer) as (base, _):
        assert crawl(shell, base) == sorted(f"yemeress/ar/wadi/{n}" for n in range(1, 13))


def test_a_long_address_is_asked_for(shell):
    long = "x" * 3000

    def answer(path: str) -> str | None:
        if path == "/":
            return (
                f'<html><body><a href="/{long}/1">عنوان طويل</a><a'
                ' href="/wadi/1">عنوان</a></body></html>'
            )
        return article(1) if path == "/wadi/1" else None

    with served(answer) as (base, asked):
        told = report_of(shell, base)
    assert f"/{long}/1" in asked
    assert told["undone"] == 0


def test_bodies_that_are_not_what_they_say(shell):
    def answer(path: str) -> Answer | str | None:
        bad = {
            "/wadi/7": (200, {"Content-Encoding": "gzip"}, b"<html>no gzip</html>"),
            "/wadi/8": (302, {"Location": "http://[::1"}, b""),
            "/wadi/9": (302, {}, b""),
        }
        return bad.get(path) or lines_of(path, 9)

    with served(answer) as (base, _):
        done = shell("crawl", "yemeress", "--base-url", base, *NO_DELAY, "-s", "RETRY_TIMES=0")
    wadi = "newsscraper: https://www.yemeress.com/wadi"
    assert (
        f"{wadi}/7: the body is not compressed as its Content-Encoding says"
        in done.stderr.splitlines()
    )
    assert f"{wadi}/8: redirected to an invalid URL (Invalid IPv6 URL)" in done.stderr.splitlines()
    assert f"{wadi}/9: status 302, redirect without a usable target" in done.stderr.splitlines()


def test_a_pipeline_of_the_users_that_fails_does_not_hang_a_limited_crawl(shell):
    (shell.folder / "boom.py").write_text(
        "class Boom:\n    def process_item(self, item):\n        raise RuntimeError('boom')\n",
        encoding="utf-8",
    )
    with served(lambda path: lines_of(path, 5)) as (base, _):
        done = shell(
            "crawl",
            "yemeress",
            "--base-url",
            base,
            *NO_DELAY,
            "--limit",
            "2",
            "-s",
            'ITEM_PIPELINES={"boom.Boom": 1}',
            env={**os.environ, "PYTHONPATH": str(shell.folder)},
            code=1,
        )
    told = (
        "https://www.yemeress.com/wadi/5: unexpected RuntimeError: boom (boom.py:3); please"
        " report it"
    )
    assert f"newsscraper: {told}" in done.stderr.splitlines()
    assert "failed: defect:5" in done.stderr
    listed = shell("failed", "yemeress", "--cause", "defect").stdout.splitlines()
    assert len(listed) == 5
    assert any(line.startswith(told) for line in listed)


class Shelf:
    """A source's listing, five entries a page, newest first, that the test may change; and what was
    asked for."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self.broken: dict[str, str | Answer] = {}

    def __call__(self, path: str) -> Answer | str | None:
        if path in self.broken:
            return self.broken.pop(path)  # once
        route, _, query = path.partition("?page=")
        page = int(query or 1)
        if route == "/":
            return listing(self.numbers[:1])
        if route == "/wadi":
            end = page * 5
            return listing(
                self.numbers[end - 5 : end], f"?page={page + 1}" if end < len(self.numbers) else ""
            )
        return article(int(route.rsplit("/", 1)[1])) if route.startswith("/wadi/") else None

    @property
    def ids(self) -> list[str]:
        return sorted(f"yemeress/ar/wadi/{number}" for number in self.numbers)


def all_of(shell) -> list[str]:
    return sorted(json.loads(line)["id"] for line in shell("export").stdout.splitlines())


OUTLIER = [99_999, *range(60, 20, -1)]
DISORDER = random.Random(4).sample(range(1, 1000), 40)


@pytest.mark.parametrize(
    "numbers", [OUTLIER, DISORDER], ids=["one number is far too great", "in no order"]
)
@pytest.mark.parametrize("part", [("--max-pages", "1"), ()], ids=["a part", "a page fails"])
def test_numbers_that_say_nothing_end_no_walk(shell, numbers, part):
    shelf = Shelf(numbers)
    with served(shelf) as (base, _):
        crawl(shell, base)
        assert all_of(shell) == shelf.ids
        shelf.numbers = [*range(2015, 2000, -1), *numbers]
        if not part:
            shelf.broken["/wadi?page=2"] = (404, {}, b"not there")
        crawl(shell, base, *part)
        crawl(shell, base)
        assert all_of(shell) == shelf.ids


def test_a_page_that_repeats_the_one_before_it_once_is_not_the_end(shell):
    shelf = Shelf(list(range(40, 0, -1)))
    shelf.broken["/wadi?page=2"] = listing(shelf.numbers[:5], "?page=3")
    with served(shelf) as (base, _):
        crawl(shell, base)
        crawl(shell, base, "--full")
        assert all_of(shell) == shelf.ids


@pytest.mark.parametrize(
    "page",
    [
        listing([], "?page=3"),
        listing([35, 34, 33, 32, 31])[:-20],
        listing([35, 34, 33])[: -len("</body></html>")],
    ],
    ids=["without entries", "cut short", "not closed"],
)
def test_half_a_page_is_not_the_end(shell, page):
    shelf = Shelf(list(range(40, 0, -1)))
    shelf.broken["/wadi?page=2"] = page
    with served(shelf) as (base, _):
        crawl(shell, base)
        assert all_of(shell) != shelf.ids
        crawl(shell, base)
        assert all_of(shell) == shelf.ids


def test_a_limit_that_was_reached_when_the_crawl_was_killed(shell):
    shelf = Shelf(list(range(40, 0, -1)))
    with served(shelf) as (base, asked):
        crawl(shell, base, "--limit", "7")
        with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
            connection.execute(
                "UPDATE runs SET open = 1, outcome = NULL, finished_at = NULL"
            )  # as a kill leaves it
        asked.clear()
        assert len(crawl(shell, base, "--limit", "7")) == 7
        assert asked == []


def test_an_article_that_comes_again_after_a_kill_counts_once_for_the_limit(shell):
    """The kill fell between the articles, stored, and their visits, done; two articles were not
    even stored."""
    shelf = Shelf(list(range(40, 0, -1)))
    with served(shelf) as (base, asked):
        crawl(shell, base, "--limit", "7")
        with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
            connection.execute(
                "UPDATE urls SET state = 'queued' WHERE article_id IN (SELECT id FROM articles)"
            )
            connection.execute(
                "DELETE FROM articles WHERE id IN (SELECT id FROM articles ORDER BY id LIMIT 2)"
            )
            connection.execute("UPDATE runs SET open = 1, outcome = NULL, finished_at = NULL")
        asked.clear()
        assert len(crawl(shell, base, "--limit", "7")) == 7
        assert asked


def test_days_and_a_limit_where_the_crawl_was_killed(shell):
    """What lies outside the days does not count for the limit, before the kill or after."""
    with Replica(articles=200, fast=True) as replica:
        wanted = [
            story.id
            for story in replica.world.stories("yemeress")
            if story.published >= "2026-01-10"
        ]
        arguments = ("--since", "2026-01-10", "--limit", str(len(wanted) - 1))
        replica.hold(after=9)
        crawl = shell.begin(
            "crawl",
            "yemeress",
            "--base-url",
            replica.base_url("yemeress"),
            *NO_DELAY,
            "-q",
            *arguments,
        )
        crawl.wait_for(lambda: replica.held)
        crawl.kill()
        replica.release()
        report = shell.crawl(replica, "yemeress", *arguments, "-o", "out.jsonl")
        found = {record["id"] for record in shell.records("out.jsonl")}
        assert len(found) == len(wanted) - 1
        assert found < set(wanted)
        paths = [
            access.path
            for access in replica.log
            if access.status == 200 and replica.world.story_at("yemeress", access.path)
        ]
        assert (
            len(paths) - len(set(paths)) <= 15
        )  # what had not been written at the kill: half a second
    assert report["ending"] in ("limit", "finished")
