"""The TDM Reservation Protocol (TDMRep) of a W3C community group.

Source: https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from newsscraper.rights.limits import MAX_FILE, MAX_LENGTH, line_of
from newsscraper.rights.url_patterns import matches

RESERVATION, POLICY, _LOCATION = "tdm-reservation", "tdm-policy", "location"
_MAX_RULES = 1000


class Declaration(NamedTuple):
    """What is declared in one place."""

    reservation: str | None = None
    """``1`` (reserved), ``0`` (not reserved), or ``None``: nothing is declared, or not clearly."""
    policy: str | None = None
    """Address of the policy."""


class TdmRule(NamedTuple):
    """A rule of a tdmrep.json."""

    location: str
    """Pattern of the paths that it is for."""
    text: str
    """The rule as JSON: its location, reservation and policy."""

    @classmethod
    def of(cls, stated: Any) -> TdmRule | None:
        """A rule from the JSON value of it; ``None`` if it is not one."""
        if not isinstance(stated, dict):
            return None
        location = stated.get(_LOCATION)
        if not isinstance(location, str) or not 0 < len(location) <= MAX_LENGTH:
            return None
        named = {name: stated[name] for name in (RESERVATION, POLICY) if name in stated}
        rule = {name: _plain(value) for name, value in ({_LOCATION: location} | named).items()}
        return cls(location, json.dumps(rule, ensure_ascii=False))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return line_of(value)
    return value if isinstance(value, bool) or value in (0, 1) else None


def tdm_rules(tdmrep: bytes | str) -> list[TdmRule] | None:
    """The rules of a tdmrep.json, in order.

    Args:
        tdmrep: The file as received.

    Returns:
        At most a thousand rules; ``None`` if the file is not a JSON array, or longer than 512 KB.
        What is not a rule is left out.

    """
    if len(tdmrep) > MAX_FILE:
        return None
    try:
        text = tdmrep.decode("utf-8-sig") if isinstance(tdmrep, bytes) else tdmrep
        stated = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(stated, list):
        return None
    rules = (TdmRule.of(rule) for rule in stated[:_MAX_RULES])
    return [rule for rule in rules if rule is not None]


def rule_for(rules: Iterable[TdmRule], path: str) -> TdmRule | None:
    """The rule for a path: the first that matches.

    Args:
        rules: The rules of a tdmrep.json.
        path: The result of :func:`newsscraper.rights.url_patterns.path_of`.

    """
    return next((rule for rule in rules if matches(rule.location, path)), None)


def declared_in_rules(texts: Iterable[str]) -> Declaration:
    """What rules declare.

    Args:
        texts: The rules, as in :attr:`TdmRule.text`.

    """
    found: list[tuple[str, Any]] = []
    for text in texts:
        try:
            rule = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(rule, dict):
            found += [(name, rule.get(name)) for name in (RESERVATION, POLICY)]
    return _declaration(found)


def declared_in_lines(lines: Iterable[str]) -> Declaration:
    """What headers or meta tags declare.

    Args:
        lines: Name and value of each: ``tdm-reservation: 1``.

    """
    pairs = (line.partition(":") for line in lines)
    return _declaration((name, value.strip()) for name, _, value in pairs)


def _declaration(stated: Iterable[tuple[str, Any]]) -> Declaration:
    reservations, policies = set[str | None](), list[str]()
    for name, value in stated:
        if name == RESERVATION:
            is_valid = not isinstance(value, bool) and str(value) in ("0", "1")
            reservations.add(str(value) if is_valid else None)
        elif name == POLICY and isinstance(value, str) and value:
            policies.append(value)
    # Any other value counts as none at all, and so does a contradiction.
    reservation = reservations.pop() if len(reservations) == 1 else None
    return Declaration(reservation, policies[0] if policies else None)
