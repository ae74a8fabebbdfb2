"""Causes of failures, with the reasons that the summary prints."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import exceptions

from newsscraper.crawling.failures import Cause, cause_of, status_cause
from newsscraper.crawling.middlewares.backoff import LeftAlone
from newsscraper.crawling.middlewares.offsite import Offsite
from newsscraper.crawling.middlewares.robots import Forbidden, RobotsUnreachable
from newsscraper.crawling.pace import Stopped
from newsscraper.dates import as_time

FAILURE = "[<twisted.python.failure.Failure {}>]"


@pytest.mark.parametrize(
    ("error", "code", "reason"),
    [
        (
            LeftAlone("status 429 5 times in a row"),
            "left_alone",
            "no longer crawled in this run: status 429 5 times in a row",
        ),
        (Forbidden("robots.txt forbids it"), "robots", "robots.txt forbids it"),
        (RobotsUnreachable("status 503"), "robots", "cannot read robots.txt: status 503"),
        (
            exceptions.IgnoreRequest("max redirections reached"),
            "redirect_loop",
            "too many redirects, or a loop (REDIRECT_MAX_TIMES)",
        ),
        (
            Offsite("www.example.org"),
            "offsite",
            "redirected to another site, www.example.org",
        ),
        (exceptions.IgnoreRequest(), "error", "IgnoreRequest"),
        (Stopped("stopped before it was sent"), "error", "stopped before it was sent"),
        (
            exceptions.CannotResolveHostError(
                "DNS lookup failed: no results for hostname lookup: nohost.example."
            ),
            "dns",
            "cannot resolve the host name: no such host, or this computer is offline",
        ),
        (
            exceptions.DownloadConnectionRefusedError(
                "Connection was refused by other side: 111: Connection refused."
            ),
            "refused",
            "connection refused: no server is listening",
        ),
        (
            exceptions.DownloadTimeoutError("took longer than 30.0 seconds.."),
            "timeout",
            "no complete response in time (DOWNLOAD_TIMEOUT)",
        ),
        (
            exceptions.DownloadCancelledError(""),
            "too_long",
            "the body is longer than the limit (DOWNLOAD_MAXSIZE)",
        ),
        (exceptions.ResponseDataLossError(), "cut", "the response was truncated"),
        (
            exceptions.UnsupportedURLSchemeError("ftp"),
            "scheme",
            "only http and https URLs can be fetched",
        ),
        (
            exceptions.DownloadFailedError(
                FAILURE.format(
                    "OpenSSL.SSL.Error: [('SSL routines', '', 'certificate verify failed')]"
                )
            ),
            "tls",
            "no secure connection (TLS): certificate verify failed",
        ),
        (exceptions.DownloadFailedError("TLS handshake"), "tls", "no secure connection (TLS)"),
        (
            exceptions.DownloadFailedError(
                FAILURE.format("twisted.web._newclient.ParseError: ('bad', b'SSH-2.0')")
            ),
            "no_http",
            "the server did not send an HTTP response",
        ),
        (
            exceptions.DownloadFailedError(
                FAILURE.format("twisted.internet.error.ConnectionLost: Connection was closed")
            ),
            "lost",
            "the connection was closed before the response was complete",
        ),
        (
            exceptions.DownloadFailedError(
                "An error occurred while connecting:\n 113: No route to host."
            ),
            "network",
            "network error: An error occurred while connecting: 113: No route to host.",
        ),
        (exceptions.DownloadFailedError("x" * 1000), "network", "network error: " + "x" * 200),
        (
            ValueError("Invalid IPv6 URL"),
            "bad_redirect",
            "redirected to an invalid URL (Invalid IPv6 URL)",
        ),
        (ValueError("several\n  lines"), "error", "several lines"),
        (KeyError("x"), "defect", "unexpected KeyError: 'x'; please report it"),
        (RuntimeError(), "defect", "unexpected RuntimeError; please report it"),
        (KeyboardInterrupt(), "error", "KeyboardInterrupt"),
    ],
)
def test_each_exception_has_its_cause(error, code, reason):
    assert cause_of(error) == Cause(code, reason)


def test_an_exception_is_a_defect_if_our_own_code_raised_it():
    """Scrapy mostly raises ValueError because of the server; in this package it is a bug."""
    with pytest.raises(UnicodeDecodeError) as library:
        b"\xff".decode("ascii")
    assert cause_of(library.value).code == "error"
    with pytest.raises(ValueError, match="no time") as ours:
        as_time("no time")
    assert cause_of(ours.value).code == "defect"


def test_a_host_name_that_contains_redirect_is_offsite():
    error = Offsite("redirect.example.org")
    assert cause_of(error) == Cause("offsite", "redirected to another site, redirect.example.org")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "status 404, not found"),
        (410, "status 410, gone"),
        (403, "status 403, forbidden"),
        (401, "status 401, login required"),
        (429, "status 429, too many requests"),
        (451, "status 451, blocked for legal reasons"),
        (500, "status 500, server error"),
        (599, "status 599, server error"),
        (400, "status 400, not a page"),
        (304, "status 304, not a page"),
    ],
)
def test_each_status_has_its_cause(status, reason):
    assert status_cause(status) == Cause(f"http_{status}", reason)


KINDS = st.sampled_from(
    [
        *(
            kind
            for kind in vars(exceptions).values()
            if isinstance(kind, type) and issubclass(kind, Exception)
        ),
        *(LeftAlone, Forbidden, RobotsUnreachable, Stopped, OSError, UnicodeError, BaseException),
    ]
)
ARGUMENTS = (
    st.text(max_size=30)
    | st.integers()
    | st.none()
    | st.binary(max_size=5)
    | st.sampled_from(
        [
            "redirect",
            "request to '",
            "request to ''",
            "ssl '')]",
            "'a')] certificate",
            "ParseError",
            "[('SSL routines', '', 'x')]",
        ]
    )
)


@given(KINDS, st.lists(ARGUMENTS, max_size=2))
@settings(deadline=None, max_examples=300)
def test_any_exception_has_a_one_line_reason(kind, arguments):
    error = kind.__new__(kind, *arguments)  # without its own __init__
    cause = cause_of(error)
    assert cause.code.isidentifier()
    assert len(cause.reason.splitlines()) == (1 if cause.reason else 0)
    assert cause.reason or not str(error).strip()
