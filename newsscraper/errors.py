"""Errors that the user can correct."""

from collections.abc import Iterable

from newsscraper.passwords import masked


class UserError(Exception):
    """A problem with the user's input or environment.

    Its text is one line for the user, without passwords; the command line exits with code 2.
    """

    def __init__(self, *texts: object) -> None:
        super().__init__(*(masked(text) if isinstance(text, str) else text for text in texts))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean ...?`` after an unknown word, or the list of known words."""
    from difflib import get_close_matches  # only if there is an error

    words = list(known)
    close = get_close_matches(word, words, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(words)}"
