"""A line of text as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from newsscraper.items.markdown import escaped
from newsscraper.items.structure import Mark, Run
from newsscraper.pages.markdown.emphasis import writable

_BACKTICKS = re.compile("`+")
_ODD_IN_ADDRESS = re.compile(r"[\s<>\x00-\x1f\x7f\\()&]")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\x00-\x1f\x7f]")
_SPECIAL_IN_ADDRESS = re.compile(r"[\\()]|&(?=#?\w{1,40};)")
_EMPHASIS = Mark.BOLD | Mark.ITALIC
_SIGNS = {Mark.BOLD: "**", Mark.ITALIC: "*"}


def line(runs: Sequence[Run], *, without: int = 0) -> str:
    """Return the runs of a cleaned line as Markdown; nothing at its start is escaped.

    Args:
        runs: The runs.
        without: Marks to leave out.

    """
    if len(runs) == 1 and not (runs[0].marks or runs[0].href):
        return escaped(runs[0].text)
    found: list[str] = []
    opened: list[int] = []  # the marks that are open, outermost first
    marks = 0
    href: str | None = None
    parts = writable(runs, without=without)
    for index, run in enumerate(parts):
        wanted = run.marks if run.href == href else 0
        while marks & ~wanted:
            mark = opened.pop()
            marks &= ~mark
            found.append(_SIGNS[mark])
        if run.href != href:
            if href is not None:
                found.append(f"]({_address(href)})")
            if run.href is not None:
                if found and found[-1].endswith("!"):
                    found[-1] = f"{found[-1][:-1]}\\!"  # an image begins with "!["
                found.append("[")
            href = run.href
        if run.marks & _EMPHASIS & ~marks:
            for mark in _SIGNS if opened else _longest_first(parts, index):
                if run.marks & mark & ~marks:
                    found.append(_SIGNS[mark])
                    opened.append(mark)
                    marks |= mark
        found.append(_code(run.text) if run.marks & Mark.CODE else escaped(run.text))
    found += [_SIGNS[mark] for mark in reversed(opened)]
    if href is not None:
        found.append(f"]({_address(href)})")
    return "".join(found)


def _longest_first(parts: Sequence[Run], index: int) -> Iterable[int]:
    """The marks in the order in which they are opened: first the one that is closed last."""
    first = parts[index]
    if first.marks & _EMPHASIS == _EMPHASIS:
        for run in islice(parts, index + 1, None):
            if run.href != first.href or run.marks & _EMPHASIS != _EMPHASIS:
                only_italic = run.href == first.href and run.marks & _EMPHASIS == Mark.ITALIC
                return reversed(_SIGNS) if only_italic else _SIGNS
    return _SIGNS


def fence(text: str, shortest: int) -> str:
    """Return backticks, more of them than follow one another anywhere in a text."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    return "`" * max(longest + 1, shortest)


def _code(text: str) -> str:
    signs = fence(text, 1)
    # A space beside a backtick is not part of the code (CommonMark 6.1).
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{signs}{pad}{text}{pad}{signs}"


def _address(href: str) -> str:
    """Return an address as the destination of a link."""
    if _ODD_IN_ADDRESS.search(href) is None:
        return href
    href = _NOT_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", href)
    return _SPECIAL_IN_ADDRESS.sub(r"\\\g<0>", href)
