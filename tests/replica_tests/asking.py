"""Asks a replica as a client does, and reads what a page shows."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree

from tests.replica.corpus import DOMAINS
from tests.replica.server import Replica
from tests.replica.trials import TRIALS
from tests.replica.world import World
from tests.waiting import LIMIT, wait_for

EDITIONS = [(site, edition) for site in DOMAINS for edition in World().editions(site)]
ARTICLE = re.compile(r"(?:/(?:fr|en))?/[a-z][a-z0-9]+/\d+")
PATHS = [
    "/fr/rss",
    "/fr/atlasmatin/rss",
    "/fr/atlasmatin",
    "/fr/atlasmatin?page=2",
    "/fr/atlasmatin/208765",
]


@dataclass
class Page:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        """A header field."""
        return self.headers[name]

    @property
    def text(self) -> str:
        return self.body.decode(self.headers.get_content_charset() or "utf-8")

    @property
    def links(self) -> set[str]:
        return {unescape(link) for link in re.findall(r'<a [^>]*?href="([^"]+)"', self.text)}

    @property
    def articles(self) -> set[str]:
        return {link for link in self.links if ARTICLE.fullmatch(link) and "/section/" not in link}


def connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)


@contextmanager
def hanging(replica: Replica) -> Iterator[socket.socket]:
    """A connection whose request the replica has noted and does not answer."""
    asked = len(replica.log)
    with socket.create_connection(("127.0.0.1", replica.port), timeout=LIMIT) as connection:
        connection.sendall(f"GET /maghress{TRIALS['hang']} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        wait_for(lambda: len(replica.log) > asked)
        yield connection


def get(
    replica: Replica, path: str, *, site: str = "maghress", method: str = "GET", **headers: str
) -> Page:
    connection = connect(replica.port)
    try:
        connection.request(
            method,
            f"/{site}{path}",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        answer = connection.getresponse()
        return Page(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def prefix(edition: str) -> str:
    return "" if edition == "ar" else f"/{edition}"


def strip_of(page: Page) -> str:
    found = re.search(r'<div id="bandeau">(.*?)</div>', page.text)
    assert found is not None
    return found[1]


def headlines_of(page: Page) -> list[str]:
    return re.findall(r'<a class="headline" href="([^"]+)">', page.text)


def fronted(replica: Replica) -> list[str]:
    return re.findall(r'<h2><a href="([^"]+)">', get(replica, "/fr/").text)


def fed(replica: Replica, path: str) -> list[str]:
    links = [link.text for link in ElementTree.fromstring(get(replica, path).body).iter("link")][1:]
    return [link.removeprefix("http://maghress.com") for link in links]
