"""No address that a page, a redirect or a name server gives leads inside. Nothing is sent outside
127.0.0.0/8: names are resolved by the test's own resolver."""

from __future__ import annotations

import json
import re

import pytest
from w3lib.url import safe_url_string

from tests.crawl.conftest import NO_DELAY, Shell
from tests.crawl.resolving import ALL_LISTED, LISTED, SEVERAL
from tests.crawl.test_odd_answers import served as served_bytes
from tests.crawl.test_odd_sites import article
from tests.replica.server import Replica
from tests.serving import served

REFUSED = re.compile(
    r"newsscraper: (?P<url>\S+): refused: (?P<target>\S+) leads to (?P<ip>\S+), a (?P<kind>\S+)"
    r" address; if it is yours, allow it with NEWSSCRAPER_ALLOWED_NETWORKS=\S+"
)
QUICK = (*NO_DELAY, *LISTED, "-s", "ROBOTSTXT_OBEY=False", "-s", "RETRY_TIMES=0")
ALONE = (*QUICK, "-s", "NEWSSCRAPER_TDMREP=False")
"""A page is all that is requested of its host."""

TARGETS = {
    "http://127.0.0.1:{port}/x": "127.0.0.1",
    "http://127.1:{port}/x": "127.0.0.1",
    "http://2130706433:{port}/x": "127.0.0.1",
    "http://0x7f.0.0.1:{port}/x": "127.0.0.1",
    "http://0177.0.0.1:{port}/x": "127.0.0.1",
    "//127.0.0.1:{port}/x": "127.0.0.1",
    "http://[::1]:{port}/x": "::1",
    "http://[::ffff:127.0.0.1]:{port}/x": "127.0.0.1",
    "http://localhost:{port}/x": "127.0.0.1",
    "http://user:word@localhost:{port}/x": "127.0.0.1",
    "http://inner.example:{port}/x": "127.0.0.1",
    "https://inner.example:{port}/x": "127.0.0.1",
    "http://metadata.example:{port}/x": "169.254.169.254",
    "http://zero.example:{port}/x": "0.0.0.0",
    "http://10.0.0.1:{port}/x": "10.0.0.1",
    "http://localhost%2E:{port}/x": "127.0.0.1",
    "http://127.0.0.1%3A{port}@0x7f.1:{port}/x": "127.0.0.1",
    "http://[::1%25lo]:{port}/x": "::1",
    "http://[64:ff9b::7f00:1]:{port}/x": "127.0.0.1",
    "http://[2002:7f00:1::]:{port}/x": "2002:7f00:1::",
}

# w3lib 2.3 takes the brackets away from a request's address, which then cannot be parsed.
KEEPS_BRACKETS = safe_url_string("http://[::1]/") == "http://[::1]/"


def page(number: int) -> str:
    return article(number)


def redirecting(path: str, targets: list[str]) -> tuple | str | None:
    """A page of the outer server: /301/3 redirects to the third target, /refresh/3 by its head."""
    found = re.fullmatch(r"/(301|302|307|refresh)/(\d+)", path)
    if found is None:
        return None
    target = targets[int(found[2])]
    if found[1] == "refresh":
        return f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head></html>'
    return int(found[1]), {"Location": target}, b""


@pytest.mark.parametrize("how", ["301", "307", "refresh"])
def test_a_redirect_never_leads_inside(shell, how):
    addresses = {
        target: address
        for target, address in TARGETS.items()
        if how != "refresh" or KEEPS_BRACKETS or "[" not in target
    }
    with served(lambda path: page(1)) as (inner, inside):
        port = inner.rpartition(":")[2]
        targets = [target.format(port=port) for target in addresses]
        with served(lambda path: redirecting(path, targets)) as (outer, _):
            urls = [f"{outer}/{how}/{number}" for number in range(len(targets))]
            done = shell("scrape", *urls, *QUICK, "--store", "kept.db", code=1)
    assert inside == []
    told = [REFUSED.fullmatch(line) for line in done.stderr.splitlines()[:-1]]
    assert {found["url"]: found["ip"] for found in told} == dict(
        zip(urls, addresses.values(), strict=True)
    )
    assert "user:" not in done.stderr
    assert f"address:{len(urls)}" in done.stderr.splitlines()[-1]
    assert done.stdout == ""
    assert shell("export", "--store", "kept.db").stdout == ""


