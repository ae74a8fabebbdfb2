"""The replica as an HTTP server on loopback: each site under a path of its own.

    with Replica() as replica:
        urlopen(replica.base_url("maghress") + "/fr/atlasmatin")

Pages hold the links of the real sites (``/fr/x``, ``https://www.maghress.com/x``), and redirects
name real addresses: who crawls maps them to ``base_url``.

The sites change on request, also while they are crawled; the next request sees each change:

    [story] = replica.publish("maghress", "fr", "atlasmatin")
    replica.edit(story, headline="Another")
    replica.remove(story)
    replica.restore()
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from types import TracebackType
from typing import Any, TextIO

from tests.replica.answer import Answer, Conduct
from tests.replica.conditions import Condition
from tests.replica.corpus import DOMAINS, Story
from tests.replica.living import LivingWorld
from tests.replica.portal import Portal
from tests.replica.prerendered import CODECS
from tests.waiting import LIMIT


@dataclass(frozen=True)
class Access:
    """One request, as the server saw it when its answer began."""

    at: float
    """Seconds of the monotonic clock."""
    site: str
    """Empty for a path of no site."""
    path: str
    """Within the site, with its query."""
    status: int
    """0 where no HTTP answer is given."""
    agent: str
    connection: int
    """The client's port: the same for requests on one connection."""
    open_requests: int
    """Requests whose answer was not yet sent whole, this one included."""
    referer: str
    conditional: bool = False
    """Whether it had If-None-Match or If-Modified-Since."""


