"""A bar, and the table of bars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bar:
    """What was measured, and what has to be reached."""

    name: str
    figure: str
    """As printed."""
    limit: str
    """As printed."""
    passed: bool | None
    """``None`` where it could not be measured; `figure` says why."""
    examples: tuple[str, ...] = field(default=(), repr=False)
    """What missed it, a few."""


def at_most(
    name: str, value: float, limit: float, unit: str = "", examples: Iterable[object] = ()
) -> Bar:
    """A bar that a value must not pass."""
    return Bar(
        name, _number(value, unit), f"<= {_number(limit, unit)}", value <= limit, _few(examples)
    )


def at_least(
    name: str, value: float, limit: float, unit: str = "", examples: Iterable[object] = ()
) -> Bar:
    """A bar that a value has to reach."""
    return Bar(
        name, _number(value, unit), f">= {_number(limit, unit)}", value >= limit, _few(examples)
    )


def skipped(name: str, limit: str, reason: str) -> Bar:
    """A bar that cannot be measured here."""
    return Bar(name, f"skipped: {reason}", limit, None)


def failed(bars: Iterable[Bar]) -> list[Bar]:
    """Those that were missed."""
    return [bar for bar in bars if bar.passed is False]


def show(bars: Iterable[Bar]) -> str:
    """The table, and below it what missed a bar."""
    lines = []
    for bar in bars:
        verdict = {True: "ok", False: "MISSED", None: "-"}[bar.passed]
        lines.append(f"{verdict:7} {bar.name:64} {bar.figure:>12}   {bar.limit}")
        lines += [f"            {example}" for example in bar.examples if bar.passed is False]
    return "\n".join(lines)


def share(part: int, whole: int) -> float:
    """Per cent; 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def _number(value: float, unit: str) -> str:
    return f"{value:.4g}{' ' if unit else ''}{unit}"


def _few(examples: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(example)[:160] for _, example in zip(range(8), examples, strict=False))
