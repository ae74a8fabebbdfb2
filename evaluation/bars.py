"""Bars: a measured figure and its limit, and how to print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bar:
    """A measured figure and the limit it has to meet."""

    name: str
    figure: str
    """As printed."""
    limit: str
    """As printed."""
    passed: bool | None
    """``None`` if it could not be measured; `figure` has the reason."""
    examples: tuple[str, ...] = field(default=(), repr=False)
    """A few of the inputs that missed it."""


def at_most(
    name: str, value: float, limit: float, unit: str = "", examples: Iterable[object] = ()
) -> Bar:
    """A bar for a value that must not exceed `limit`."""
    return Bar(
        name, _number(value, unit), f"<= {_number(limit, unit)}", value <= limit, _few(examples)
    )


def at_least(
    name: str, value: float, limit: float, unit: str = "", examples: Iterable[object] = ()
) -> Bar:
    """A bar for a value that must reach `limit`."""
    return Bar(
        name, _number(value, unit), f">= {_number(limit, unit)}", value >= limit, _few(examples)
    )


def skipped(name: str, limit: str, reason: str) -> Bar:
    """A bar that cannot be measured here."""
    return Bar(name, f"skipped: {reason}", limit, None)


def failed(bars: Iterable[Bar]) -> list[Bar]:
    """The bars that were missed."""
    return [bar for bar in bars if bar.passed is False]


def show(bars: Iterable[Bar]) -> str:
    """A line per bar; below each missed bar, examples of what missed it."""
    lines = []
    for bar in bars:
        verdict = {True: "ok", False: "MISSED", None: "-"}[bar.passed]
        lines.append(f"{verdict:7} {bar.name:64} {bar.figure:>12}   {bar.limit}")
        lines += [f"            {example}" for example in bar.examples if bar.passed is False]
    return "\n".join(lines)


def share(part: int, whole: int) -> float:
    """`part` as a percentage of `whole`; 0 if `whole` is 0."""
    return 100 * part / whole if whole else 0.0


def _number(value: float, unit: str) -> str:
    return f"{value:.4g}{' ' if unit else ''}{unit}"


def _few(examples: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(example)[:160] for _, example in zip(range(8), examples, strict=False))
