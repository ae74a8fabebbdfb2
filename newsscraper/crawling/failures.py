"""Why a page could not be fetched: a code for the summary, and words for the user."""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path
from traceback import extract_tb, walk_tb
from typing import NamedTuple

from scrapy import exceptions

from newsscraper.crawling.middlewares.backoff import LeftAlone
from newsscraper.crawling.middlewares.offsite import Offsite
from newsscraper.crawling.middlewares.robots import Forbidden, RobotsUnreachable

_QUOTED = re.compile(r"'([^']+)'\)\]")


_PASSING = frozenset(
    "cut dns error http_401 http_403 http_408 http_425 http_429 lost network no_http refused"
    " timeout tls".split()
)
"""Causes that are another day's weather."""

_OF_THE_HOST = frozenset({"dns", "refused", "tls", "network"})


class Cause(NamedTuple):
    """A cause of failure."""

    code: str
    """Short and stable: ``dns``, ``timeout``, ``http_404``."""
    reason: str
    """One line for the user."""

    @property
    def lasting(self) -> bool:
        """Whether asking again would not help, as far as anybody knows."""
        return self.code not in _PASSING and not self.code.startswith("http_5")


def cause_of(error: BaseException) -> Cause:
    """The cause behind an exception of Scrapy's downloader or of a middleware."""
    text = " ".join(str(error).split())
    match error:
        case LeftAlone():
            return Cause("left_alone", f"the site is left alone: {text}")
        case Forbidden():
            return Cause("robots", text)
        case RobotsUnreachable():
            # Nothing may be fetched, since robots.txt cannot be: the cause is whatever keeps it
            # from being.
            cause = (
                cause_of(error.__cause__) if error.__cause__ is not None else Cause("robots", text)
            )
            return (
                cause
                if cause.code in _OF_THE_HOST
                else Cause(cause.code, f"robots.txt cannot be read: {cause.reason}")
            )
        case exceptions.IgnoreRequest() if text.startswith("max redirections"):
            return Cause(
                "redirect_loop", "redirected in a circle, or too often (REDIRECT_MAX_TIMES)"
            )
        case Offsite():
            return Cause("offsite", f"redirected to another site, {text}")
        case exceptions.CannotResolveHostError():
            return Cause(
                "dns",
                "the host's name cannot be resolved: no such host, or this machine is offline",
            )
        case exceptions.DownloadConnectionRefusedError():
            return Cause("refused", "the connection was refused: no server listens there")
        case exceptions.DownloadTimeoutError():
            return Cause("timeout", "no whole answer in time (DOWNLOAD_TIMEOUT)")
        case exceptions.DownloadCancelledError():
            return Cause("too_long", "the body is longer than the limit (DOWNLOAD_MAXSIZE)")
        case exceptions.ResponseDataLossError():
            return Cause("cut", "the answer was cut short")
        case exceptions.UnsupportedURLSchemeError():
            return Cause("scheme", "only http and https addresses can be fetched")
        case exceptions.DownloadFailedError():
            return _failed(text)
        case exceptions.IgnoreRequest() if "DOWNLOAD_MAXSIZE" in text:
            return Cause("too_long", "the body is longer than the limit (DOWNLOAD_MAXSIZE)")
        case gzip.BadGzipFile() | zlib.error() | EOFError():
            return Cause("encoding", "the body is not compressed as its Content-Encoding says")
        case ValueError() if "url" in text.lower():
            return Cause("bad_redirect", f"redirected to an address that cannot be read ({text})")
        case exceptions.IgnoreRequest():
            return Cause("error", text or type(error).__name__)
    if "brotli" in text or "zstd" in text or "zstandard" in type(error).__module__:
        return Cause("encoding", "the body is not compressed as its Content-Encoding says")
    if isinstance(error, _OF_PROGRAMS) or (isinstance(error, Exception) and _is_ours(error)):
        return defect(error)
    return Cause("error", text or type(error).__name__)


_OF_PROGRAMS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
)
"""What Python raises if a program is wrong. Twisted and Scrapy have exceptions of their own for
what the network does."""
_PACKAGE = Path(__file__).parents[1]


def defect(error: BaseException) -> Cause:
    """The cause if code raised what it should not have: with the place, since the line is all that
    a report may hold."""
    frames = extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    text = " ".join(str(error).split())
    return Cause(
        "defect",
        f"unexpected {type(error).__name__}{': ' + text if text else ''}{place}; please report it",
    )


def _is_ours(error: Exception) -> bool:
    return any(
        _PACKAGE in Path(frame.f_code.co_filename).parents
        for frame, _ in walk_tb(error.__traceback__)
    )


def _failed(text: str) -> Cause:
    """Twisted's own errors, which carry OpenSSL's as lists of tuples."""
    lowered = text.lower()
    if "ssl" in lowered or "certificate" in lowered or "tls" in lowered:
        detail = _QUOTED.search(text)
        return Cause("tls", "no secure connection (TLS)" + (f": {detail[1]}" if detail else ""))
    if "parseerror" in lowered or "badstatusline" in lowered or "valueerror" in lowered:
        return Cause("no_http", "the server's answer is no HTTP")
    if "connectionlost" in lowered or "connectiondone" in lowered or "neverreceived" in lowered:
        return Cause("lost", "the connection was closed before the answer was whole")
    return Cause("network", f"the network failed: {text[:200]}")


def status_cause(status: int) -> Cause:
    """The cause behind an answer's status."""
    words = {
        404: "not found",
        410: "gone",
        403: "forbidden",
        401: "needs a login",
        429: "too many requests",
        451: "blocked by law",
    }
    word = words.get(status) or ("the server failed" if status >= 500 else "no page")
    return Cause(f"http_{status}", f"status {status}, {word}")