def test_what_the_user_typed_is_fetched_and_its_redirects_there(shell):
    """Also with a name that leads inside, as an intranet's does."""

    def outer(path: str) -> tuple | str | None:
        return (302, {"Location": "/yemeress/1"}, b"") if path == "/a" else page(1)

    with served(outer) as (base, asked):
        named = base.replace("127.0.0.1", "inner.example")
        done = shell("scrape", f"{base}/a", f"{named}/a", *QUICK, "--any-page")
    assert len(done.stdout.splitlines()) == 2
    assert asked.count("/yemeress/1") == 2


def test_a_network_that_is_set_is_fetched(shell, monkeypatch):
    """As a setting or in the environment; and only that network."""
    with served(lambda path: page(1)) as (inner, inside):
        targets = [inner + "/x", inner.replace("127.0.0.1", "inner.example") + "/x"]
        hosts = ("127.0.0.2", "[::1]") if KEEPS_BRACKETS else ("127.0.0.2",)
        targets += [inner.replace("127.0.0.1", host) + "/x" for host in hosts]
        with served(lambda path: redirecting(path, targets)) as (outer, _):
            urls = [f"{outer}/301/{number}" for number in range(len(targets))]
            setting = ("-s", "NEWSSCRAPER_ALLOWED_NETWORKS=127.0.0.1/32")
            done = shell("scrape", *urls, *ALONE, *setting, "--any-page", code=1)
            assert len(done.stdout.splitlines()) == 2
            monkeypatch.setenv("NEWSSCRAPER_ALLOWED_NETWORKS", "127.0.0.1")
            done = shell("scrape", *urls, *ALONE, "--any-page", code=1)
            assert len(done.stdout.splitlines()) == 2
    assert inside == ["/x"] * 4
    refused = {REFUSED.fullmatch(line)["ip"] for line in done.stderr.splitlines()[:-1]}
    assert refused == ({"127.0.0.2", "::1"} if KEEPS_BRACKETS else {"127.0.0.2"})


def test_a_name_that_changes_its_address_is_refused_at_the_connection(shell):
    """DNS rebinding: the first answer is allowed here, the second is not."""
    with served(lambda path: (200, {"Connection": "close"}, page(1).encode())) as (inner, inside):
        target = inner.replace("127.0.0.1", "rebound.example")
        targets = [f"{target}/1", f"{target}/2"]
        with served(lambda path: redirecting(path, targets)) as (outer, _):
            done = shell(
                "scrape",
                f"{outer}/301/0",
                f"{outer}/301/1",
                *ALONE,
                "--any-page",
                *("-s", "NEWSSCRAPER_ALLOWED_NETWORKS=127.0.0.1", "-s", "CONCURRENT_REQUESTS=1"),
                code=1,
            )
    assert inside in (["/1"], ["/2"])
    assert REFUSED.fullmatch(done.stderr.splitlines()[0])["ip"] == "127.0.0.2"


def test_of_several_addresses_only_those_that_are_allowed_are_connected_to(shell):
    with served(lambda path: page(1)) as (inner, inside):
        targets = [inner.replace("127.0.0.1", name) + f"/{name}" for name in SEVERAL]
        with served(lambda path: redirecting(path, targets)) as (outer, _):
            urls = [f"{outer}/301/{number}" for number in range(len(targets))]
            options = (*ALONE, *ALL_LISTED, "-s", "NEWSSCRAPER_ALLOWED_NETWORKS=127.0.0.1")
            done = shell("scrape", *urls, *options, "--any-page", code=1)
    assert inside == ["/mixed.example"]
    assert len(done.stdout.splitlines()) == 1
    refused = REFUSED.fullmatch(done.stderr.splitlines()[0])
    assert (refused["url"], refused["ip"] in SEVERAL["inside.example"]) == (urls[1], True)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:,x"])
