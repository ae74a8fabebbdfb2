"""The closing notice below the body, which links to the publisher's page."""

import re
from functools import lru_cache

from newsscraper.labels.letters import fold

# The Arabic "here": UTF-8 decoded as windows-1252, Latin-1 and windows-1256, and windows-1256
# decoded as windows-1252.
_HERE_DAMAGED = ("Ù‡Ù†Ø§", "Ù\x87Ù\x86Ø§", "ظ‡ظ†ط§", "åäÇ")

_MAX_CUT = 80
_MAX_ENCODED = 600  # in bytes; includes the white space of the HTML source
_MAX_SEARCHED = 500

# The last word of each closing notice without its first letter, which is large or small.
_LAST_LETTERS = tuple(letters.encode() for letters in ("ource", "OURCE", "uente", "UENTE", "صدره"))

# The closing notice as seen, and other possible wordings.
_CLOSINGS = (
    "cliquez ici pour lire l'article depuis sa source.",
    "انقر هنا لقراءة الخبر من مصدره.",
    "انقر هنا لقراءة المقال من مصدره.",
    "اضغط هنا لقراءة الخبر من مصدره.",
    "اضغط هنا لقراءة المقال من مصدره.",
    "click here to read the story from its source.",
    "click here to read the article from its source.",
    "pulse aqui para leer la noticia desde su fuente.",
    "haga clic aqui para leer la noticia desde su fuente.",
    "haz clic aqui para leer la noticia desde su fuente.",
)
_CLOSING_WORDS = r"""(?:
        cliquez\s+ici\s+pour\s+lire\s+l.article\s+depuis\s+sa\s+source
      | (?:[اأإ]نقر|[اأإ]ضغط)\s+هنا\s+لقراءة\s+(?:الخبر|المقال)\s+من\s+مصدره
      | click\s+here\s+to\s+read\s+the\s+(?:story|article)\s+from\s+its\s+source
      | (?:pulse|haga\s+clic|haz\s+clic)\s+aqu.{1,2}\s+para\s+leer
        \s+(?:la\s+noticia|el\s+art.{1,2}culo)\s+desde\s+su\s+fuente
    )"""
_CLOSING = re.compile(rf"{_CLOSING_WORDS}\W*$", re.IGNORECASE | re.VERBOSE)
_CLOSING_ANYWHERE = re.compile(_CLOSING_WORDS, re.IGNORECASE | re.VERBOSE)


def is_closing(line: str) -> bool:
    """Return whether the line is the closing notice and nothing else."""
    if len(line) > 200 or not may_contain_closing(line):
        return False
    match = _CLOSING.search(line)
    return match is not None and not any(map(str.isalnum, line[: match.start()]))


def ends_with_closing(line: str) -> bool:
    """Return whether the line ends with the closing notice."""
    return may_contain_closing(line[-200:]) and _CLOSING.search(line[-200:]) is not None


def find_closing(line: str) -> tuple[int, int] | None:
    """Return the start and end of the first closing notice in a line; ``None`` without one."""
    match = _CLOSING_ANYWHERE.search(line) if may_contain_closing(line) else None
    return match.span() if match is not None else None


def may_be_closed(text: bytes) -> bool:
    """Return whether a long text contains a closing notice, or very many of its last words.

    This fast check is made once for the text of a page of any site: the last word of a notice is
    looked for, and only the text before it is searched.

    Args:
        text: The text in UTF-8.

    """
    searched = 0
    for word in _LAST_LETTERS:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            # In code, a letter or a sign stands before most such words, and not a space.
            if text[at - 2 : at - 1].isspace() or text[at - 2 : at - 1] >= b"\x80":
                searched += 1
                before = text[max(at - _MAX_ENCODED, 0) : end].decode("utf-8", "ignore")
                if searched > _MAX_SEARCHED or find_closing(before) is not None:
                    return True
            at = text.find(word, end)
    return False


def without_closing(line: str) -> str:
    """Return the line without a closing notice at its end."""
    if not may_contain_closing(line[-200:]):
        return line
    rest = line[:-200] + _CLOSING.sub("", line[-200:])
    return rest.rstrip() if any(map(str.isalnum, rest)) else ""


def may_be_cut_closing(line: str) -> bool:
    """Return whether a line is the start of the closing notice, where a capture was cut off."""
    folded = fold(line[:_MAX_CUT])
    return (
        bool(folded)
        and len(line) <= _MAX_CUT
        and any(closing.startswith(folded) for closing in _closings())
    )


@lru_cache(maxsize=1)
def _closings() -> tuple[str, ...]:
    return tuple(map(fold, _CLOSINGS))


def may_contain_closing(line: str) -> bool:
    """Return whether a line contains a word that every closing notice contains ("here").

    This fast check is made for every link.
    """
    return (
        "ici" in line
        or "هنا" in line
        or "here" in line
        or "aqu" in line
        or "ICI" in line
        or "HERE" in line
        or "AQU" in line
    )


def may_end_with_closing(text: str) -> bool:
    """Return whether a long text contains the last words of a closing notice.

    This fast check is made once for a whole body.

    Args:
        text: Cleaned lines in lower case.

    """
    return (
        "sa source" in text
        or "its source" in text
        or "su fuente" in text
        or "من مصدره" in text
        or "ſ" in text  # patterns that ignore case match it as s
    )


def may_contain_damaged_closing(text: str) -> bool:
    """Return whether a text contains the Arabic "here" with encoding damage.

    The other languages' words are ASCII and cannot be damaged.
    """
    return any(word in text for word in _HERE_DAMAGED)
