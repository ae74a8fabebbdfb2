"""Statements in response headers: X-Robots-Tag and the headers of TDMRep."""

from __future__ import annotations

from collections.abc import Mapping

from newsscraper.rights.limits import kept, line_of
from newsscraper.rights.robots_rules import forbids_ai, says_something
from newsscraper.rights.tdmrep import POLICY, RESERVATION

_ROBOTS = "x-robots-tag"

HEADERS = (_ROBOTS, RESERVATION, POLICY)
"""Names of the headers, in lower case."""


def header_statements(headers: Mapping[str, str]) -> dict[str, list[str]]:
    """The statements by their place: ``x_robots_tag``, ``tdm_headers``. Empty without any.

    Args:
        headers: Headers by their names in lower case. A header that was sent several times has one
            line per time; its values could not be separated after joining them with commas.

    """
    found: dict[str, list[str]] = {}
    if tag := headers.get(_ROBOTS):
        lines = [line_of(line) for line in tag.split("\n")]
        found["x_robots_tag"] = kept(filter(says_something, lines), forbids_ai)
    tdm = [
        f"{name}: {value}"
        for name in (RESERVATION, POLICY)
        for line in headers.get(name, "").split("\n")
        if (value := line_of(line))
    ]
    if tdm:
        found["tdm_headers"] = kept(tdm)
    return found