def test_other_schemes_are_not_followed(shell, target):
    with served(lambda path: redirecting(path, [target])) as (outer, _):
        urls = [f"{outer}/301/0", f"{outer}/refresh/0"]
        done = shell("scrape", *urls, *QUICK, code=1)
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 3


def test_robots_txt_does_not_lead_inside(shell):
    with served(lambda path: "User-agent: *\nAllow: /") as (inner, inside):
        target = inner + "/robots.txt"

        def outer(path: str) -> tuple | str:
            return (302, {"Location": target}, b"") if path == "/robots.txt" else page(1)

        with served(outer) as (base, asked):
            done = shell("scrape", f"{base}/1", *NO_DELAY, *LISTED, code=1)
    assert (inside, asked) == ([], ["/robots.txt"])
    assert REFUSED.fullmatch(done.stderr.splitlines()[0])["target"] == target


def test_with_a_proxy_names_are_left_to_it(shell, monkeypatch):
    """Literal addresses and names of this computer are refused before it is asked."""
    asked_of = "http://names.are.left.to.the.proxy.example/x"
    targets = [
        asked_of,
        "http://127.0.0.1:9/x",
        "http://0x7f000001:9/x",
        "https://10.0.0.1/x",
        "http://localhost:9/x",
        "http://localhos%2574:9/x",
        "http://127.0.0.1%00.example/x",
        *(["https://[::ffff:7f00:1]/x"] if KEEPS_BRACKETS else []),
    ]

    typed = "http://typed.example"

    def proxy(path: str) -> tuple | str | None:
        return page(1) if path == asked_of else redirecting(path[len(typed) :], targets)

    with served(proxy) as (address, asked):
        monkeypatch.setenv("http_proxy", address)
        monkeypatch.setenv("https_proxy", address)
        monkeypatch.setenv("no_proxy", "")
        urls = [f"{typed}/301/{number}" for number in range(len(targets))]
        done = shell("scrape", *urls, *ALONE, "--any-page", code=1)
    assert len(done.stdout.splitlines()) == 1
    assert sorted(asked) == sorted([*urls, asked_of])
    assert f"address:{len(targets) - 1}" in done.stderr.splitlines()[-1]


