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
SEVERAL = {
    "mixed.example": ["127.0.0.2", "127.0.0.1"],
    "inside.example": ["10.0.0.1", "127.0.0.3", "169.254.169.254"],
}


@pytest.fixture
def resolved(monkeypatch):
    """Names lead where :data:`NAMES` and :data:`SEVERAL` say."""
    real = socket.getaddrinfo

    def getaddrinfo(host, *arguments, **options):
        name = host.decode() if isinstance(host, bytes) else host
        addresses = SEVERAL.get(name) or [NAMES.get(name, name)]
        return [found for one in addresses for found in real(one, *arguments, **options)]

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


@pytest.mark.parametrize(
    "spelling",
    [
        "%69nner.example",
        "INNER.example",
        "inner%2Eexample",
        "user@inner.example",
        "u:p@%69nner.example",
    ],
)
def test_no_spelling_of_a_name_is_taken_for_that_of_a_proxy(resolved, spelling):
    """urllib unescapes the host, which then is another than the one in the address."""
    with served(lambda path: "{}") as (inner, inside):
        target = inner.replace("127.0.0.1", spelling) + "/x"
        with (
            served(lambda path: (302, {"Location": target}, b"")) as (outer, _),
            pytest.raises(UserError),
        ):
            list(read_index(f"{outer}/i", "agent", AddressPolicy()))
    assert inside == []


def test_of_several_addresses_only_those_that_are_allowed_are_connected_to(resolved):
    policy = AddressPolicy("127.0.0.1")
    with served(lambda path: "{}") as (inner, inside):
        for name in SEVERAL:
            target = inner.replace("127.0.0.1", name) + f"/{name}"
            with served(lambda path, to=target: (302, {"Location": to}, b"")) as (outer, _):
                if name == "mixed.example":
                    assert list(read_index(f"{outer}/i", "agent", policy)) == [b"{}"]
                    continue
                with pytest.raises(UserError, match=r"refused: .* leads to 10\.0\.0\.1"):
                    list(read_index(f"{outer}/i", "agent", policy))
    assert inside == ["/mixed.example"]


@pytest.mark.parametrize(
    "name",
    [
        "http://127.0.0.1:{port}/x",
        "//127.0.0.1:{port}/x",
        "@127.0.0.1:{port}/x",
        ":{port}/x",
        "../../x",
        "x HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\nGET /x",
        "\\\\127.0.0.1:{port}\\x",
    ],
)
def test_a_line_of_an_index_leads_to_no_other_server(tmp_path, name):
    with (
        served(lambda path: "{}") as (inner, inside),
        served(lambda path: None) as (archive, asked),
    ):
        file = name.format(port=inner.rpartition(":")[2])
        index = tmp_path / "index"
        index.write_text(json.dumps({**LINE, "filename": file}) + "\n", encoding="utf-8")
        done = run(
            *("backfill", "maghress", "--index", str(index), "--warc-base", f"{archive}/base"),
            cwd=tmp_path,
            code=None,
        )
    assert inside == []
    assert asked or "invalid index line" in done.stderr
    assert all(path.startswith("/base/") and " " not in path for path in asked)


def test_a_file_of_an_archive_does_not_redirect(tmp_path):
    with served(lambda path: "{}") as (inner, inside):

        def archive(path: str) -> tuple:
            return 302, {"Location": f"{inner}/x"}, b""

        index = tmp_path / "index"
        index.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
        with served(archive) as (outer, asked):
            run(
                *("backfill", "maghress", "--index", str(index), "--warc-base", outer),
                cwd=tmp_path,
                code=1,
            )
    assert (inside, asked) == ([], ["/a.warc.gz"])


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


def test_a_tunnel_through_a_proxy_leads_to_a_name_that_the_proxy_resolves(resolved, monkeypatch):
    """The server is no proxy, so that it opens no tunnel; but it is asked."""
    with served(lambda path: "{}") as (address, _):
        monkeypatch.setenv("https_proxy", address)
        for url in ("https://typed.example/0", "https://unknown.example/0"):
            with pytest.raises(UserError, match=r"Tunnel connection failed: 501"):
                list(read_index(url, "agent", AddressPolicy()))
