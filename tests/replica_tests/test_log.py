"""The log: each request, and how many were open."""

from __future__ import annotations

import json
import time

from tests.replica.server import Access, Replica
from tests.replica_tests.asking import connect, get, hanging


def test_the_log_tells_of_each_request(alone):
    connection = connect(alone.port)
    for path in ("/fr/atlasmatin?page=2", "/nobody"):
        connection.request(
            "GET",
            f"/maghress{path}",
            headers={"User-Agent": "tester/1", "Referer": "https://www.maghress.com/"},
        )
        connection.getresponse().read()
    assert connection.sock is not None
    port = connection.sock.getsockname()[1]
    connection.close()
    get(alone, "", site="turess")
    one, two, three = alone.log
    assert one == Access(
        one.at,
        "maghress",
        "/fr/atlasmatin?page=2",
        200,
        "tester/1",
        port,
        1,
        "https://www.maghress.com/",
    )
    assert (two.path, two.status, two.connection) == ("/nobody", 404, port)
    assert (three.site, three.path, three.agent, three.open_requests) == ("turess", "/", "", 1)
    assert three.connection != port
    assert one.at <= two.at <= three.at <= time.monotonic()
    alone.reset()
    assert alone.log == []


def test_open_requests_are_counted():
    with Replica(latency=0.05) as slow, hanging(slow), hanging(slow):
        began = time.monotonic()
        get(slow, "/robots.txt")
        assert time.monotonic() - began >= 0.05
        assert [access.open_requests for access in slow.log] == [1, 2, 3]


def test_one_request_at_a_time_is_never_counted_as_two(alone):
    for story in alone.world.stories("maghress", "fr")[:40]:
        get(alone, story.path)
    assert {access.open_requests for access in alone.log} == {1}


def test_the_log_as_a_file(tmp_path):
    path = tmp_path / "access.jsonl"
    with Replica(access_log=path) as other:
        get(other, "/fr/", User_Agent="tester/1")
        [line] = path.read_text(encoding="utf-8").splitlines()
        logged = json.loads(line)
        assert (logged["site"], logged["path"], logged["status"], logged["agent"]) == (
            "maghress",
            "/fr/",
            200,
            "tester/1",
        )
        assert set(logged) == set(Access.__annotations__)
