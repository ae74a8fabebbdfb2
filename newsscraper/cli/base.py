"""What the commands share: exit codes, examples in the help, how problems are told."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from types import FrameType
from typing import Any

import click

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_SUSPECT, EXIT_INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes of every command: done; an input failed; usage or environment; suspect or blocked;
interrupted."""


def examples(*lines: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds an "Examples" paragraph to a command's help, its lines as written."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = (
            f"{(function.__doc__ or '').rstrip()}\n\n    \b\n    Examples:\n"
            + "".join(f"      {line}\n" for line in lines)
        )
        return function

    return add


def tell(line: str) -> None:
    """One line for the user, on standard error."""
    click.echo(f"newsscraper: {line}", err=True)


@contextmanager
def finishing() -> Iterator[list[int]]:
    """Lets a first Ctrl-C or SIGTERM wait until what is inside has ended; a second one does not
    wait.

    Gives the list of the signals that came.
    """
    came: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)
        tell("the files are being written; once more stops at once")

    before = {number: signal.signal(number, hold) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def meant(word: str, known: Iterable[str]) -> str:
    """``; did you mean ...?`` behind a word that is not known, else what is."""
    words = list(known)
    close = get_close_matches(word, words, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(words)}"
