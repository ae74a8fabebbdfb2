"""Which marks of a line can be written in Markdown.

Asterisks that a reader would not take for marks would be read as text: "a**(b)**c" has no bold
(CommonMark 6.2, left- and right-flanking). Such marks are left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from newsscraper.items.structure import Mark, Run

_EMPHASIS = Mark.BOLD | Mark.ITALIC
_SPACE = Run(" ")
_ATTRIBUTES = attrgetter("marks", "href")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def writable(runs: Sequence[Run], *, without: int = 0) -> list[Run]:
    """Return runs whose marks can all be written. White space is outside of marks and links.

    Args:
        runs: The runs of a cleaned line.
        without: Marks to leave out.

    """
    found = _trimmed(runs, without)
    if without:
        found = _merged(found)
    marks = 0
    for run in found:
        marks |= run.marks
    if not marks & _EMPHASIS:
        return found
    # Asterisks that could both begin and end marks are read as intended only if there is one kind.
    strict = marks & _EMPHASIS == _EMPHASIS
    is_changed = False
    for mark in (Mark.BOLD, Mark.ITALIC):
        if not marks & mark:
            continue
        for start, end in _stretches(found, mark):
            if not _is_writable(found, start, end, strict=strict) or (
                mark == Mark.ITALIC and _overlaps_bold(found, start, end)
            ):
                is_changed = True
                found[start:end] = [
                    run._replace(marks=run.marks & ~mark) for run in found[start:end]
                ]
    return _merged(found) if is_changed else found


def _stretches(runs: list[Run], mark: int) -> Iterator[tuple[int, int]]:
    """Where a mark begins and ends. It ends at the ends of links too."""
    start = 0
    while start < len(runs):
        end = start + 1
        if runs[start].marks & mark:
            while end < len(runs) and runs[end].marks & mark and runs[end].href == runs[start].href:
                end += 1
            yield start, end
        start = end


def _trimmed(runs: Sequence[Run], without: int) -> list[Run]:
    """Runs with the white space at the ends of marked ones moved out of them.

    A space between two runs has the marks and the link that both have.
    """
    found: list[Run] = []
    spaces: list[int] = []
    for run in runs:
        text, marks, href = run
        marks &= ~without
        if not (marks or href):
            if text == " ":
                spaces.append(len(found))
            found.append(run if not run.marks else Run(text))
            continue
        inner = text.strip(" ")
        if text[0] == " ":
            spaces.append(len(found))
            found.append(_SPACE)
        if inner:
            found.append(run if marks == run.marks and inner == text else Run(inner, marks, href))
            if text[-1] == " ":
                spaces.append(len(found))
                found.append(_SPACE)
    for index in spaces:
        if 0 < index < len(found) - 1:
            before, after = found[index - 1], found[index + 1]
            if before.href == after.href:
                marks = before.marks & after.marks & _EMPHASIS
                found[index] = Run(" ", marks, before.href)
    return found


def _merged(runs: Sequence[Run]) -> list[Run]:
    return [
        Run("".join([run.text for run in members]), *attributes)
        for attributes, members in groupby(runs, _ATTRIBUTES)
    ]


def _is_writable(runs: list[Run], start: int, end: int, *, strict: bool) -> bool:
    """Whether asterisks around ``runs[start:end]`` are read as marks."""
    first, last = runs[start], runs[end - 1]
    return _can_stand(
        runs[start - 1] if start else None, -1, first, 0, strict=strict
    ) and _can_stand(runs[end] if end < len(runs) else None, 0, last, -1, strict=strict)


def _can_stand(
    outer: Run | None, outer_end: int, inner: Run, inner_end: int, *, strict: bool
) -> bool:
    """Whether asterisks can stand between a run outside of them and one inside.

    Args:
        outer: The run outside; ``None`` at the ends of the line.
        outer_end: Index of its character beside the asterisks.
        inner: The run inside.
        inner_end: Index of its character beside the asterisks.
        strict: Whether they must not be able to begin marks and to end some.

    """
    if outer is None:
        return True
    is_sign = _is_sign(inner, inner.text[inner_end])
    if outer.href != inner.href:  # a bracket stands between them
        return not (strict and is_sign)
    if outer.marks & ~inner.marks & _EMPHASIS:
        return False  # the asterisks of two marks would join
    character = outer.text[outer_end]
    if character == " ":
        return True
    is_border = _is_border(outer, character)
    return is_border and not is_sign if strict else is_border or not is_sign


def _overlaps_bold(runs: list[Run], start: int, end: int) -> bool:
    """Whether a bold stretch reaches over one end of a stretch without containing it all."""
    is_over = _is_bold_across(runs, start) or _is_bold_across(runs, end)
    return is_over and not all(run.marks & Mark.BOLD for run in runs[start:end])


def _is_bold_across(runs: list[Run], index: int) -> bool:
    """Whether one bold stretch has the runs on both sides of a border."""
    if not 0 < index < len(runs):
        return False
    before, after = runs[index - 1], runs[index]
    return bool(before.marks & after.marks & Mark.BOLD) and before.href == after.href


def _is_sign(run: Run, character: str) -> bool:
    """Whether a character inside of marks may count as punctuation, by any version of the rules."""
    return bool(run.marks & Mark.CODE) or unicodedata.category(character)[0] in "PS"


def _is_border(run: Run, character: str) -> bool:
    """Whether a character outside of marks counts as white space or punctuation in all versions."""
    return (
        bool(run.marks & Mark.CODE)
        or character == " "
        or character in _ASCII_PUNCTUATION
        or unicodedata.category(character)[0] == "P"
    )
