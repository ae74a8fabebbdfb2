"""The package says "if", "resume", "invalid" and uses no idiom that readers stumbled over.

Only expressions of several words are counted: a single word has its right places too.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

IDIOMS = (
    r"(?:is|are|was|were|be) (?-i:none)\b",
    (
        r"(?:it|that|which|what|who|this|one|they|'|\"|\}|\)|`)"
        r" (?:is|are|was|were) no (?!longer|more\b|less)"
    ),
    r"(?:is|are|was|were|be|been) told\b",
    r"(?:go|goes|gone|going|went) on (?:where|with|from|behind)\b",
    r"where (?:it|they|he) stood",
    r"(?:give|gives|gave|given|giving|yields?) (?:none|no record)\b",
    r"once more\b",
    r"\banew\b",
    r"(?:pass|passes|passed|passing) (?:it |them |that )?over\b",
    r"\bends? with [0-9]",
    r"\bunder way\b",
    r"another day's weather",
    r"\bnever met before",
    r"\bthere twice",
    r"\bwhere (?:none|there (?:is|are|was|were)|(?:it|they|one|that) (?:is|are|was|were|has|have)"
    r" (?:not|none|known|given|needed|asked|there|one))\b",
    r"\bin front of\b",
    r"\b(?:stands?|stood|comes?|lies?) (?:behind|in front)\b",
    r"\b(?:one|two|three) an? (?:page|row|line|site|run|day|field|file|article|source|process)\b",
    (
        r"\ba (?:row|column|line|file|test|process)"
        r" an? (?:page|site|run|day|field|file|article|source)\b"
    ),
    r"\bwhat is asked for\b",
    r"\bof its own accord\b",
)
PATTERN = re.compile("|".join(rf"(?:{idiom})" for idiom in IDIOMS), re.IGNORECASE)


def files() -> list[Path]:
    return sorted(
        path
        for folder in ("newsscraper", "tests", "benchmarks", "evaluation", "training")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(__file__)
    )


def texts(source: str) -> Iterator[tuple[int, str]]:
    """The prose of a module, with its lines.

    Comments, strings, and the names of functions and classes as words.
    """
    comment, first = "", 0
    named = False
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            comment, first = f"{comment} {token.string.lstrip('# ')}", first or token.start[0]
            continue
        if token.type not in (tokenize.NL, tokenize.NEWLINE) and comment:
            yield first, comment
            comment, first = "", 0
        if token.type == tokenize.STRING:
            yield token.start[0], token.string
        elif token.type == tokenize.NAME:
            if named:
                yield token.start[0], token.string.replace("_", " ")
            named = token.string in ("def", "class")


def found(source: str) -> list[tuple[int, str]]:
    """Each idiom in a module, with its line."""
    return [
        (line, match[0])
        for line, text in texts(source)
        for match in PATTERN.finditer(" ".join(text.split()))
    ]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_idiom_of_the_old_dialect(path):
    idioms = found(path.read_text(encoding="utf-8"))
    assert not idioms, "\n".join(f"{path}:{line}: {idiom}" for line, idiom in idioms)


@pytest.mark.parametrize(
    "source",
    [
        '"""What is none is passed over."""',
        "# The same command goes on\n# where it stood.\nx = 1\n",
        "raise ValueError(f'{text!r} is no day: write 2026-01-31')",
        "def test_a_page_that_is_no_article_gives_no_record(): ...",
    ],
)
def test_an_idiom_is_found(source):
    assert found(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""There is no store; the run is no longer open."""',
        "# Rerun the command to resume.\n",
        "def test_invalid_day(): ...",
    ],
)
def test_plain_words_are_not(source):
    assert not found(source)
