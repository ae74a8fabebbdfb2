"""Content-Signal, a line of robots.txt: ``Content-Signal: search=yes, ai-train=no``.

Source: https://contentsignals.org. The line belongs to a group of user agents, and may begin with
the pattern of the paths that it is for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsscraper.rights.limits import MAX_FILE, line_of
from newsscraper.rights.url_patterns import matches

_MAX_SIGNALS = 1000
_LINE = re.compile(r"[ \t]*(user[- ]?agent|[a-z_-]+)[ \t]*:([^#]*)", re.I)
_TOKEN = re.compile(r"[A-Za-z_-]+|\*(?!\S)")
_OF_THE_SITE = frozenset(("host", "sitemap", "sitemaps", "site-map"))
"""Lines that belong to no group, wherever they stand."""


class ContentSignal(NamedTuple):
    """A line Content-Signal."""

    text: str
    """What stands after the colon."""

    @property
    def path(self) -> str:
        """The pattern of the paths that it is for; empty for all."""
        return self.text.split(None, 1)[0] if self.text.startswith(("/", "*")) else ""

    @property
    def signals(self) -> dict[str, str]:
        """The signals by name: ``{"ai-train": "no"}``, in lower case."""
        found: dict[str, str] = {}
        for part in self.text.removeprefix(self.path).lower().split(","):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if equals:
                # A line that contradicts itself says nothing.
                found[name] = value if found.get(name, value) == value else ""
        return found

    def covers(self, path: str) -> bool:
        """Whether it is for a path: see :func:`newsscraper.rights.url_patterns.matches`."""
        return matches(self.path, path)


def content_signals(robots: bytes | str, agent: str) -> list[ContentSignal]:
    """The signals of a robots.txt for a crawler.

    As with other rules (RFC 9309, 2.2.1), these are the signals of all groups that name the
    crawler, or else those of the groups for ``*``. A signal outside any group is for all.

    A group ends where Protego ends it, which reads the other rules of the file: at a user agent
    after any other line, ``Crawl-delay`` too, but not after one of the whole site.

    Args:
        robots: The file as received. Reading ends after 512 KB.
        agent: The name of the crawler.

    """
    if isinstance(robots, bytes):
        robots = robots[:MAX_FILE].decode("utf-8", "replace")
    robots = robots[:MAX_FILE].lstrip("\ufeff")
    if "content-signal" not in robots.lower():
        return []
    own = _name(agent)
    found: dict[str, list[ContentSignal]] = {"": [], "*": [], own: []}
    names, agents, in_rules = False, {""}, False
    for line in robots.splitlines():
        if (match := _LINE.match(line)) is None:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key in _OF_THE_SITE:
            continue
        if key in ("user-agent", "user agent", "useragent"):
            name = _name(value)
            agents = {name} if in_rules or agents == {""} else agents | {name}
            in_rules, names = False, names or name == own
            continue
        in_rules = True
        if key in ("content-signal", "content-signals") and (text := line_of(value)):
            for name in agents & found.keys():
                if len(found[name]) < _MAX_SIGNALS:
                    found[name].append(ContentSignal(text))
    return found[""] + (found[own] if names else found["*"])


def _name(agent: str) -> str:
    """The product token of a user agent, in lower case (RFC 9309, 2.2.1)."""
    token = _TOKEN.match(agent)
    return token[0].lower() if token else agent


def decided(signals: list[ContentSignal]) -> dict[str, str]:
    """The value of each signal, of lines that are for the same page.

    The line with the longest path decides, as in robots.txt (RFC 9309, 2.2.2). Lines with equally
    long paths that contradict each other say nothing.
    """
    values: dict[str, tuple[int, str]] = {}
    for line in signals:
        length = len(line.path)
        for name, value in line.signals.items():
            known = values.get(name, (-1, ""))
            if length > known[0]:
                values[name] = (length, value)
            elif length == known[0] and value != known[1]:
                values[name] = (length, "")
    return {name: value for name, (_, value) in values.items()}
