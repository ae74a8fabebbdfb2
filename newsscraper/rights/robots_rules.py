"""The rules for robots of the meta tag and of the header X-Robots-Tag.

Google describes both (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag);
``noai`` and ``noimageai`` are DeviantArt's. There is no standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

OWN_AGENT = "newsscraper"
"""The name of this crawler in rules for robots."""

FOR_US = frozenset(("robots", OWN_AGENT))
"""The names by which rules address all robots, and this crawler."""

_NO_AI = "noai"
_WITH_VALUE = frozenset(
    ("max-image-preview", "max-snippet", "max-video-preview", "unavailable_after")
)
_DEFAULTS = frozenset(
    "all archive follow imageindex index snippet noodp noydir max-image-preview:large"
    " max-snippet:-1 max-video-preview:-1".split()
)
"""Rules that allow what is allowed without them, or concern directories that no longer exist."""
_KNOWN = frozenset(
    "indexifembedded noai noarchive nocache nofollow noimageai noimageindex noindex noml none"
    " nositelinkssearchbox nosnippet notranslate".split()
)

_REST_OF_DATE = re.compile(r"[0-9](?:[0-9a-z-]* )+[0-9]{1,2}")
"""What is between the comma and the first colon of ``Fri, 25 Jun 2027 15:00:00 GMT``."""


class RobotsRule(NamedTuple):
    """A rule for robots."""

    name: str
    """In lower case: ``noindex``."""
    value: str = ""
    """What follows its colon: ``max-snippet: 50``."""
    agent: str | None = None
    """The robot that it is for, in lower case. ``None``, or ``robots`` as in a meta tag, stands for
    all."""

    @property
    def is_default(self) -> bool:
        """Whether it says nothing that is not so without it."""
        return not self.name or f"{self.name}{self.value and ':'}{self.value}" in _DEFAULTS

    @property
    def is_known(self) -> bool:
        """Whether it is a rule that crawlers describe."""
        return self.name in _KNOWN or self.name in _WITH_VALUE

    @property
    def is_ours(self) -> bool:
        """Whether it is for all robots or for this crawler."""
        return self.agent is None or self.agent.partition("/")[0].rstrip() in FOR_US


def robots_rules(line: str) -> Iterator[RobotsRule]:
    """Yield the rules of a line of X-Robots-Tag: ``noindex, otherbot: noai, nofollow``.

    The name of a robot applies to all rules after it.
    """
    agent = None
    for part in line.lower().split(","):
        name, colon, rest = (piece.strip() for piece in part.partition(":"))
        if colon and name not in _WITH_VALUE and _REST_OF_DATE.fullmatch(name) is None:
            agent = name
            name, _, rest = (piece.strip() for piece in rest.partition(":"))
        yield RobotsRule(name, rest, agent)


def forbids_ai(line: str) -> bool:
    """Whether a line has ``noai`` for all robots or for this crawler."""
    return any(rule.name == _NO_AI and rule.is_ours for rule in robots_rules(line))


def says_something(line: str, *, to_known_robot: bool = True) -> bool:
    """Whether a line has a rule that is worth keeping.

    Args:
        line: The line.
        to_known_robot: Whether it is addressed to robots for certain. Otherwise one of its rules
            must be known.

    """
    return any(
        not rule.is_default and (to_known_robot or rule.is_known) for rule in robots_rules(line)
    )
