"""What the site sees of a crawl: read from the replica's access log."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.replica.server import Replica
from tests.replica.trials import TRIALS

REAL = "https://www.maghress.com"


def gaps(replica: Replica) -> list[float]:
    moments = [access.at for access in replica.log]
    return [later - earlier for earlier, later in pairwise(moments)]


def assert_paced(replica: Replica, seconds: float) -> None:
    """A request may be seen late by a server that is busy, and the next one then seems to follow
    too soon.

    So such a gap is taken together with the one before it, which was longer then, and there must be
    few of them. The first request has none before it: it may have been seen late by half of the
    time, and all are counted from it or the second.
    """
    found = gaps(replica)
    assert found[0] >= seconds * 0.5
    short = [number for number, gap in enumerate(found) if number and gap < seconds * 0.95]
    assert all(found[number - 1] + found[number] >= seconds * 1.9 for number in short), found
    assert len(short) <= len(found) // 3, found
    assert any(sum(found[start:]) >= seconds * len(found[start:]) * 0.98 for start in (0, 1)), found


def test_defaults_robots_first_a_delay_few_connections(shell, replica):
    shell.crawl(replica, "maghress", "--limit", "2", "--edition", "fr", delay=True)
    assert replica.log[0].path == "/robots.txt"
    # DOWNLOAD_DELAY is 1 s, varied by half of it.
    assert len(replica.log) >= 4
    assert_paced(replica, 0.5)
    assert max(access.open_requests for access in replica.log) <= 2
    assert len({access.connection for access in replica.log}) <= 2


def test_connections_are_few_where_the_site_is_slow(shell, replica):
    replica.hold(after=10)
    running = shell.begin(
        "crawl",
        "sudaress",
        "--base-url",
        replica.base_url("sudaress"),
        *NO_DELAY,
        "-q",
        "--limit",
        "30",
    )
    running.wait_for(lambda: len(replica.log) == 10 and replica.held == 2)
    replica.release()
    running.end(0)
    assert max(access.open_requests for access in replica.log) == 2


def test_crawl_delay_is_kept_even_where_the_settings_ask_for_less(shell):
    with Replica(robots={"sudaress": "User-agent: *\nCrawl-delay: 0.7\n"}) as replica:
        shell.crawl(replica, "sudaress", "--limit", "4")
    assert len(replica.log) >= 4
    assert_paced(replica, 0.7)


def test_crawl_delay_is_a_floor_under_autothrottle(shell):
    with Replica(robots={"sudaress": "User-agent: newsscraper\nCrawl-delay: 0.7\n"}) as replica:
        shell.crawl(
            replica,
            "sudaress",
            "--limit",
            "3",
            "-s",
            "AUTOTHROTTLE_ENABLED=True",
            "-s",
            "AUTOTHROTTLE_START_DELAY=0",
        )
    assert_paced(replica, 0.7)


def test_what_robots_txt_forbids_is_not_asked_for(shell):
    with Replica(robots={"sudaress": "User-agent: *\nDisallow: /\n"}) as replica:
        report = shell.crawl(replica, "sudaress", code=1)
    assert [access.path for access in replica.log] == ["/robots.txt"]
    assert report["failed"] == {"robots": 2}
    told = (
        "sudaress: robots.txt forbids 2 URLs, for example https://www.sudaress.com/; newsscraper"
        " failed sudaress --cause robots"
    )
    assert f"newsscraper: {told} lists them" in report["told"]
    assert sum("robots.txt" in line for line in report["told"]) == 1


def test_rules_for_our_name_win_over_rules_for_all(shell):
    text = "User-agent: newsscraper\nAllow: /\n\nUser-agent: *\nDisallow: /\n"
    with Replica(robots={"sudaress": text}) as replica:
        report = shell.crawl(replica, "sudaress", "--limit", "1")
    assert report["articles"] == 1


def test_a_site_without_robots_txt_may_be_crawled(shell):
    with Replica(robots={"sudaress": 404}) as replica:
        assert shell.crawl(replica, "sudaress", "--limit", "1")["articles"] == 1


def test_a_robots_txt_that_fails_forbids_everything(shell):
    with Replica(robots={"sudaress": 503}) as replica:
        report = shell.crawl(
            replica,
            "sudaress",
            "-s",
            "RETRY_TIMES=1",
            "-s",
            "NEWSSCRAPER_BACKOFF=0.1",
            "-s",
            "NEWSSCRAPER_REFUSALS=50",
            code=1,
        )
    assert {access.path for access in replica.log} == {"/robots.txt"}
    assert (
        "newsscraper: https://www.sudaress.com/: cannot read robots.txt: status 503"
        in report["told"]
    )


def test_retry_after_is_kept(shell, replica):
    # One request at a time, so that no other is on its way when the answer comes.
    report = shell.crawl(replica, "sudaress", "-s", "CONCURRENT_REQUESTS=1")
    [asked] = [number for number, access in enumerate(replica.log) if access.status == 429]
    # Nothing at all is asked for a second long.
    assert len(replica.log) > asked + 10
    assert replica.log[asked + 1].at - replica.log[asked].at >= 0.99
    assert report["failed"].keys() == {"http_404"}


def test_retry_after_as_a_date(shell, replica):
    done = shell(
        "scrape",
        REAL + TRIALS["unavailable"],
        "--base-url",
        replica.base_url("maghress"),
        *NO_DELAY,
    )
    assert '"id": "maghress/ar/trials/11"' in done.stdout
    refused = [access.at for access in replica.log if access.status == 503]
    served = [
        access.at
        for access in replica.log
        if access.path == TRIALS["unavailable"] and access.status == 200
    ]
    assert len(refused) == 2
    # The date has whole seconds: it lies one to two seconds ahead the first time, and two seconds
    # after the first one then. All is counted from what was asked for before, since a busy server
    # may note a request after it has told the time.
    assert refused[1] - replica.log[0].at >= 0.95
    assert served[0] - replica.log[0].at >= 2.95


def test_back_off_grows_where_no_time_is_named(shell, replica):
    done = shell(
        "scrape",
        REAL + TRIALS["busy"],
        "--base-url",
        replica.base_url("maghress"),
        *NO_DELAY,
        "-s",
        "NEWSSCRAPER_BACKOFF=0.2",
        code=3,
    )
    moments = [access.at for access in replica.log if access.status == 429]
    waits = [later - earlier for earlier, later in pairwise(moments)]
    assert len(waits) == 3
    assert [wait >= least for wait, least in zip(waits, (0.2, 0.4, 0.8), strict=True)] == [True] * 3
    assert f"newsscraper: {REAL}{TRIALS['busy']}: status 429, too many requests" in done.stderr


def test_a_host_that_asks_for_too_long_is_left_alone(shell, replica):
    done = shell(
        "scrape",
        REAL + TRIALS["unavailable"],
        REAL + "/politics",
        "--base-url",
        replica.base_url("maghress"),
        *NO_DELAY,
        "-s",
        "NEWSSCRAPER_BACKOFF_MAX=0.5",
        code=3,
    )
    assert "longer than NEWSSCRAPER_BACKOFF_MAX" in done.stderr
    assert [access.status for access in replica.log if access.status == 503] == [503]


def test_a_host_that_refuses_again_and_again_is_left_alone(shell, replica):
    urls = [f"{REAL}{TRIALS['forbidden']}?{number}" for number in range(12)]
    done = shell("scrape", *urls, "--base-url", replica.base_url("maghress"), *NO_DELAY, code=3)
    assert 5 <= sum(1 for access in replica.log if access.status == 403) <= 8
    assert "status 403 5 times in a row: the site is no longer crawled" in done.stderr
    assert "found but not fetched" in done.stderr


@pytest.mark.parametrize("trial", ["challenge", "forbidden-challenge"])
def test_a_challenge_ends_the_crawl(shell, trial):
    with Replica(link=[trial]) as replica:
        # No page is asked for while another is read.
        report = shell.crawl(
            replica, "maghress", "-o", "out.jsonl", "-s", "SCRAPER_SLOT_MAX_ACTIVE_SIZE=1", code=3
        )
    met = next(number for number, access in enumerate(replica.log) if access.path == TRIALS[trial])
    assert len(replica.log) - met <= 3  # itself, and open requests
    assert report["ending"] == "blocked"
    assert report["blocked"].keys() == {"maghress.com"}
    assert report["undone"] > 50
    assert len(shell.records("out.jsonl")) == report["articles"]
    told = [line for line in report["told"] if "the site is no longer crawled" in line]
    assert told == [
        f"newsscraper: {REAL}{TRIALS[trial]}: CAPTCHA or consent page: the site"
        " is no longer crawled; its remaining pages are not fetched"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_port_is_opened(shell, replica):
    listening: set[str] = set()

    def looked_at(requests: int) -> bool:
        listening.update(_listening(running.process.pid))
        return len(replica.log) == requests and replica.held > 0

    replica.hold(after=4)
    running = shell.begin(
        "crawl", "maghress", "--base-url", replica.base_url("maghress"), *NO_DELAY, "-q"
    )
    running.wait_for(lambda: looked_at(4))
    listening |= _listening(running.process.pid)
    assert running.process.poll() is None
    running.kill()
    assert listening == set()


def _listening(pid: int) -> set[str]:
    """Addresses on which a process listens."""
    try:
        own = {link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir()}
        lines = [
            line.split()
            for name in ("tcp", "tcp6")
            for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
        ]
    except OSError:
        return set()
    return {fields[1] for fields in lines if fields[3] == "0A" and f"socket:[{fields[9]}]" in own}
