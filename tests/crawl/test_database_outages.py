"""PostgreSQL goes away, at the start or in the middle: the crawl says so in one line, and goes on
later."""

from __future__ import annotations

import json
import socket
from contextlib import closing, suppress
from threading import Thread
from urllib.parse import urlsplit

import pytest

from tests.crawl.conftest import Running, Shell
from tests.crawl.test_durability import SITE, crawl_of, wanted
from tests.replica.server import Replica
from tests.store.conftest import fresh_database

psycopg = pytest.importorskip("psycopg")


class Proxy:
    """Passes connections on to a database server, until it is cut."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 5432)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._cut = False
        port = self._server.getsockname()[1]
        self.address = parts._replace(
            netloc=f"{parts.netloc.rpartition('@')[0]}@127.0.0.1:{port}"
        ).geturl()
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Drops what is open, and whatever comes."""
        self._cut = True
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Passes on again."""
        self._cut = False

    def close(self) -> None:
        self.cut()
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                if self._cut:
                    client.close()
                    continue
                server = socket.create_connection(self._target)
                self._open += [client, server]
                for source, target in ((client, server), (server, client)):
                    Thread(target=self._pass, args=(source, target), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def articles_in(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM articles")}


def assert_whole_in(url: str, shell: Shell, replica: Replica, *, resumed: bool = True) -> None:
    report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    assert (report["ending"], report["resumed"], report["undone"]) == ("finished", resumed, 0)
    assert (
        articles_in(url)
        == wanted(replica)
        == {record["id"] for record in shell.records("out.jsonl")}
    )
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*), min(outcome) FROM runs").fetchone() == (
            1,
            "finished",
        )
        assert connection.execute(
            "SELECT count(*) FROM urls WHERE state IN ('queued', 'leased')"
        ).fetchone() == (0,)


def begun(shell: Shell, replica: Replica, command: list[str]) -> Running:
    """A crawl in the middle: the pages that it waits for are held."""
    replica.hold(after=60)
    running = shell.begin(*command)
    running.wait_for(lambda: len(replica.log) == 60 and replica.held)
    return running


def test_an_unreachable_database_is_reported_in_one_line(shell, replica):
    with fresh_database() as url, closing(Proxy(url)) as proxy:
        proxy.cut()
        told = shell(*crawl_of(replica), "--store", proxy.address, code=2).stderr.splitlines()
        assert len(told) == 1
        assert told[0].startswith(f"newsscraper: cannot open the store {proxy.address}: "), told
        assert replica.log == []
        proxy.mend()
        shell(*crawl_of(replica), "--store", proxy.address)
        assert_whole_in(url, shell, replica, resumed=False)


def test_a_database_that_goes_away_ends_the_crawl_and_it_goes_on_later(shell):
    with Replica(fast=True) as replica, fresh_database() as url, closing(Proxy(url)) as proxy:
        command = [*crawl_of(replica), "--store", proxy.address]
        running = begun(shell, replica, command)
        proxy.cut()
        replica.release()
        told = running.end(2)
        [line] = [line for line in told.splitlines() if "cannot write the store" in line]
        assert line.startswith(f"newsscraper: cannot write the store {proxy.address}: "), told
        report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
        assert (report["ending"], report["outputs"]) == ("store", {})
        there = articles_in(url)
        proxy.mend()
        shell(*command)
        assert there <= articles_in(url)
        assert_whole_in(url, shell, replica)


def test_a_restarted_database_does_not_leave_the_crawl_without_its_lock(shell):
    """Its sessions are gone and the lock with them: another crawl could begin beside this one."""
    with Replica(fast=True) as replica, fresh_database() as url:
        command = [*crawl_of(replica), "--store", url]
        running = begun(shell, replica, command)
        with psycopg.connect(url) as connection:
            # Only this session of the crawl, not the one that writes, so that no write fails.
            ended = connection.execute(
                "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid ="
                " l.database WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND d.datname ="
                " current_database()"
            )
            assert ended.fetchall() == [(True,)]
        replica.release()
        told = running.end(2)
        [line] = [line for line in told.splitlines() if "cannot write the store" in line]
        assert (
            line
            == f"newsscraper: cannot write the store {url}: the connection was lost, and with it"
            f" the lock for {SITE}"
        )
        shell(*command)
        assert_whole_in(url, shell, replica)
