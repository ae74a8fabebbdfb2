"""How much of what a page or site states is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsscraper.text.cleaning import clean, without_surrogates

MAX_STATEMENTS = 10
"""Statements in one place that are kept."""

MAX_LENGTH = 500
"""Characters of a statement that are read."""

MAX_FILE = 512 * 1024
"""Bytes of robots.txt (RFC 9309, 2.5) and of tdmrep.json that are read."""


def line_of(text: str) -> str:
    """A statement as one line of at most :data:`MAX_LENGTH` characters."""
    return clean(without_surrogates(text[:MAX_LENGTH]))


def kept(
    statements: Iterable[str], decides: Callable[[str], bool] = lambda statement: True
) -> list[str]:
    """The first statements, each once, without empty ones.

    Args:
        statements: The statements.
        decides: Whether a statement may reserve something. If there are too many, these are kept
            before the others.

    """
    different = list(dict.fromkeys(statement for statement in statements if statement))
    if len(different) > MAX_STATEMENTS:
        different.sort(key=lambda statement: not decides(statement))
    return different[:MAX_STATEMENTS]
