"""Statements in the meta tags of a page: for robots, and of TDMRep."""

from __future__ import annotations

from collections.abc import Iterable

from newsscraper.rights.limits import kept, line_of
from newsscraper.rights.robots_rules import FOR_US, OWN_AGENT, forbids_ai, says_something
from newsscraper.rights.tdmrep import POLICY, RESERVATION


def is_rights_name(name: str) -> bool:
    """Whether a meta tag of this name may be such a statement.

    Args:
        name: The name in lower case. One with ``bot`` in it may name another crawler.

    """
    return "bot" in name or name in (RESERVATION, POLICY, OWN_AGENT)


def meta_statements(tags: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The statements by their place: ``robots_meta``, ``tdm_meta``. Empty without any.

    Args:
        tags: Name, in lower case, and content of each meta tag. Tags of other names are ignored.

    """
    found: dict[str, list[str]] = {}
    for name, content in tags:
        line = line_of(content) if content else ""
        if not line:
            continue
        if name in (RESERVATION, POLICY):
            found.setdefault("tdm_meta", []).append(f"{name}: {line}")
        elif is_rights_name(name) and says_something(line, to_known_robot=name in FOR_US):
            found.setdefault("robots_meta", []).append(f"{name}: {line}")
    return {place: kept(lines, forbids_ai) for place, lines in found.items()}
