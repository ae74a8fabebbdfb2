"""The kinds of repetition: what is repeated, and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Shape = Callable[[int], str]
"""Makes a text of about a number of characters."""

_DEEPEST = 240  # of tags: what is deeper is flattened, and tests/pages/test_flatten.py has that


class Sign(NamedTuple):
    """Something that can be repeated."""

    unit: str
    opening: str
    closing: str
    others: str
    """Several of its kind, which alternate."""


SIGNS = {
    "tags": Sign("<b>x</b>", "<div>x", "</div>", "<i>x</i><p>y<br><a href=/x>z</a>"),
    "attributes": Sign(
        " a#='x'", "<p title='x' a#=1><span id=#>", "</span></p>", "<p id=# class=c-#>x<b lang=fr>y"
    ),
    "entities": Sign("&eacute;", "&amp;", "amp;", "&lt;&#60;&#x3c;&;&copy&nbsp;"),
    "marks": Sign("!", "([«", "»])", "“.”-!\u0301\u202e\u00bb"),
    "digits": Sign("1", "1(2", ")3", "12/01 2026 ٢٠ "),
    "separators": Sign("\u00a0", "\n - x", " |", " \u00a0\t\n• | "),
}
HOWS = ("repeated", "nested", "alternated")


def _numbered(unit: str, count: int) -> str:
    if "#" not in unit:
        return unit * count
    return "".join(unit.replace("#", str(number)) for number in range(count))


def _repeated(name: str, sign: Sign, size: int) -> str:
    text = _numbered(sign.unit, size // (len(sign.unit) + 4 * sign.unit.count("#")) + 1)
    return f"<p{text}>x</p>" if name == "attributes" else text


def _nested(name: str, sign: Sign, size: int) -> str:
    depth = size // (len(sign.opening) + len(sign.closing)) + 1
    if not sign.opening.startswith("<"):
        opening = sign.opening if name != "entities" else "&" + sign.closing
        return opening + sign.opening.lstrip("&") * depth + sign.closing * depth
    tree = _numbered(sign.opening, min(depth, _DEEPEST)) + sign.closing * min(depth, _DEEPEST)
    return tree * (size // len(tree) + 1)


def shape(sign: str, how: str) -> Shape:
    """The texts of one kind of repetition.

    Args:
        sign: One of :data:`SIGNS`.
        how: One of :data:`HOWS`.

    """
    what = SIGNS[sign]
    if how == "repeated":
        return lambda size: _repeated(sign, what, size)
    if how == "nested":
        return lambda size: _nested(sign, what, size)
    each = len(what.others) + 4 * what.others.count("#")
    return lambda size: _numbered(what.others, size // each + 1)


SHAPES = {f"{sign}, {how}": shape(sign, how) for sign in SIGNS for how in HOWS}
"""The texts of every kind of repetition, by name."""
