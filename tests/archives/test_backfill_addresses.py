"""``newsscraper backfill``: the server of an index or archive leads nowhere inside. Names are
resolved by the test; nothing is sent outside 127.0.0.0/8."""

from __future__ import annotations

import json
import os
import socket

import pytest

from newsscraper.archives.archive_index import read_index
from newsscraper.archives.http_ranges import Ranges
from newsscraper.errors import UserError
from newsscraper.networks import SETTING, AddressPolicy
from tests.archives.making import run
from tests.serving import served

LINE = {
    "url": "https://www.maghress.com/fr/atlasmatin/103412",
    "timestamp": "20260105000000",
    "mime": "text/html",
    "status": "200",
    "filename": "a.warc.gz",
    "offset": "0",
    "length": "100",
}
NAMES = {"inner.example": "127.0.0.1", "metadata.example": "169.254.169.254"}


@pytest.fixture
def resolved(monkeypatch):
    """Names lead where :data:`NAMES` says."""
    real = socket.getaddrinfo

    def getaddrinfo(host, *arguments, **options):
        return real(NAMES.get(host, host), *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    for name in ("http_proxy", "https_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/x",
        "http://0x7f.1:{port}/x",
        "http://localhost:{port}/x",
        "http://[::ffff:127.0.0.1]:{port}/x",
        "https://10.0.0.1/x",
        "ftp://127.0.0.1:{port}/x",
        "file:///etc/hostname",
    ],
)
def test_an_index_does_not_redirect_inside(tmp_path, target):
    with served(lambda path: json.dumps(LINE)) as (inner, inside):
        location = target.format(port=inner.rpartition(":")[2])
        with served(lambda path: (302, {"Location": location}, b"")) as (outer, _):
            index = f"{outer}/index"
            done = run("backfill", "maghress", "--index", index, cwd=tmp_path, code=2)
    assert inside == []
    assert done.stderr.startswith(f"newsscraper: cannot read the index {index}: ")
    assert ("refused: " in done.stderr) == (not target.startswith("file"))


def test_a_network_in_the_environment_is_allowed(tmp_path):
    with (
        served(lambda path: json.dumps(LINE) if path == "/x" else None) as (inner, inside),
        served(lambda path: (302, {"Location": f"{inner}/x"}, b"")) as (outer, _),
    ):
        run(
            *("backfill", "maghress", "--index", f"{outer}/i", "--warc-base", inner),
            cwd=tmp_path,
            env={**os.environ, SETTING: "127.0.0.0/8"},
            code=1,
        )
    assert inside == ["/x", "/a.warc.gz"]


def test_a_name_is_refused_by_the_address_that_it_leads_to(resolved):
    with served(lambda path: "{}") as (inner, inside):
        target = inner.replace("127.0.0.1", "inner.example")
        with served(lambda path: (302, {"Location": f"{target}/x"}, b"")) as (outer, _):
            with pytest.raises(UserError, match=r"refused: .* leads to 127\.0\.0\.1, a loopback"):
                list(read_index(f"{outer}/i", "agent", AddressPolicy()))
            assert inside == []
            assert list(read_index(f"{outer}/i", "agent", AddressPolicy("127.0.0.1"))) == [b"{}"]
        assert list(read_index(f"{target}/typed", "agent", AddressPolicy())) == [b"{}"]
    assert inside == ["/x", "/typed"]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", NAMES)
def test_the_archive_s_own_name_is_refused_too(resolved, scheme, host):
    """As that of Common Crawl, which no user typed."""
    ranges = Ranges(f"{scheme}://{host}:9/", "agent", 0.0, AddressPolicy(), pause=lambda _: None)
    with pytest.raises(UserError, match=rf"refused: .* leads to {NAMES[host]}"):
        ranges.get("a.warc.gz", 0, 10)


def test_with_a_proxy_names_are_left_to_it(resolved, monkeypatch):
    targets = {"/0": "http://unknown.example/x", "/1": "http://127.1:9/x"}

    def proxy(path: str):
        if path == targets["/0"]:
            return "{}"
        return 302, {"Location": targets[path[-2:]]}, b""

    with served(proxy) as (address, asked):
        monkeypatch.setenv("http_proxy", address)
        policy = AddressPolicy()
        assert list(read_index("http://typed.example/0", "agent", policy)) == [b"{}"]
        with pytest.raises(UserError, match=r"refused: .* leads to 127\.0\.0\.1"):
            list(read_index("http://typed.example/1", "agent", policy))
    assert asked == ["http://typed.example/0", targets["/0"], "http://typed.example/1"]
