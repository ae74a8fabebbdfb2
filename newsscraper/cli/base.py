"""What all commands share: exit codes, examples in the help, messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from newsscraper.passwords import masked

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_SUSPECT, EXIT_INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes of all commands: success; an input failed; invalid usage or environment; suspicious or
blocked; interrupted."""


def examples(*lines: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add an "Examples" paragraph to the help of a command."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = (
            f"{(function.__doc__ or '').rstrip()}\n\n    \b\n    Examples:\n"
            + "".join(f"      {line}\n" for line in lines)
        )
        return function

    return add


def tell(line: str) -> None:
    """Print a line on standard error, without passwords."""
    click.echo(f"newsscraper: {masked(line)}", err=True)
