"""Which uses are reserved by what is stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newsscraper.items.rights import Rights
from newsscraper.rights.content_signals import ContentSignal, decided
from newsscraper.rights.robots_rules import forbids_ai
from newsscraper.rights.tdmrep import declared_in_lines, declared_in_rules

MINING = "text-and-data-mining"
AI_TRAINING = "ai-training"
AI_INPUT = "ai-input"
SEARCH = "search"

PLACES = (
    "robots_meta",
    "x_robots_tag",
    "tdm_meta",
    "tdm_headers",
    "tdmrep_json",
    "content_signal",
)
"""The attributes of :class:`newsscraper.items.rights.Rights` with statements."""

SITE_PLACES = ("tdmrep_json", "content_signal")
"""Those that are not on the page or in its response."""

_USES = (MINING, AI_TRAINING, AI_INPUT, SEARCH)
_SIGNALS = {"ai-train": AI_TRAINING, "ai-input": AI_INPUT, "search": SEARCH}


def rights_from(statements: Mapping[str, Sequence[str]]) -> Rights | None:
    """The rights that follow from statements; ``None`` without any.

    - TDMRep: ``tdm-reservation: 1`` reserves mining. A meta tag counts before a header, and a
      header before tdmrep.json, as the specification says.
    - Robots: ``noai`` for all robots or for this crawler reserves training.
    - Content-Signal: ``ai-train=no``, ``ai-input=no`` and ``search=no`` reserve that use.

    All other statements reserve nothing.

    Args:
        statements: The statements by their place, one of :data:`PLACES`.

    """
    stated = {place: list(statements.get(place, ())) for place in PLACES}
    if not any(stated.values()):
        return None
    reasons, policy = _reasons(stated)
    return Rights(list(reasons), policy, **stated)


def reason_of(rights: Mapping[str, Any]) -> str:
    """Why an article is left out: the reserved uses, each with the place of a statement.

    Args:
        rights: The rights as JSON types.

    """
    reasons, _ = _reasons({place: rights.get(place) or [] for place in PLACES})
    named = (
        f"{use} ({reasons[use].replace('_', '-')})" if use in reasons else use
        for use in rights.get("reserved") or ()
    )
    return f"reserved: {', '.join(named)}"


def with_site_statements(
    rights: Mapping[str, Any] | None, old: Mapping[str, Any] | None
) -> Rights | None:
    """The rights of a page that was read again, with what its site had stated when it was fetched.

    Args:
        rights: The rights as the page states them, as JSON types.
        old: The rights that were stored.

    """
    stated = {place: (rights or {}).get(place) or [] for place in PLACES}
    for place in SITE_PLACES:
        stated[place] = stated[place] or (old or {}).get(place) or []
    return rights_from(stated)


def _reasons(stated: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], str | None]:
    """The reserved uses, each with the place of a statement, and the address of the policy."""
    reasons: dict[str, str] = {}
    policy = None
    for place, declaration in (
        ("tdm_meta", declared_in_lines(stated["tdm_meta"])),
        ("tdm_headers", declared_in_lines(stated["tdm_headers"])),
        ("tdmrep_json", declared_in_rules(stated["tdmrep_json"])),
    ):
        if declaration.reservation is not None:
            if declaration.reservation == "1":
                reasons[MINING], policy = place, declaration.policy
            break
    signals = decided([ContentSignal(text) for text in stated["content_signal"]])
    reserved = {use for name, use in _SIGNALS.items() if signals.get(name) == "no"}
    for place in ("robots_meta", "x_robots_tag"):
        if any(map(forbids_ai, stated[place])):
            reasons.setdefault(AI_TRAINING, place)
    for use in reserved:
        reasons.setdefault(use, "content_signal")
    return {use: reasons[use] for use in _USES if use in reasons}, policy
