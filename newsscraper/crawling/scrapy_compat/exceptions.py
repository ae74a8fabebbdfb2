"""Exceptions of Scrapy and Twisted that can be identified only by their text or module."""

from __future__ import annotations

import gzip
import re
import zlib
from typing import Literal

from scrapy import exceptions

_OPENSSL_REASON = re.compile(r"'([^']+)'\)\]")


def is_redirect_loop(error: BaseException) -> bool:
    """Whether there were more redirects in a row than REDIRECT_MAX_TIMES.

    Why: Scrapy raises a plain ``IgnoreRequest`` with a text.

    Upstream: no upstream issue known.
    """
    return isinstance(error, exceptions.IgnoreRequest) and str(error).strip().startswith(
        "max redirections"
    )


def is_bad_redirect(error: BaseException) -> bool:
    """Whether a redirect leads to a URL that cannot be parsed.

    Why: Scrapy and ``urllib`` raise a plain ``ValueError`` with a text about the URL.

    Upstream: no upstream issue known.
    """
    return isinstance(error, ValueError) and "url" in str(error).lower()


def is_too_long(error: BaseException) -> bool:
    """Whether the body is longer than DOWNLOAD_MAXSIZE, as received or decompressed.

    Why: Scrapy raises ``DownloadCancelledError`` for the first, and a plain ``IgnoreRequest`` with
    a text for the second.

    Upstream: no upstream issue known.
    """
    return isinstance(error, exceptions.DownloadCancelledError) or (
        isinstance(error, exceptions.IgnoreRequest) and "DOWNLOAD_MAXSIZE" in str(error)
    )


def is_bad_compression(error: BaseException) -> bool:
    """Whether the body is not in the compression that its Content-Encoding declares.

    Why: Scrapy passes on the exceptions of ``gzip``, ``zlib``, ``brotli`` and ``zstandard``. The
    last two are optional packages and have one class for all errors.

    Upstream: no upstream issue known.
    """
    if isinstance(error, gzip.BadGzipFile | zlib.error | EOFError):
        return True
    if isinstance(error, exceptions.IgnoreRequest | exceptions.DownloadFailedError):
        return False
    text = str(error)
    return "brotli" in text or "zstd" in text or "zstandard" in type(error).__module__


def network_problem(error: BaseException) -> tuple[Literal["tls", "no_http", "lost", ""], str]:
    """Return the kind of a ``DownloadFailedError``, and OpenSSL's reason for ``tls`` if it has one.

    ``tls``: no secure connection; ``no_http``: not an HTTP response; ``lost``: the connection was
    closed too early; empty: something else.

    Why: since 2.15 Scrapy wraps all other errors of Twisted and OpenSSL in this one class, with
    their names in its text.

    Upstream: scrapy/scrapy#7208, scrapy/scrapy#7451 (more classes, closed).
    """
    text = str(error)
    lowered = text.lower()
    if "ssl" in lowered or "certificate" in lowered or "tls" in lowered:
        reason = _OPENSSL_REASON.search(" ".join(text.split()))
        return "tls", reason[1] if reason else ""
    if "parseerror" in lowered or "badstatusline" in lowered or "valueerror" in lowered:
        return "no_http", ""
    if "connectionlost" in lowered or "connectiondone" in lowered or "neverreceived" in lowered:
        return "lost", ""
    return "", ""
