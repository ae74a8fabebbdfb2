"""What a server gives back to one request."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

NO_STATUS = 0
"""In place of a status, where no HTTP answer is given."""

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """A whole answer: status, body and header fields; Content-Length is the server's to add."""

    status: int
    body: bytes = b""
    type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Conduct:
    """An incomplete answer: it writes to the connection itself, which is closed afterwards."""

    status: int
    act: Callable[[socket.socket, Event], None]
    """Takes the connection, and an event that is set when the server closes."""
