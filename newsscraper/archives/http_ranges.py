"""Parts of large files, by HTTP range requests (RFC 9110, section 14), one after the other over one
connection."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from time import monotonic, sleep
from urllib.parse import quote, urlsplit

from newsscraper.errors import UserError

TRIES = 4
PAUSES = (2.0, 8.0, 30.0)
"""Seconds between the tries; what the server asks for (``Retry-After``) counts where it is
longer."""

LONGEST_PAUSE = 600.0
_TIMEOUT = 60
_WHOLE = (
    32 * 1024 * 1024
)  # a server that ignores ranges is put up with where the part lies in so much of the file
_FOR_THE_MOMENT = frozenset({408, 425, 429, 500, 502, 503, 504})


class RangeError(Exception):
    """A part that cannot be had.

    Args:
        reason: Why, for the user.
        lasting: Whether asking again is of no use.

    """

    def __init__(self, reason: str, *, lasting: bool) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Ranges:
    """Fetches parts of the files below an address.

    Args:
        base: The address; what stands in front of a file's name.
        agent: ``User-Agent``.
        delay: Least seconds between two requests.
        pause: Called to wait.

    Raises:
        UserError: the address is none.

    """

    def __init__(
        self, base: str, agent: str, delay: float, *, pause: Callable[[float], None] = sleep
    ) -> None:
        parts = urlsplit(base)
        try:
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise UserError(f"{base!r} is no http:// or https:// address")
        self._secure, self._host, self._root = (
            parts.scheme == "https",
            parts.netloc,
            parts.path.rstrip("/") + "/",
        )
        self._agent, self._delay, self._pause = agent, delay, pause
        self._asked = -delay
        self._connection: http.client.HTTPConnection | None = None

    def get(self, name: str, offset: int, length: int) -> bytes:
        """So many bytes of a file.

        Raises:
            RangeError: they cannot be had, also when asked for several times.

        """
        wait, problem = 0.0, RangeError("no answer", lasting=False)
        for number in range(TRIES):
            if number:
                self._pause(
                    min(
                        max(PAUSES[min(number, len(PAUSES)) - 1] * self._delay, wait), LONGEST_PAUSE
                    )
                )
            try:
                content, wait = self._ask(name, offset, length)
            except RangeError as error:
                if error.lasting:
                    raise
                problem = error
                continue
            except (OSError, http.client.HTTPException) as error:
                self.close()
                problem = RangeError(
                    "no answer"
                    f" ({getattr(error, 'strerror', None) or error or type(error).__name__})",
                    lasting=False,
                )
                continue
            if content is not None:
                return content
            problem = RangeError("the server is busy", lasting=False)
        raise problem

    def close(self) -> None:
        """Closes the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, name: str, offset: int, length: int) -> tuple[bytes | None, float]:
        self._pause(max(self._asked + self._delay - monotonic(), 0.0))
        self._asked = monotonic()
        if self._connection is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            self._connection = kind(self._host, timeout=_TIMEOUT)
        headers = {
            "User-Agent": self._agent,
            "Range": f"bytes={offset}-{offset + length - 1}",
            "Accept-Encoding": "identity",
        }
        self._connection.request("GET", self._root + quote(name.lstrip("/")), headers=headers)
        answer = self._connection.getresponse()
        if answer.status == http.client.PARTIAL_CONTENT:
            return self._part(answer, length), 0.0
        if answer.status == http.client.OK:
            if offset + length > _WHOLE:
                self.close()
                raise RangeError(
                    "the server gives whole files only, not parts (Range)", lasting=True
                )
            content = answer.read(offset + length)[offset:]
            self.close()  # what follows is not read
            if len(content) < length:
                raise RangeError("the file ends before the record does", lasting=False)
            return content, 0.0
        wait = answer.getheader("Retry-After") or ""
        self.close()
        if answer.status in _FOR_THE_MOMENT:
            return None, float(wait) if wait.isdecimal() else 0.0
        raise RangeError(f"status {answer.status}", lasting=True)

    def _part(self, answer: http.client.HTTPResponse, length: int) -> bytes:
        content = answer.read(length + 1)
        if len(content) != length or not answer.isclosed():
            self.close()
        if len(content) < length:
            raise RangeError("the answer is cut off", lasting=False)
        return content[:length]