def test_a_tunnel_through_a_proxy_leads_to_a_name_that_the_proxy_resolves(shell, monkeypatch):
    refusal = [b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"]
    with served_bytes({"typed.example:443": refusal}) as (address, asked):
        monkeypatch.setenv("https_proxy", address)
        monkeypatch.setenv("no_proxy", "")
        done = shell("scrape", "https://typed.example/x", *ALONE, code=1)
    assert asked == {"typed.example:443": 1}
    assert "refused: " not in done.stderr


def test_a_site_whose_name_leads_inside_is_not_crawled(shell):
    """Nothing is asked, the crawl is given up, and the URLs are listed with their cause."""
    done = shell("crawl", "sudaress", *QUICK, "--report", "report.json", code=1)
    report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    assert {failure["cause"] for failure in report["failures"]} == {"address"}
    failed = shell("failed", "sudaress", "--cause", "address", "--json")
    rows = [json.loads(line) for line in failed.stdout.splitlines()]
    assert {row["url"] for row in rows} == {failure["url"] for failure in report["failures"]}
    assert all(REFUSED.search(line) for line in done.stderr.splitlines() if "refused" in line)


def test_a_redirect_of_a_crawled_site_leads_neither_inside_nor_to_another_port(shell):
    answers = {
        "/inner/1": "http://127.0.0.1:9/x",
        "/inner/2": "http://www.yemeress.com:8080/inner/2",
        "/inner/3": "https://m.yemeress.com:22/inner/3",
    }
    links = "".join(f'<h3><a href="{path}">عنوان {path}</a></h3>' for path in answers)

    def site(path: str) -> tuple | str | None:
        if path in answers:
            return 302, {"Location": answers[path]}, b""
        return f"<html><body>{links}</body></html>" if path in ("/", "/inner") else None

    with served(site) as (base, _):
        options = ("--source", "inner", "--base-url", base, "--report", "report.json")
        shell("crawl", "yemeress", *options, *QUICK, code=None)
    report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    causes = {failure["url"].rpartition("/")[2]: failure["cause"] for failure in report["failures"]}
    assert causes == {"1": "address", "2": "offsite", "3": "offsite"}
    listed = shell("failed", "yemeress", "--cause", "address").stdout
    assert listed.startswith("https://www.yemeress.com/inner/1: refused: http://127.0.0.1:9/x")


@pytest.mark.parametrize("command", ["crawl", "latest"])
def test_nothing_that_a_site_writes_leads_a_crawl_inside(shell, command):
    """Its base, canonical address, feeds, next pages, JSON-LD and links, in any spelling."""
    with served(lambda path: page(1)) as (inner, inside):
        port = inner.rpartition(":")[2]
        hosts = [
            f"127.0.0.1:{port}",
            f"127.1:{port}",
            f"[::ffff:127.0.0.1]:{port}",
            f"inner.example:{port}",
            f"www.yemeress.com@127.0.0.1:{port}",
            f"www.yemeress.com:80@127.0.0.1:{port}",
            f"www.yemeress.com\\@127.0.0.1:{port}",
            f"127.0.0.1:{port}#@www.yemeress.com",
            f"127.0.0.1:{port}\\.www.yemeress.com",
            f"www.yemeress.com:{port}",
            f"www.yemeress.com.127.0.0.1:{port}",
        ]
        addresses = [f"{start}{host}/inner/1" for host in hosts for start in ("http://", "//")]
        links = "".join(f'<h3><a href="{url}">عنوان {url}</a></h3>' for url in addresses)
        items = "".join(f"<item><title>خبر</title><link>{url}</link></item>" for url in addresses)
        front = f'''<html><head><base href="http://127.0.0.1:{port}/">
            <link rel="canonical" href="{inner}/inner"><link rel="next" href="{inner}/inner?page=2">
            <link rel="alternate" type="application/rss+xml" href="{inner}/rss">
            <script type="application/ld+json">{{"@type": "NewsArticle", "url": "{inner}/inner/1",
            "mainEntityOfPage": "{inner}/inner/1"}}</script></head><body>{links}
            <a href="/inner/2">خبر</a><a href="inner?page=2" rel="next">التالي</a></body></html>'''
        feed = f'<rss version="2.0"><channel><link>{inner}</link>{items}</channel></rss>'

        def site(path: str) -> tuple | str | None:
            if "rss" in path:
                return 200, {"Content-Type": "application/rss+xml"}, feed.encode()
            return front if path in ("/", "/inner") else None

        with served(site) as (base, asked):
            shell(command, "yemeress", "--base-url", base, *QUICK, code=None)
    assert inside == []
    assert {"/", "/rss"} <= set(asked)


def test_an_invalid_network_is_a_usage_error(tmp_path):
    shell = Shell(tmp_path)
    done = shell(
        "scrape", "http://127.0.0.1:9/x", "-s", "NEWSSCRAPER_ALLOWED_NETWORKS=intranet", code=2
    )
    assert done.stderr.splitlines() == [
        "newsscraper: invalid network 'intranet' in NEWSSCRAPER_ALLOWED_NETWORKS: write networks"
        " such as 10.1.0.0/16,fd00::/8"
    ]


def test_the_replica_is_crawled_as_before(shell):
    """A mirror on 127.0.0.1 is what the user typed."""
    with Replica() as replica:
        report = shell.crawl(replica, "sudaress", "--limit", "2")
    assert report["articles"] == 2
