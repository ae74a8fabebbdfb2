"""Pages that cannot be had: one line each, with the URL and the cause, counted; what stands beside
them goes through."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from tests.crawl.conftest import NO_DELAY, Shell
from tests.replica.server import Replica
from tests.replica.trials import TRIALS

REAL = "https://www.maghress.com"
QUICK = (
    *NO_DELAY,
    "-s",
    "RETRY_TIMES=0",
    "-s",
    "DOWNLOAD_TIMEOUT=15",
    "-s",
    "NEWSSCRAPER_BACKOFF=0.1",
)
"""No page is asked for twice, and a host that does not answer some is not spared for long. Only the
two that never end take so long, also on a busy machine."""

CASES = {
    "hang": ("timeout", "no complete response in time (DOWNLOAD_TIMEOUT)"),
    "drip": ("timeout", "no complete response in time (DOWNLOAD_TIMEOUT)"),
    "loop": ("redirect_loop", "too many redirects, or a loop (REDIRECT_MAX_TIMES)"),
    "forbidden": ("http_403", "status 403, forbidden"),
    "long": ("too_long", "the body is longer than the limit (DOWNLOAD_MAXSIZE)"),
    "cut": ("cut", "the response was truncated"),
    "broken": ("http_500", "status 500, server error"),
    "gone": ("http_410", "status 410, gone"),
    "empty": ("no_article", "not an article but a page of an unknown kind"),
    "picture": ("no_article", "not an article but a page of an unknown kind"),
}


@pytest.fixture(scope="module")
def scraped(tmp_path_factory):
    """One run over every case and a good address."""
    with Replica() as replica:
        story = replica.world.stories("maghress", "fr")[0]
        urls = [*(REAL + TRIALS[trial] for trial in CASES), story.url]
        shell = Shell(tmp_path_factory.mktemp("scraped"))
        done = shell("scrape", *urls, "--base-url", replica.base_url("maghress"), *QUICK, code=1)
    return story, done.stdout.splitlines(), done.stderr.splitlines()


@pytest.mark.parametrize("trial", CASES)
def test_a_url_that_fails_is_told_and_a_good_one_beside_it_goes_through(scraped, trial):
    story, output, told = scraped
    cause, reason = CASES[trial]
    assert told.count(f"newsscraper: {REAL}{TRIALS[trial]}: {reason}") == 1
    failed = dict(re.findall(r"(\w+):(\d+)", told[-1].partition("failed: ")[2].partition(";")[0]))
    assert failed[cause] == str(Counter(cause for cause, _ in CASES.values())[cause])
    assert failed.keys() == {cause for cause, _ in CASES.values()}
    assert [json.loads(line)["id"] for line in output] == [story.id]


def test_no_http(shell, replica):
    done = shell(
        "scrape",
        REAL + TRIALS["gibberish"],
        "--base-url",
        replica.base_url("maghress"),
        *QUICK,
        code=1,
    )
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"newsscraper: {REAL}{TRIALS['gibberish']}: ")
    assert "HTTP" in done.stderr or "connection" in done.stderr


def test_a_redirect_to_another_site_ends_there(shell):
    """In a crawl: only the site's own hosts are asked. A one-off URL may lead anywhere, and there
    the name is unknown."""
    with Replica(link=["away"]) as replica:
        report = shell.crawl(replica, "sudaress")
    assert {"url": "https://www.sudaress.com/trials/12", "cause": "offsite"} in [
        {name: failure[name] for name in ("url", "cause")} for failure in report["failures"]
    ]
    assert (
        "newsscraper: https://www.sudaress.com/trials/12: redirected to another site,"
        " elsewhere.example" in report["told"]
    )


def test_a_half_page_is_a_record_with_a_warning(shell, replica):
    done = shell(
        "scrape", REAL + TRIALS["half"], "--base-url", replica.base_url("maghress"), *QUICK
    )
    assert "cut_page" in json.loads(done.stdout)["warnings"]


def test_an_address_in_its_oldest_form_is_the_same_article(shell, replica):
    story = replica.world.stories("maghress", "fr")[0]
    done = shell(
        "scrape",
        story.url.replace("https://www.", "http://"),
        REAL + TRIALS["moved"],
        f"maghress.com{story.path}?utm_source=x",
        "--base-url",
        replica.base_url("maghress"),
        *QUICK,
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records][::2] == [story.id, story.id]
    assert {record["url"] for record in records} >= {story.url}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:1/x", "connection refused: no server is listening"),
        (
            "https://no-such-host.invalid/fr/x/1",
            "cannot resolve the host name: no such host, or this computer is offline",
        ),
    ],
)
def test_no_server(shell, url, reason):
    done = shell("scrape", url, "-s", "RETRY_TIMES=0", code=1)
    assert done.stderr.splitlines() == [f"newsscraper: {url}: {reason}"]


def test_no_secure_connection(shell, replica):
    url = f"https://127.0.0.1:{replica.port}/maghress/fr/atlasmatin"
    done = shell("scrape", url, *QUICK, code=1)
    assert done.stderr.startswith(f"newsscraper: {url}: no secure connection (TLS)")
    assert len(done.stderr.splitlines()) == 1


def test_a_live_crawl_without_a_network_says_so(shell):
    """No machine that tests this reaches the sites; one that does would crawl one article of a
    small site."""
    done = shell(
        "crawl", "yemeress", "--limit", "1", "-s", "RETRY_TIMES=0", "-s", "DNS_TIMEOUT=5", code=None
    )
    if done.returncode == 0:
        pytest.skip("this machine reaches the live site")
    assert done.returncode == 1
    assert "newsscraper: https://www.yemeress.com/: cannot resolve the host name" in done.stderr
    assert "nothing could be fetched" in done.stderr


def test_crawled_pages_that_hang_or_never_end_do_not_stop_the_crawl(shell):
    with Replica(link=["hang", "drip", "long", "cut", "empty", "broken"]) as replica:
        report = shell.crawl(replica, "sudaress", "-o", "out.jsonl", *QUICK[len(NO_DELAY) :])
        wanted = {story.id for story in replica.world.stories("sudaress")}
        limited, failing = (
            replica.world.limited("sudaress", "ar"),
            replica.world.failing("sudaress", "ar"),
        )
    assert {record["id"] for record in shell.records("out.jsonl")} == wanted - {
        limited.id,
        failing.id,
    }
    assert report["failed"] == {
        "timeout": 2,
        "too_long": 1,
        "cut": 1,
        "no_article": 1,
        "http_500": 2,
        "http_404": 1,
        "http_429": 1,
    }
    assert report["ending"] == "finished"