class Replica:
    """The server. Serves from entering the context to leaving it.

    Args:
        articles: Least number of articles a site has; see ``World``.
        link: Names of trials that every front page links.
        robots: By site, the text of its robots.txt, or a status to answer with instead.
        fast: Fills prerendered pages in, instead of rendering each.
        ticker_every: After so many pages of an edition its ticker moves on.
        page_size: Entries of a listing's page.
        port: 0 is any free one.
        access_log: A file to append each request to, as a line of JSON.
        latency: Seconds that pass before each answer.
        disguise: Takes the path within the site and a page of HTML, and returns the page to send
            instead. What the page says must stay the same, as ETags do.
        tdmrep: By site, the text of its tdmrep.json; the others have none.
        headers: By path within any site, more headers of the answer.

    Raises:
        OSError: the port is taken, the log cannot be written.
        ValueError: an unknown name, or a number out of range.

    """

    def __init__(
        self,
        articles: int = 0,
        link: Sequence[str] = (),
        robots: Mapping[str, str | int] | None = None,
        fast: bool = False,
        ticker_every: int = 3,
        page_size: int = 10,
        port: int = 0,
        access_log: str | Path | None = None,
        *,
        latency: float = 0.0,
        disguise: Callable[[str, str], str] | None = None,
        tdmrep: Mapping[str, str] | None = None,
        headers: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self.world = LivingWorld(articles)
        self.log: list[Access] = []
        self._portal = Portal(
            self.world,
            link=link,
            robots=robots,
            fast=fast,
            ticker_every=ticker_every,
            page_size=page_size,
            tdmrep=tdmrep,
            headers=headers,
        )
        self._latency = latency
        self._disguise = disguise
        self._lock = threading.Lock()
        self._under_way = 0
        self._admission = threading.Condition()
        self._admitted = 0
        self._most: int | None = None
        self._held = 0
        self._closing = threading.Event()
        self._file: TextIO | None = None
        if access_log is not None:
            self._file = Path(access_log).open("a", encoding="utf-8")  # noqa: SIM115 - open as long as the server is
        try:
            self._server = _Server(self, port)
        except OSError:
            self._close_file()
            raise
        self.port: int = self._server.server_address[1]
        self._thread: threading.Thread | None = None

    def base_url(self, site: str) -> str:
        """What stands for ``https://www.<domain>``."""
        if site not in DOMAINS:
            raise ValueError(f"no site is called {site}; there are: {', '.join(DOMAINS)}")
        return f"http://127.0.0.1:{self.port}/{site}"

    def reset(self) -> None:
        """Forgets what was asked for so far: first requests are first again, tickers restart,
        the log is empty.

        What was changed stays so: see ``restore``.
        """
        self._portal.reset()
        with self._lock:
            self.log.clear()
        with self._admission:
            self._admitted = 0

    # What happens to the sites. ``world`` counts what is there afterwards; tickers and side columns
    # stay as they are.

    def restore(self) -> None:
        """Undoes what the methods below did, but for ``stop_listening``; the log and what was asked
        for stay."""
        self.release()
        self._portal.restore()

    def publish(self, site: str, edition: str, slug: str, count: int = 1) -> list[Story]:
        """Adds articles on top of a source's listing, its feeds and the front page, until
        ``restore``.

        They are synthetic, with numbers above all others of the site and the day behind its newest
        article's (from 2026-01-30 on), the same for all of one call.

        Returns:
            The new articles, newest last.

        Raises:
            ValueError: the edition has no such source.
        """
        return self.world.publish(site, edition, slug, count)

    def edit(
        self, story: Story, *, headline: str | None = None, paragraphs: Sequence[str] | None = None
    ) -> Story:
        """Gives an article another headline, another text or both, until ``restore``; its listing
        entry follows.

        Returns:
            The article as it is now.

        Raises:
            ValueError: the article is not there.
        """
        return self.world.edit(story, headline=headline, paragraphs=paragraphs)

    def remove(self, story: Story, *, status: int = 404) -> None:
        """Takes an article out of listings and feeds, until ``restore``; its address answers
        ``status``.

        Raises:
            ValueError: the article is not there.
        """
        self.world.remove(story, status=status)

    def pin(self, story: Story) -> None:
        """Puts an article on top of its source's listing instead of in its own place, until
        ``restore``.

        Feeds and the front page stay in order. Of several the one pinned last is the topmost.

        Raises:
            ValueError: the article is not there.
        """
        self.world.pin(story)

    def break_layout(self, site: str, slug: str, field: str) -> None:
        """Makes the pages of a source's articles such that a field is not found on them, until
        ``restore``.

        Args:
            site: Whose source.
            slug: The source, in all its editions.
            field: ``body``, ``published`` or ``source``; the other two are still found. Several
                calls add up.

        Raises:
            ValueError: there is no such source or field.

        """
        self.world.break_layout(site, slug, field)

    def fail(self, site: str, status: int | None = 503, *, robots: bool = True) -> None:
        """Answers every request of a site with a status, until ``fail(site, None)`` or ``restore``.

        Args:
            site: Which one.
            status: The status; ``None`` for as before.
            robots: Whether robots.txt fails too.

        Raises:
            ValueError: no site is called so.
        """
        self._portal.fail(site, status, robots=robots)

    def hold(self, after: int = 0) -> None:
        """Answers this many requests, counted from the start or from ``reset``, and lets all others
        wait, until ``release``.

        A crawl is running for as long as a test needs it to be, however slow or fast the machine
        is. A request that waits is not in the log, and if its client has gone by the time it is
        released, it never will be. ``restore`` releases too.
        """
        with self._admission:
            self._most = after
            self._admission.notify_all()

    def release(self) -> None:
        """Answers what waits, and all that comes."""
        with self._admission:
            self._most = None
            self._admission.notify_all()

    @property
    def held(self) -> int:
        """How many requests wait."""
        return self._held

    def settle(self) -> None:
        """Waits until all that was asked for is in the log, after the last client has gone or was
        killed.

        Raises:
            TimeoutError: a connection stays open: its client is still there, or its request is
                held.

        """
        # Connections are taken in order: when this one has ended, the server has all those made
        # before it.
        with socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT) as connection:
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)
        self._server.await_end()

    def stop_listening(self) -> None:
        """Drops the connections that are open and refuses new ones, until ``listen_again``."""
        if self._thread is None:
            return
        self._stop()
        # The port stays bound: nobody else gets it, nor can a client that tries it be given it and
        # meet itself.
        self._server = _Server(self, self.port, listening=False)

    def listen_again(self) -> None:
        """Serves on the same port again."""
        if self._thread is None:
            self._server.server_activate()
            self.start()

    def start(self) -> Replica:
        """Begins to serve, in a thread."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True, name="replica"
        )
        self._thread.start()
        return self

    def close(self) -> None:
        """Ends, and closes the connections that are open."""
        self._closing.set()
        self.release()
        self._stop()
        self._close_file()

    def __enter__(self) -> Replica:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _stop(self) -> None:
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.server_close()
        self._server.close_connections()

    def _close_file(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    # What the handler asks for.

    def _admit(self, connection: socket.socket) -> bool:
        """Waits while requests are held. False if the client has gone meanwhile."""
        with self._admission:
            if self._is_full():
                self._held += 1
                self._admission.wait_for(lambda: not self._is_full())
                self._held -= 1
                if _has_gone(connection):
                    return False
            self._admitted += 1
            return True

    def _is_full(self) -> bool:
        return self._most is not None and self._admitted >= self._most

    def _arrive(self) -> None:
        with self._lock:
            self._under_way += 1

    def _leave(self) -> None:
        with self._lock:
            self._under_way -= 1

    def _note(self, request: BaseHTTPRequestHandler, site: str, path: str, status: int) -> None:
        with self._lock:
            access = Access(
                time.monotonic(),
                site,
                path,
                status,
                request.headers.get("User-Agent", ""),
                request.client_address[1],
                self._under_way,
                request.headers.get("Referer", ""),
                bool(Condition.of(request.headers)),
            )
            self.log.append(access)
            if self._file is not None:
                self._file.write(json.dumps(asdict(access), ensure_ascii=False) + "\n")
                self._file.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, replica: Replica, port: int, *, listening: bool = True) -> None:
        self.replica = replica
        self._connections: set[socket.socket] = set()
        self._connections_lock = threading.Condition()
        super().__init__(("127.0.0.1", port), _Handler, bind_and_activate=False)
        try:
            self.server_bind()
            if listening:
                self.server_activate()
        except OSError:
            self.server_close()
            raise

    def server_bind(self) -> None:
        # Without HTTPServer's look-up of the host's name, which may take seconds without a
        # resolver.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._connections_lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._connections_lock:
            self._connections.discard(request)
            self._connections_lock.notify_all()

    def await_end(self) -> None:
        """Waits until no connection is open."""
        with self._connections_lock:
            if not self._connections_lock.wait_for(lambda: not self._connections, LIMIT):
                raise TimeoutError(
                    f"{len(self._connections)} connections to the replica are still open"
                )

    def close_connections(self) -> None:
        with self._connections_lock:
            open_ones = list(self._connections)
        for connection in open_ones:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client that goes away in the middle is what trials provoke.
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        replica = self.server.replica
        replica._arrive()
        there = True
        try:
            if not replica._admit(self.connection):
                self.close_connection = True
                return
            if replica._latency:
                replica._closing.wait(replica._latency)
            site, path = _split(self.path)
            answer: Answer | Conduct = Answer(404, b"no such site\n", "text/plain")
            if site:
                answer = replica._portal.answer(site, path, Condition.of(self.headers))
                if replica._disguise is not None and isinstance(answer, Answer):
                    answer = _disguised(answer, path, replica._disguise)
            replica._note(self, site, path, answer.status)
            if isinstance(answer, Conduct):
                self.close_connection = True
                answer.act(self.connection, replica._closing)
                return
            data = self._head(answer) + (b"" if self.command == "HEAD" else answer.body)
            # Off the count before its last byte is sent: a client that has the whole answer may ask
            # again at once.
            self.wfile.write(data[:-1])
            replica._leave()
            there = False
            self.wfile.write(data[-1:])
        finally:
            if there:
                replica._leave()

    do_HEAD = do_GET  # noqa: N815

    def _head(self, answer: Answer) -> bytes:
        lines = [
            f"HTTP/1.1 {answer.status} {_reason(answer.status)}",
            f"Date: {self.date_time_string()}",
        ]
        if (
            answer.status != HTTPStatus.NOT_MODIFIED
        ):  # whose header fields would be those of the page it stands for
            lines += [f"Content-Type: {answer.type}", f"Content-Length: {len(answer.body)}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        if self.close_connection:
            lines.append("Connection: close")
        return "\r\n".join((*lines, "", "")).encode("latin-1")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed: the log is the replica's."""


def _has_gone(connection: socket.socket) -> bool:
    """Whether the client has closed its end, as a killed one has."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def _disguised(answer: Answer, path: str, disguise: Callable[[str, str], str]) -> Answer:
    """The answer with its page in disguise, in the character set that it had; all but HTML as it
    is."""
    header = Message()
    header["Content-Type"] = answer.type
    if header.get_content_type() != "text/html" or not answer.body:
        return answer
    charset = CODECS[header.get_content_charset() or "utf-8"]
    return replace(
        answer,
        body=disguise(path, answer.body.decode(charset)).encode(charset, "xmlcharrefreplace"),
    )


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _split(target: str) -> tuple[str, str]:
    """Site and path within it; no site for a path that begins with none."""
    path, mark, query = target.partition("?")
    _, _, rest = path.partition("/")
    site, slash, inner = rest.partition("/")
    if site not in DOMAINS:
        return "", target
    return site, f"/{inner}{mark}{query}" if slash else f"/{mark}{query}"
