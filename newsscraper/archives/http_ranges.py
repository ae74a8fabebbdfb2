"""Parts of large files, fetched with HTTP range requests over one connection.

Range requests are specified in RFC 9110, section 14.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable
from time import monotonic, sleep
from urllib.parse import quote, urlsplit

from newsscraper.archives.checked_connections import checked
from newsscraper.errors import UserError
from newsscraper.networks import AddressPolicy, AddressRefused

TRIES = 4
PAUSES = (2.0, 8.0, 30.0)
"""Seconds between two attempts, or the server's ``Retry-After`` if that is longer."""

LONGEST_PAUSE = 600.0
_TIMEOUT = 60
_MAX_WHOLE_FILE = 32 * 1024 * 1024
"""If a server ignores ranges, a part is read only if it is in this many first bytes of the file."""
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504})


class RangeError(Exception):
    """A part that could not be fetched.

    Args:
        reason: Why, for messages.
        lasting: Whether the failure is permanent, so that a retry would not help.

    """

    def __init__(self, reason: str, *, lasting: bool) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Ranges:
    """Fetches parts of the files under an address.

    Args:
        base: The address; file names are appended to it.
        agent: ``User-Agent``.
        delay: Minimum number of seconds between two requests.
        policy: Decides which addresses may be connected to.
        pause: Waits for a number of seconds.

    Raises:
        UserError: the address is invalid.

    """

    def __init__(
        self,
        base: str,
        agent: str,
        delay: float,
        policy: AddressPolicy,
        *,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        parts = urlsplit(base)
        try:
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise UserError(f"invalid address {base!r}: use http:// or https://")
        self._secure, self._host, self._root = (
            parts.scheme == "https",
            parts.netloc,
            parts.path.rstrip("/") + "/",
        )
        self._agent, self._delay, self._policy, self._pause = agent, delay, policy, pause
        self._asked = -delay
        self._connection: http.client.HTTPConnection | None = None

    def get(self, name: str, offset: int, length: int) -> bytes:
        """Fetch a part of a file.

        Args:
            name: Name of the file.
            offset: The first byte.
            length: Number of bytes.

        Raises:
            RangeError: the part could not be fetched, even after several attempts.
            UserError: the server's address may not be connected to.

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
            except AddressRefused as error:
                raise UserError(f"refused: {error}") from None
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
        """Close the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, name: str, offset: int, length: int) -> tuple[bytes | None, float]:
        self._pause(max(self._asked + self._delay - monotonic(), 0.0))
        self._asked = monotonic()
        if self._connection is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            self._connection = checked(kind(self._host, timeout=_TIMEOUT), self._policy)
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
            if offset + length > _MAX_WHOLE_FILE:
                self.close()
                raise RangeError(
                    "the server sends whole files only, not parts (Range)", lasting=True
                )
            content = answer.read(offset + length)[offset:]
            self.close()  # the rest is not read
            if len(content) < length:
                raise RangeError("the file ends before the record does", lasting=False)
            return content, 0.0
        wait = answer.getheader("Retry-After") or ""
        self.close()
        if answer.status in _TEMPORARY:
            return None, float(wait) if wait.isdecimal() else 0.0
        raise RangeError(f"status {answer.status}", lasting=True)

    def _part(self, answer: http.client.HTTPResponse, length: int) -> bytes:
        content = answer.read(length + 1)
        if len(content) != length or not answer.isclosed():
            self.close()
        if len(content) < length:
            raise RangeError("the answer is cut off", lasting=False)
        return content[:length]
