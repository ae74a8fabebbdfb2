"""Whether unknown words beside a date can only be names.

Names are those of authors, agencies, places and sections.
"""

from __future__ import annotations

from newsscraper.dates.months import is_western_month
from newsscraper.dates.scan import Scan, role_of
from newsscraper.dates.wording import NO_NAMES, PARTICLES, WANT_A_NAME, Role

_LEADING_SIGNS = frozenset(":/-|(")
_DIVIDERS = frozenset("|,-")
_MAX_NAMES = 6
_MAX_UNMARKED_NAMES = 4


def names_are_a_byline(scan: Scan) -> bool:
    """Whether the unknown words beside the date can only be names.

    They must be at an end, capitalised, and follow a word such as "par" or a divider.
    """
    names = [place for place, (kind, _) in enumerate(scan.parts) if kind == "name"]
    if not names:
        return not any(kind == "around" and token.text in WANT_A_NAME for kind, token in scan.parts)
    core = [
        place for place, (kind, _) in enumerate(scan.parts) if kind in ("date", "clock", "weekday")
    ]
    first, last = core[0], core[-1]
    before = [place for place in names if place < first]
    after = [place for place in names if place > last]
    if len(before) + len(after) < len(names):
        return False
    is_bare = any(found.rule == "compact" or found.is_short for _, found in scan.dates)
    if is_bare:
        return False
    if before and not _precede(scan, before, first):
        return False
    return not after or _follow(scan, after, last)


def _precede(scan: Scan, names: list[int], core: int) -> bool:
    if not _are_names(scan, names):
        return False
    if _is_led(scan, names[0]):
        return True
    if scan.dates[0][1].rule == "label" or _is_stamp(scan, names[-1] + 1):
        return True
    around = names[0] - 1, names[-1] + 1
    is_bracketed = (
        around[0] >= 0
        and scan.parts[around[0]][1].text == "("
        and scan.parts[around[1]][1].text == ")"
    )
    return len(names) <= _MAX_UNMARKED_NAMES and (
        is_bracketed or _is_divided(scan, around[1], core)
    )


def _follow(scan: Scan, names: list[int], core: int) -> bool:
    if not _are_names(scan, names):
        return False
    if _is_led(scan, names[0]):
        return True
    is_bracketed = scan.parts[names[0] - 1][1].text == "(" and scan.parts[names[0] - 2][0] in (
        "date",
        "clock",
    )
    return len(names) <= _MAX_UNMARKED_NAMES and (
        is_bracketed or _is_divided(scan, core + 1, names[0])
    )


def _is_stamp(scan: Scan, place: int) -> bool:
    """Weekday, date, divider, time: a stamp printed directly after a name (seen in Morocco)."""
    kinds = [kind for kind, _ in scan.parts[place : place + 4]]
    return kinds == ["weekday", "date", "sign", "clock"] and scan.parts[place + 2][1].text in (
        "-",
        "|",
    )


def _are_names(scan: Scan, names: list[int]) -> bool:
    """Whether these are capitalised words and the particles between them.

    A word in a script without capitals is accepted as if it were capitalised.
    """
    if len(names) > _MAX_NAMES or names[-1] - names[0] >= 2 * _MAX_NAMES:
        return False
    for kind, token in scan.parts[names[0] : names[-1] + 1]:
        if kind == "name":
            if token.text in NO_NAMES or is_western_month(token.text):
                return False
            if (
                token.kind == "word"
                and "a" <= token.text[0] <= "\u024f"
                and not token.capital
                and token.text not in PARTICLES
            ):
                return False
        elif kind not in ("sign", "around") or token.text in ';"«»>':
            return False
    return True


def _is_led(scan: Scan, first: int) -> bool:
    """Whether a word that introduces a name precedes the names: "par", or "publié dans"."""
    place = first - 1
    while place >= 0 and scan.parts[place][0] in ("sign", "around"):
        role = role_of(scan.parts[place])
        if role is Role.BY:
            return True
        if role is Role.IN:
            return any(role_of(part) is Role.PUBLISHED for part in scan.parts)
        if role is not Role.PLAIN and scan.parts[place][1].text not in _LEADING_SIGNS:
            return False
        place -= 1
    return False


def _is_divided(scan: Scan, start: int, end: int) -> bool:
    """Whether there is a divider between two places; a dash needs spaces around it."""
    for place in range(start, end):
        kind, token = scan.parts[place]
        if kind == "sign" and token.text in _DIVIDERS and (token.text != "-" or token.spaced):
            return True
    return False
