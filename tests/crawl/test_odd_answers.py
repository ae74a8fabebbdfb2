"""Answers as servers send them, byte by byte: one server, one run, an address each."""

from __future__ import annotations

import gzip
import json
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.crawl.conftest import NO_DELAY
from tests.crawl.test_odd_sites import article

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
EDGE = b"HTTP/1.1 %d Origin\r\nContent-Length: 5\r\n\r\nerror"


@contextmanager
def served(answers: dict[str, list[bytes]]) -> Iterator[tuple[str, Counter[str]]]:
    """A server that answers with given bytes: the first, the second ... request of a path, the last
    for all that follow."""
    asked: Counter[str] = Counter()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split()[1].decode()
            while self.rfile.readline().strip():
                pass
            laid = answers.get(path, [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"])
            self.wfile.write(laid[min(asked[path], len(laid) - 1)])
            asked[path] += 1

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def whole(number: int, *headers: bytes, body: bytes | None = None) -> bytes:
    body = article(number).encode() if body is None else body
    return (
        OK
        + b"".join(header + b"\r\n" for header in headers)
        + b"Content-Length: %d\r\n\r\n" % len(body)
        + body
    )


def chunked(number: int, size: bytes, last: bytes = b"0") -> bytes:
    body = article(number).encode()
    head = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    pieces = b"".join(
        size % len(piece) + b"\r\n" + piece + b"\r\n" for piece in (body[:100], body[100:])
    )
    return head + pieces + last + b"\r\n\r\n"


def refresh(content: str) -> bytes:
    return whole(
        0, body=f"<html><head><meta http-equiv=refresh content='{content}'></head></html>".encode()
    )


def test_each_is_read_as_a_browser_reads_it(shell):
    script = "<script>'<meta http-equiv=refresh content=0;url=/wadi/91>'</script>"
    scripted = article(10).replace("</title>", "</title>" + script)
    answers = {
        "/wadi/1": [whole(1, b"Content-Security-Policy: " + b"a" * 65_536)],
        "/wadi/2": [whole(2, *(b"Link: " + b"b" * 30_000 for _ in range(4)))],
        "/wadi/3": [chunked(3, b"%x  ", b"0 ")],
        "/wadi/4": [chunked(4, b"%X \t ;name=a value", b"0\t")],
        "/wadi/5": [chunked(5, b"%08x;x=1")],
        "/wadi/6": [
            whole(6, b"Content-Encoding: gzip, identity", body=gzip.compress(article(6).encode()))
        ],
        "/wadi/7": [*(EDGE % status for status in (523, 521)), whole(7)],
        "/wadi/8": [*(EDGE % status for status in (520, 525, 529)), whole(8)],
        "/wadi/9": [refresh("0; /wadi/91")],
        "/wadi/91": [whole(91)],
        "/wadi/10": [whole(10, body=scripted.encode())],
    }
    with served(answers) as (base, asked):
        urls = [f"https://www.yemeress.com{path}" for path in answers if path != "/wadi/91"]
        done = shell(
            "scrape",
            *urls,
            "--base-url",
            base,
            *NO_DELAY,
            "-s",
            "NEWSSCRAPER_BACKOFF=0.01",
            "--no-ticker",
        )
    headlines = [json.loads(line)["headline"] for line in done.stdout.splitlines()]
    assert headlines == [f"عنوان الخبر رقم {number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 91, 10)]
    assert asked["/wadi/7"] == 3
    assert asked["/wadi/8"] == 4
