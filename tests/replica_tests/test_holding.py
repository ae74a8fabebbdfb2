"""A replica that lets requests wait until they are released."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

from tests.replica_tests.asking import get
from tests.waiting import wait_for


def test_so_many_requests_are_answered_and_the_others_wait(alone):
    alone.hold(after=2)
    with ThreadPoolExecutor(4) as clients:
        pages = [clients.submit(get, alone, "/robots.txt") for _ in range(4)]
        wait_for(lambda: alone.held == 2)
        assert len(alone.log) == 2
        assert sum(page.done() for page in pages) <= 2
        alone.release()
        assert [page.result().status for page in pages] == [200] * 4
    assert (len(alone.log), alone.held) == (4, 0)


def test_a_client_that_has_gone_was_never_there(alone):
    alone.hold()
    with socket.create_connection(("127.0.0.1", alone.port)) as connection:
        connection.sendall(b"GET /maghress/robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
        wait_for(lambda: alone.held == 1)
    alone.release()
    alone.settle()
    assert (alone.log, alone.held) == ([], 0)
    assert get(alone, "/fr/").status == 200
    assert [access.path for access in alone.log] == ["/fr/"]


def test_a_reset_counts_from_the_start(alone):
    get(alone, "/fr/")
    alone.reset()
    alone.hold(after=1)
    assert get(alone, "/fr/").status == 200
    alone.release()
    assert get(alone, "/fr/").status == 200
