"""A page that takes long to read stops neither the crawl nor the process.

The page is a damaged text that takes the longer to read the longer it is. What has to happen in the
meantime is seen to happen after the crawl has received the whole page, and before it has stored it.
"""

from __future__ import annotations

import signal
import socketserver
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crawl.conftest import NO_DELAY, Running, Shell
from tests.crawl.test_odd_sites import article, listing
from tests.waiting import LIMIT

DAMAGED = "La rentrée a été marquée par « des événements » à l'école où tout a changé… "
LARGE = 1
OTHERS = range(2, 6)
LARGE_ID = f"yemeress/ar/wadi/{LARGE}"
OTHER_IDS = {f"yemeress/ar/wadi/{number}" for number in OTHERS}
SOON, LATER, ENDLESS = 300_000, 5_000_000, 15_500_000
"""Bytes of a page that is read at once, of one that is read after all others are stored, and of one
that a test never waits for."""


def damaged(size: int) -> str:
    """The article that is large."""
    text = DAMAGED.encode().decode("latin-1")
    body = text * (size // len(text.encode()))
    return article(LARGE).replace("نص الخبر", body + "نص الخبر")


class Site:
    """Answers all other articles only after the crawl has received the whole large one."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.received = threading.Event()
        self.asked: Counter[str] = Counter()

    def answer(self, path: str) -> bytes | None:
        if path == "/":
            return listing([LARGE, *OTHERS]).encode()
        if not path.startswith("/wadi"):
            return None
        number = int(path.rpartition("/")[2]) if path != "/wadi" else None
        if number == LARGE:
            return damaged(self.size).encode()
        self.received.wait(LIMIT)
        if number is None:
            return listing([LARGE, *OTHERS]).encode()
        return article(number).encode() if number in OTHERS else None


@contextmanager
def served(size: int) -> Iterator[tuple[str, Site]]:
    site = Site(size)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split()[1].decode()
            while self.rfile.readline().strip():
                pass
            body = site.answer(path)
            site.asked[path] += 1
            status = b"404 Not Found" if body is None else b"200 OK"
            head = b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n" % status
            length = b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body or b"")
            self.wfile.write(head + length + (body or b""))
            self.rfile.read()  # until the client, which has everything, closes the connection
            if path == f"/wadi/{LARGE}":
                site.received.set()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", site
        site.received.set()
        server.shutdown()


def crawl(base: str, *arguments: str) -> tuple[str, ...]:
    return ("crawl", "yemeress", "--base-url", base, *NO_DELAY, "--store", "s.db", *arguments)


def stored(shell: Shell) -> list[str]:
    """The ids of the stored articles, in the order in which they were stored."""
    path: Path = shell.folder / "s.db"
    if not path.exists():
        return []
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
            return [id_ for (id_,) in store.execute("SELECT id FROM articles ORDER BY rowid")]
    except sqlite3.OperationalError:  # it is being made
        return []


def reading(shell: Shell, base: str, *arguments: str) -> Running:
    """A crawl that has stored the other articles, while it reads the large one."""
    run = shell.begin(*crawl(base, *arguments))
    run.wait_for(lambda: set(stored(shell)) >= OTHER_IDS)
    assert LARGE_ID not in stored(shell)
    return run


def resume(shell: Shell, base: str, site: Site) -> None:
    """The large page, now one that is soon read, is neither lost nor stored twice."""
    site.size = SOON
    shell(*crawl(base))
    assert sorted(stored(shell)) == sorted({LARGE_ID, *OTHER_IDS})


def test_other_pages_are_stored_while_it_is_read(shell):
    with served(LATER) as (base, site):
        reading(shell, base).end(0)
        assert stored(shell)[-1] == LARGE_ID
        assert set(stored(shell)) == {LARGE_ID, *OTHER_IDS}
        assert site.asked[f"/wadi/{LARGE}"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_at_one_signal_it_is_finished(shell, number):
    with served(LATER) as (base, site):
        run = reading(shell, base, "-s", f"NEWSSCRAPER_STOP_GRACE={LIMIT}")
        run.signal(number)
        run.end(130)
        assert LARGE_ID in stored(shell)
        resume(shell, base, site)
        assert site.asked[f"/wadi/{LARGE}"] == 1


def test_at_one_signal_it_is_given_back_after_the_grace(shell):
    with served(ENDLESS) as (base, site):
        run = reading(shell, base, "-s", "NEWSSCRAPER_STOP_GRACE=0.01")
        run.signal(signal.SIGTERM)
        run.end(130)
        assert LARGE_ID not in stored(shell)
        resume(shell, base, site)
        assert site.asked[f"/wadi/{LARGE}"] == 2


def test_at_two_signals_nothing_is_waited_for(shell):
    with served(ENDLESS) as (base, site):
        run = reading(shell, base, "-s", f"NEWSSCRAPER_STOP_GRACE={LIMIT}")
        run.signal(signal.SIGTERM)
        run.wait_for_words("stopping:")
        run.signal(signal.SIGTERM)
        run.end(130)
        assert LARGE_ID not in stored(shell)
        resume(shell, base, site)
        assert site.asked[f"/wadi/{LARGE}"] == 2
