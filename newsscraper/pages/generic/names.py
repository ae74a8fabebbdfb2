"""The words in class names, ids and roles: article and body in ``ArticleBody__main``, and main."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NUMBER = re.compile(r"\d+")
_MAX_NAMES = 300
_MAX_WORDS = 24


def name_keys(names: str) -> tuple[str, ...]:
    """The words of class names, and the names themselves, in lower case, without numbers.

    Args:
        names: Names separated by spaces, as in a ``class`` attribute.

    """
    found: dict[str, None] = {}
    for name in names[:_MAX_NAMES].split():
        words = name.replace("_", "-").split("-")
        if name.isascii() and name.islower() and "".join(words).isalpha():  # the usual name
            whole = name
        else:
            words = _WORD.findall(name)
            whole = _NUMBER.sub("#", name.lower())
        for word in words:
            if len(word) > 1:
                found[word.lower()] = None
        if len(name) > 1 and ("-" in name or "_" in name):
            found[whole] = None
    return tuple(found)[:_MAX_WORDS]
