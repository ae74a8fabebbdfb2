"""A server that stops listening, listens again, and closes."""

from __future__ import annotations

import http.client
import time

import pytest

from tests.replica import trials
from tests.replica.server import Replica
from tests.replica_tests.asking import connect, get, hanging
from tests.waiting import LIMIT


def test_a_server_that_stops_listening_refuses_until_it_listens_again(alone):
    connection = connect(alone.port)
    connection.request("GET", "/maghress/robots.txt")
    connection.getresponse().read()
    port = alone.port
    with hanging(alone) as held:
        alone.stop_listening()
        assert held.recv(1) == b""
    connection.request("GET", "/maghress/robots.txt")
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()
    connection.close()
    for _ in range(3):
        with pytest.raises(ConnectionRefusedError):
            get(alone, "/robots.txt")
    alone.stop_listening()
    assert len(alone.log) == 2
    story = alone.world.stories("maghress")[0]
    alone.remove(story)
    alone.listen_again()
    alone.listen_again()
    assert (alone.port, alone.base_url("maghress")) == (port, f"http://127.0.0.1:{port}/maghress")
    assert [get(alone, path).status for path in ("/robots.txt", story.path)] == [200, 404]
    assert len(alone.log) == 4
    alone.stop_listening()
    alone.listen_again()
    assert get(alone, "/robots.txt").status == 200


def test_a_server_that_does_not_listen_can_be_closed():
    with Replica() as other:
        other.stop_listening()
    with pytest.raises(ConnectionRefusedError):
        get(other, "/robots.txt")
    with Replica(port=other.port) as again:
        assert get(again, "/robots.txt").status == 200


def test_closing_ends_what_hangs():
    assert LIMIT < trials.HANG_SECONDS
    began = time.monotonic()
    with Replica() as other, hanging(other) as held:
        other.close()
        assert held.recv(1) == b""
    assert time.monotonic() - began < LIMIT
