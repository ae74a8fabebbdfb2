"""HTTP without Scrapy: each address is checked before it is connected to."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable
from typing import Any
from urllib.error import URLError
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from newsscraper.networks import AddressPolicy, AddressRefused


def checked(
    connection: http.client.HTTPConnection, policy: AddressPolicy
) -> http.client.HTTPConnection:
    """Make a connection check the address that it connects to, after the name was resolved.

    Connecting raises :class:`newsscraper.networks.AddressRefused` if none of the addresses may be
    connected to.
    """
    scheme = "https" if isinstance(connection, http.client.HTTPSConnection) else "http"

    def connect(place: tuple[str, int], timeout: Any, source: Any = None) -> socket.socket:
        host, port = place
        problems: list[Exception] = []
        for *_, found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            problem = policy.problem_of_connection(scheme, host, port, str(found[0]))
            if problem is not None:
                problems.append(AddressRefused(problem))
                continue
            try:
                # An address, not the name: a name server's next answer may be another.
                return socket.create_connection((str(found[0]), port), timeout, source)
            except OSError as error:
                problems.append(error)
        raise problems[0] if problems else OSError("no such host")

    connection._create_connection = connect  # type: ignore[attr-defined]
    return connection


def checking_opener(policy: AddressPolicy) -> OpenerDirector:
    """An opener that checks redirects, and the addresses that it connects to.

    With a proxy that the user configured, names are left to it. What is refused raises
    :class:`urllib.error.URLError` with the reason.
    """
    return build_opener(_Redirects(policy), _Http(policy), _Https(policy))


class _Redirects(HTTPRedirectHandler):
    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy

    def redirect_request(
        self, request: Request, answer: Any, code: int, text: str, headers: Any, url: str
    ) -> Request | None:
        problem = self._policy.problem_of_url(url)
        if problem is not None:
            raise URLError(f"refused: {problem}")
        return super().redirect_request(request, answer, code, text, headers, url)


class _Http(HTTPHandler):
    def __init__(self, policy: AddressPolicy) -> None:
        super().__init__()
        self._policy = policy

    def http_open(self, request: Request) -> http.client.HTTPResponse:
        return _opened(self, http.client.HTTPConnection, request, self._policy)


class _Https(HTTPSHandler):
    def __init__(self, policy: AddressPolicy) -> None:
        super().__init__()
        self._policy = policy

    def https_open(self, request: Request) -> http.client.HTTPResponse:
        return _opened(self, http.client.HTTPSConnection, request, self._policy)


def _opened(
    handler: Any, kind: Callable[..., Any], request: Request, policy: AddressPolicy
) -> http.client.HTTPResponse:
    def connection(*arguments: Any, **options: Any) -> Any:
        made = kind(*arguments, **options)
        # Not by comparing hosts: `request.host` is unescaped, so that %69nner.example would differ.
        is_of_proxy = request.has_proxy() or request._tunnel_host  # type: ignore[attr-defined]
        return made if is_of_proxy else checked(made, policy)

    try:
        answer: http.client.HTTPResponse = handler.do_open(connection, request)
    except AddressRefused as error:
        raise URLError(f"refused: {error}") from None
    return answer
