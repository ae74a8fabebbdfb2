"""The names in a byline, one by one."""

from __future__ import annotations

import re
from functools import lru_cache

from newsscraper.dates.anywhere import find_dates
from newsscraper.pages.fields.date_words import PUBLISHED, UPDATED
from newsscraper.pages.fields.name_words import BEFORE, DEGREES, NOBODY, NOT_NAMES, ROLES

_AND = re.compile(
    r"\s*[,،、;；|•·⋅\n]\s*|\s*/\s+|\s+[-–—]\s+|\s*(?<!\w)&(?!\w)\s*|\s+"
    r"(?:and|et|y|e|und|en|og|och|ja|oraz|i|ve|dan|και|и|і|та|و|sowie|mit|with)\s+",
    re.IGNORECASE,
)
_SURE_AND = re.compile(r"\s*[,،、;؛]\s*|\s+(?:and|et|y|und|و|&)\s+")
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.\w+)+|(?<!\w)@\w+|\((?:[^()]{0,60})\)"
    r"|\[[^\[\]]{0,40}\]"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:\s*(?:uhr|[ap]\.?m\.?|h))?\b.*$|\b\d+\s*min.*$", re.I)
_CLOCK_FIRST = re.compile(
    r"(?:um |at |à )?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*(?:uhr|[ap]\.?m\.?))?\W*", re.I
)
_DIGIT = re.compile(r"\d")
_AFTER = re.compile(
    r"\s+(?:on behalf of|für die|für|in|aus|at|of the|for the|from|bei|exclusively|special to|"
    r"de la rédaction|chez|à|pour)\s.*$"
)
_TRAILING = frozenset(
    "on at am um vom im in under by from von par por le el il den der the and und et y de with mit"
    " view in: updated published posted via".split()
)
_PARTICLES = frozenset(
    "de del della der den di da do dos das du la le el al bin ibn ben van von zu zum v. y e te ter"
    " ten af av der und d l dit san".split()
)
_EDGE = " \t\n.,;:|/-–—·•*\"'“”„«»()[]"
_MAX_NAME = 60
_MAX_SIGNATURE = 40
_MAX_WORDS = 6
_MAX_BYLINE = 300


def split_names(text: str) -> list[str]:
    """Return the names in a printed byline; the whole text if a part is not clearly a name.

    Args:
        text: The byline, cleaned, without the word before the names.

    """
    if text.count(" ") < 3:
        return [text]
    parts = [part for part in _SURE_AND.split(text) if part]
    if len(parts) < 2 or not all(map(is_full_name, parts)):
        return [text]
    return list(dict.fromkeys(parts))


def is_full_name(text: str) -> bool:
    """Whether a text has the shape of a first and a last name."""
    words = text.split()
    return 2 <= len(words) <= _MAX_WORDS - 1 and all(
        not word[:1].islower() or word.lower() in _PARTICLES or word[1:2] in "'’" for word in words
    )


@lru_cache(maxsize=4096)
def names_in(byline: str) -> tuple[str, ...]:
    """Return the names in any byline, without labels, roles, degrees, dates, mail and handles.

    Args:
        byline: The byline, cleaned.

    """
    text = without_label(byline[:_MAX_BYLINE])
    text = _NOISE.sub(" ", text)
    dates = find_dates(text)
    if dates:
        if dates[0].start > 1:
            text = text[: dates[0].start]
            label = PUBLISHED.search(text) or UPDATED.search(text)
            text = text[: label.start()] if label is not None and label.start() > 1 else text
        else:
            text = text[dates[0].end :]
        text = without_label(_CLOCK_FIRST.sub("", text.strip(_EDGE)))
    text = _CLOCK.sub("", text)
    found: list[str] = []
    for part in _AND.split(text):
        name = _name(part)
        if name and name not in found:
            found.append(name)
    return tuple(found)


def signature_in(text: str) -> str | None:
    """Return a name as it is stated, if it is one of a team, a desk or an agency.

    Args:
        text: What the metadata state as the author, cleaned.

    """
    if len(text) > _MAX_BYLINE:
        return None
    name = _NOISE.sub(" ", without_label(text)).strip(_EDGE)
    if (
        2 <= len(name) <= _MAX_SIGNATURE
        and name.lower() not in NOBODY
        and not NOT_NAMES.search(name)
    ):
        return name
    return None


def without_label(text: str) -> str:
    """Return a byline without "By" and the like before it, however many there are."""
    text = text.strip()
    while (match := BEFORE.match(text)) and match.end():
        text = text[match.end() :].lstrip(_EDGE)
    return text


def _name(part: str) -> str | None:
    bare = " ".join(part.split()).strip(_EDGE)
    name = without_label(bare)
    name = _AFTER.sub("", name)
    words = name.split()
    while len(words) > 1 and (
        (last := words[-1].strip(",®:●").lower()) in DEGREES or last in _TRAILING or not last
    ):
        words.pop()
    name = " ".join(words).rstrip(_EDGE.replace(".", ""))
    if words and len(words[-1]) == 1 and f"{bare}." in part:
        name = f"{name}."  # an initial: "A. B."
    key = name.lower().rstrip(".")
    if (
        len(name) < 2
        or len(name) > _MAX_NAME
        or len(words) > _MAX_WORDS
        or key in NOBODY
        or key in DEGREES
        or key in _TRAILING
        or key.isdecimal()
        or (_DIGIT.search(name) and len(words) > 1)
        or NOT_NAMES.search(name)
    ):
        return None
    if ROLES.search(name):
        return _before_role(words)
    # A sentence or a role begins in lower case; a pen name is one word.
    if len(words) > 2 and sum(word[:1].islower() for word in words) * 2 > len(words):
        return None
    return name


def _before_role(words: list[str]) -> str | None:
    """The name that stands before a role: "Jan Novak Staff Writer"."""
    for place, word in enumerate(words):
        if ROLES.search(word):
            name = " ".join(words[:place])
            if place == 1 and not name[0].isupper() and not name[0].islower():
                return name  # a script without capitals: "박준석 기자"
            return name if place >= 2 and is_full_name(name) else None
    return None
