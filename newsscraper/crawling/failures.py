"""Why a page could not be fetched: a code for the summary, and a reason for the user."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb, walk_tb
from typing import NamedTuple

from scrapy import exceptions

from newsscraper.crawling.middlewares.backoff import HostBlocked
from newsscraper.crawling.middlewares.offsite import Offsite
from newsscraper.crawling.middlewares.redirect import InvalidRedirect
from newsscraper.crawling.middlewares.robots import Forbidden, RobotsUnreachable
from newsscraper.crawling.middlewares.takedowns import TakenDown
from newsscraper.crawling.scrapy_compat.exceptions import (
    is_bad_compression,
    is_bad_redirect,
    is_redirect_loop,
    is_too_long,
    network_problem,
)
from newsscraper.networks import AddressRefused

_TRANSIENT = frozenset(
    "address cut dns error http_401 http_403 http_408 http_425 http_429 lost network no_http"
    " refused timeout tls".split()
)
"""Codes of transient causes, besides ``http_5xx``."""

_OF_THE_HOST = frozenset({"address", "dns", "refused", "tls", "network"})


class Cause(NamedTuple):
    """The cause of a failure."""

    code: str
    """Short and stable: ``dns``, ``timeout``, ``http_404``."""
    reason: str
    """One line for the user."""

    @property
    def lasting(self) -> bool:
        """Whether fetching the page again would probably fail again."""
        return self.code not in _TRANSIENT and not self.code.startswith("http_5")


_REDIRECT_LOOP = Cause("redirect_loop", "too many redirects, or a loop (REDIRECT_MAX_TIMES)")
_TOO_LONG = Cause("too_long", "the body is longer than the limit (DOWNLOAD_MAXSIZE)")
_BAD_COMPRESSION = Cause("encoding", "the body is not compressed as its Content-Encoding says")
_NETWORK_REASONS = {
    "no_http": "the server did not send an HTTP response",
    "lost": "the connection was closed before the response was complete",
}


def cause_of(error: BaseException) -> Cause:
    """Return the cause for an exception of Scrapy's downloader or of a middleware."""
    text = " ".join(str(error).split())
    match error:
        case HostBlocked():
            return Cause("left_alone", f"no longer crawled in this run: {text}")
        case Forbidden():
            return Cause("robots", text)
        case RobotsUnreachable():
            return _robots_cause(error, text)
        case AddressRefused():
            return Cause("address", f"refused: {text}")
        case Offsite():
            return Cause("offsite", f"redirected to another site, {text}")
        case InvalidRedirect():
            return Cause("bad_redirect", f"redirected to an invalid URL ({text})")
        case TakenDown():
            return Cause("removed", "taken down from the store (newsscraper remove): not fetched")
        case exceptions.CannotResolveHostError():
            return Cause(
                "dns", "cannot resolve the host name: no such host, or this computer is offline"
            )
        case exceptions.DownloadConnectionRefusedError():
            return Cause("refused", "connection refused: no server is listening")
        case exceptions.DownloadTimeoutError():
            return Cause("timeout", "no complete response in time (DOWNLOAD_TIMEOUT)")
        case exceptions.ResponseDataLossError():
            return Cause("cut", "the response was truncated")
        case exceptions.UnsupportedURLSchemeError():
            return Cause("scheme", "only http and https URLs can be fetched")
    if is_redirect_loop(error):
        return _REDIRECT_LOOP
    if is_too_long(error):
        return _TOO_LONG
    if isinstance(error, exceptions.DownloadFailedError):
        return _network_cause(error, text)
    if is_bad_redirect(error):
        return Cause("bad_redirect", f"redirected to an invalid URL ({text})")
    if is_bad_compression(error):
        return _BAD_COMPRESSION
    if not isinstance(error, exceptions.IgnoreRequest) and (
        isinstance(error, _BUGS) or (isinstance(error, Exception) and _is_ours(error))
    ):
        return defect(error)
    return Cause("error", text or type(error).__name__)


_BUGS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
)
"""What Python raises if a program is wrong.

Twisted and Scrapy have exceptions of their own for network problems."""
_PACKAGE = Path(__file__).parents[1]


def defect(error: BaseException) -> Cause:
    """Return the cause for an exception that shows a bug.

    The reason names the file and line, since a bug report may contain nothing else.
    """
    frames = extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    text = " ".join(str(error).split())
    return Cause(
        "defect",
        f"unexpected {type(error).__name__}{': ' + text if text else ''}{place}; please report it",
    )


def status_cause(status: int) -> Cause:
    """Return the cause for a response with an error status."""
    words = {
        404: "not found",
        410: "gone",
        403: "forbidden",
        401: "login required",
        429: "too many requests",
        451: "blocked for legal reasons",
    }
    word = words.get(status) or ("server error" if status >= 500 else "not a page")
    return Cause(f"http_{status}", f"status {status}, {word}")


def _is_ours(error: Exception) -> bool:
    """Whether the exception passed through code of this package."""
    return any(
        _PACKAGE in Path(frame.f_code.co_filename).parents
        for frame, _ in walk_tb(error.__traceback__)
    )


def _robots_cause(error: RobotsUnreachable, text: str) -> Cause:
    """Return why robots.txt could not be read, since that is why the page was not fetched."""
    cause = cause_of(error.__cause__) if error.__cause__ is not None else Cause("robots", text)
    if cause.code in _OF_THE_HOST:
        return cause
    return Cause(cause.code, f"cannot read robots.txt: {cause.reason}")


def _network_cause(error: exceptions.DownloadFailedError, text: str) -> Cause:
    kind, detail = network_problem(error)
    if kind == "tls":
        return Cause("tls", "no secure connection (TLS)" + (f": {detail}" if detail else ""))
    if kind:
        return Cause(kind, _NETWORK_REASONS[kind])
    return Cause("network", f"network error: {text[:200]}")
