"""Plain text as Markdown (CommonMark 0.31 with the tables of GFM): what has to be escaped."""

from __future__ import annotations

import re

# An underscore between two letters or digits, a "&" that begins no entity and a "<" that begins no
# tag mean themselves (CommonMark 2.5, 6.2, 6.6). Tildes are strikethrough in GFM.
_SIGNS = re.compile(r"[\\`*\[\]~_&<]")
_SPECIAL = re.compile(
    r"[\\`*\[\]~]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=#?\w{1,40};)"
    r"|<(?=[A-Za-z/!?])"
)
# What begins a block: bullet, heading, quote; a line of signs only, which could be a rule, the
# underline of a heading or the second line of a table; a number of an ordered list.
_BLOCK_START = re.compile(
    r"(?P<sign>[-+](?=\s|$)|\#{1,6}(?=\s|$)|>|[-=:|+][-=:|+\s]*$)|(?P<number>\d{1,9})[.)](?=\s|$)",
    re.ASCII,
)
_CLOSING_SIGNS = re.compile(r"(?:(?<=\s)|^)#+$")


def escaped(text: str) -> str:
    """Escape a text of one line so that it reads back the same inside a line of Markdown."""
    if _SIGNS.search(text) is None:
        return text
    return _SPECIAL.sub(_with_backslash, text)


def _with_backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def escaped_start(line: str) -> str:
    """Escape what would begin a block at the start of a line of Markdown."""
    match = _BLOCK_START.match(line)
    if match is None:
        return line
    end = match.end("number") if match["number"] else 0
    return f"{line[:end]}\\{line[end:]}"


def escaped_end(heading: str) -> str:
    """Escape signs at the end of a heading that would be taken for its closing sequence."""
    return _CLOSING_SIGNS.sub(_with_backslash, heading)


def of_paragraphs(body: str) -> str:
    """Return paragraphs, separated by blank lines, as Markdown that reads back the same.

    A line feed inside a paragraph becomes a hard line break.
    """
    return "\n\n".join([_paragraph(text) for text in body.split("\n\n")])


def _paragraph(text: str) -> str:
    return "\\\n".join([escaped_start(escaped(line)) for line in text.split("\n")])
