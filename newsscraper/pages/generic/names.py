"""The words in class names, ids and roles: article and body in ``ArticleBody__main``, and main."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NUMBER = re.compile(r"\d+")
_MAX_NAMES = 300
_MAX_WORDS = 24


def names_in(attributes: str) -> list[str]:
    """The single names in attributes; only those at the beginning of very long ones.

    Args:
        attributes: Names separated by spaces, as in a ``class`` attribute.

    """
    return attributes[:_MAX_NAMES].split()


def name_keys(name: str) -> list[str]:
    """The words of a name, and the name itself if it has several, in lower case, without numbers.

    Args:
        name: One class name, id or role.

    """
    words = [word for word in name.replace("_", "-").split("-") if word]
    if not (name.isascii() and name.islower() and "".join(words).isalpha()):  # an unusual name
        words = _WORD.findall(name.lower() if name.isupper() else name)
        words = [word.lower() for word in words[:_MAX_WORDS]]
        name = _NUMBER.sub("#", name.lower())
    if "-" in name or "_" in name:
        words.append(name)
    return words
