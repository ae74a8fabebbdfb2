"""Reads the word lists, described in ``wordlists/README.md``."""

from __future__ import annotations

from pathlib import Path

SHARED = "shared"
"""Name of the file with words that several languages share."""


def common_words(script: str) -> dict[str, frozenset[str]]:
    """Return the common words of each language of a script, by language code.

    Args:
        script: ``latin``, ``arabic`` or ``cyrillic``: a folder of ``wordlists/``.

    """
    folder = Path(__file__).parent / "wordlists" / script
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    shared = texts.pop(SHARED, "")
    words = {code: set(text.split()) for code, text in texts.items()}
    for line in shared.splitlines():
        codes, _, listed = line.partition(":")
        for code in codes.split():
            words[code].update(listed.split())
    return {code: frozenset(listed) for code, listed in words.items()}
