"""Answers that try a crawler: hosts that hang, lie, refuse or never end.

No page links them unless the server was asked to (``link=``). Every site has them, at the same
paths, ``/trials/1`` on:

    hang                 accepts, and never answers, for two minutes
    drip                 a byte every 0.2 s for ever, with no length
    long                 an article of 200 MB in chunks, as fast as they are taken
    loop                 302 to /trials/104, and back
    challenge            a wall under 200; forbidden-challenge: the same under 403
    forbidden            403; gone: 410; broken: 500; busy: 429 without Retry-After; each every time
    cut                  a Content-Length, and the connection closed before it is reached
    unavailable          503 twice, with a Retry-After as a date; then an article
    away                 302 to another host
    empty, picture       200 with nothing, 200 with a PNG
    gibberish            a line that is not HTTP
    moved                301 to an article's real address with http and no www.
    half                 an article's page up to the middle of its body, in a length that fits
"""

from __future__ import annotations

import base64
import select
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate
from threading import Event

from tests.replica import corpus, render
from tests.replica.answer import HTML, NO_STATUS, Answer, Conduct
from tests.replica.corpus import DOMAINS, Source, Story

TRIALS = {
    name: f"/trials/{number}"
    for number, name in enumerate(
        """
            hang drip long loop challenge forbidden-challenge forbidden cut broken busy unavailable
            away gone empty picture gibberish moved half
        """.split(),
        start=1,
    )
}
"""Path by name."""

LOOP_BACK = "/trials/104"
"""Where ``loop`` leads, and what leads back to it."""

HANG_SECONDS = 3600.0
DRIP_SECONDS = 0.2
LONG_BYTES = 200_000_000
UNAVAILABLE_TIMES = 2
ELSEWHERE = "https://elsewhere.example/"

_NAMES = {path: name for name, path in TRIALS.items()} | {LOOP_BACK: "loop-back"}
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def name_at(path: str) -> str | None:
    """Which trial a path is."""
    return _NAMES.get(path)


def story(site: str, name: str) -> Story:
    """The article that a trial gives, or would give: a corpus story in a newspaper of the trials'
    own."""
    told = corpus.of(site, "ar")[0]
    number = int(TRIALS[name].rsplit("/", 1)[1])
    return replace(
        told, source=Source(site, "trials", "Trials", ("ar",), told.source.home), number=number
    )


def real_address(site: str) -> str:
    """Where ``moved`` leads: an article's real address in its oldest form, ``http`` and no
    ``www.``."""
    edition = max(
        edition
        for source in corpus.sources().values()
        if source.site == site
        for edition in source.editions
    )
    return f"http://{DOMAINS[site]}{corpus.of(site, edition)[0].path}"


def answer(site: str, name: str, times: int, refusal: bytes) -> Answer | Conduct:
    """What a trial answers.

    Args:
        site: Whose.
        name: Key of ``TRIALS``, or ``loop-back``.
        times: How often it has been asked for before.
        refusal: The portal's error page.
    """
    match name:
        case "hang":
            return Conduct(NO_STATUS, _hang)
        case "drip":
            return Conduct(200, _drip)
        case "long":
            return Conduct(200, lambda connection, closing: _long(site, connection, closing))
        case "loop":
            return _redirect(302, LOOP_BACK)
        case "loop-back":
            return _redirect(302, TRIALS["loop"])
        case "challenge" | "forbidden-challenge":
            page = render.wall("challenge", site, TRIALS[name]).encode()
            return Answer(403 if name == "forbidden-challenge" else 200, page)
        case "forbidden" | "broken" | "busy" | "gone":
            return Answer(
                {"forbidden": 403, "broken": 500, "busy": 429, "gone": 410}[name], refusal
            )
        case "cut":
            return Conduct(200, lambda connection, closing: _cut(site, connection))
        case "unavailable" if times < UNAVAILABLE_TIMES:
            return Answer(
                503, refusal, headers=(("Retry-After", formatdate(time.time() + 2, usegmt=True)),)
            )
        case "unavailable":
            return Answer(200, _page(site, name))
        case "away":
            return _redirect(302, ELSEWHERE)
        case "empty":
            return Answer(200)
        case "picture":
            return Answer(200, _PIXEL, "image/png")
        case "gibberish":
            return Conduct(
                NO_STATUS,
                lambda connection, closing: connection.sendall(b"\x16\x03 what is this\n"),
            )
        case "moved":
            return _redirect(301, real_address(site))
        case "half":
            start, middle, _ = _halves(site, name)
            return Answer(200, start + middle)
    raise ValueError(f"no trial is called {name}")


def _redirect(status: int, location: str) -> Answer:
    return Answer(status, headers=(("Location", location),))


def _page(site: str, name: str) -> bytes:
    return render.article(story(site, name), render.strip(site, "ar")).encode()


def _halves(site: str, name: str) -> tuple[bytes, bytes, bytes]:
    """An article's page up to its body, the body's first half, the rest."""
    page = _page(site, name)
    start = page.index(b'<span class="articlecontent">')
    middle = (start + page.rindex(b'<div class="articlesource">')) // 2
    return page[:start], page[start:middle], page[middle:]


def _head(*fields: str) -> bytes:
    return "\r\n".join(
        ("HTTP/1.1 200 OK", f"Content-Type: {HTML}", "Connection: close", *fields, "", "")
    ).encode()


def _hang(connection: socket.socket, closing: Event) -> None:
    """Never answers, until the client goes, the server closes or an hour is over: longer than any
    test waits."""
    end = time.monotonic() + HANG_SECONDS
    while time.monotonic() < end and not closing.is_set():
        readable, _, _ = select.select([connection], [], [], 0.1)
        if readable and not connection.recv(4096):
            return


def _drip(connection: socket.socket, closing: Event) -> None:
    """A byte now and again, for ever; the answer has no length and ends with the connection."""
    connection.sendall(_head())
    for byte in _endless(b"<html><body><p>", b"word "):
        connection.sendall(byte)
        if closing.wait(DRIP_SECONDS):
            return


def _endless(start: bytes, again: bytes) -> Iterator[bytes]:
    for place in range(len(start)):
        yield start[place : place + 1]
    while True:
        for place in range(len(again)):
            yield again[place : place + 1]


def _long(site: str, connection: socket.socket, closing: Event) -> None:
    """An article whose body goes on for 200 MB, in chunks, as fast as they are taken."""
    start, middle, rest = _halves(site, "long")
    connection.sendall(_head("Transfer-Encoding: chunked") + _chunk(start + middle))
    paragraph = "<p>وما زال الخبر متواصلا.</p>\n".encode()
    piece = paragraph * (65536 // len(paragraph))
    chunk = _chunk(piece)
    for _ in range(LONG_BYTES // len(piece) + 1):
        if closing.is_set():
            return
        connection.sendall(chunk)
    connection.sendall(_chunk(rest) + _chunk(b""))


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _cut(site: str, connection: socket.socket) -> None:
    """Promises a page and closes in the middle of its body."""
    start, middle, rest = _halves(site, "cut")
    connection.sendall(_head(f"Content-Length: {len(start + middle + rest)}") + start + middle)
