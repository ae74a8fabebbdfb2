"""The names in a byline, one by one."""

from __future__ import annotations

import re

_AND = re.compile(r"\s*[,،،、;؛|•]\s*|\s+(?:and|et|y|und|e|en|i|og|och|ja|oraz|و|&|\+)\s+")
_TITLE_CASE = re.compile(r"[^\W\d_]")
_MAX_WORDS = 5


def split_names(text: str) -> list[str]:
    """Return the names in a printed byline; the whole text if a part is not clearly a name.

    Args:
        text: The byline, cleaned, without the word before the names.

    """
    if text.count(" ") < 3:
        return [text]
    parts = [part for part in _AND.split(text) if part]
    if len(parts) < 2 or not all(map(_is_full_name, parts)):
        return [text]
    return list(dict.fromkeys(parts))


def _is_full_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= _MAX_WORDS and all(
        not word[:1].islower() or word[-1:] in "'’" or len(word) < 4 for word in words
    )
