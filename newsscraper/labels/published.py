"""The label below a headline: "published in <source> on <date>"."""

import re
from typing import NamedTuple

from newsscraper.labels.letters import MARKS
from newsscraper.labels.printed_date import DATE, WRITTEN_WORDS
from newsscraper.text.cleaning import NOTHING_SHOWN, clean
from newsscraper.text.mojibake import mend

_DIGIT = re.compile(r"\d")
_NASHR = re.compile(f"ن{MARKS}ش{MARKS}ر")
_NOON = "ن".encode()
_ARABIC_BYTE = _NOON[:1]
_MAX_LABEL = 400
_MAX_PRINTED = 1600  # includes the white space of the HTML source
_MAX_AUTHOR = 80
_MAX_SOURCE = 150
_MAX_START = 400  # in bytes; includes white space


def _spread(word: str) -> str:
    """Return a pattern for an Arabic word that may contain marks after each letter."""
    return "".join(letter + MARKS for letter in word)


# The words before the source, and the words between the source and the date.
_PUBLISHED = {
    "fr": (r"publi[ée\ufffd]s?\s+dans", r"le"),
    "ar": (rf"{_spread('نشر')}\s+{_spread('في')}", _spread("يوم")),
    "en": (r"published\s+in", r"on"),
    "es": (r"publicado\s+en", r"el"),
}
_BEFORE = {
    language: re.compile(rf"(?<!\w){before}(?=\s)", re.IGNORECASE)
    for language, (before, _) in _PUBLISHED.items()
}

# The same words after "publi", in a text with invisible characters.
_LATIN_START = re.compile(
    rf"(?:[ée\ufffd]s?{NOTHING_SHOWN}+dans|shed{NOTHING_SHOWN}+in|cado{NOTHING_SHOWN}+en)",
    re.IGNORECASE,
)
# Their letters in UTF-8, and the beginning of what follows: most words on "publi" have others, and
# are rejected before anything is decoded.
_ENCODED_START = re.compile(
    rb"(?:(?:\xc3[\x89\xa9]|\xef\xbf\xbd|e)s?|shed|cado)[\x00-\x20\x7f-\xff]", re.IGNORECASE
)
_ARABIC_START = re.compile(rf"{_spread('نشر')}{NOTHING_SHOWN}+{_spread('في')}")
_BETWEEN = {
    language: re.compile(rf"\s{between}\s+(?P<date>{DATE}|{WRITTEN_WORDS})", re.IGNORECASE)
    for language, (_, between) in _PUBLISHED.items()
}
_REST = {
    language: re.compile(
        rf"(?:^|\s){between}(?:\s+(?P<date>[\d\s/.\-\u2010-\u2015\u2212]{{1,24}}))?$", re.IGNORECASE
    )
    for language, (_, between) in _PUBLISHED.items()
}


class Label(NamedTuple):
    """The parts of the line below a headline, as printed except for repaired encoding damage."""

    language: str
    source: str
    date: str
    author: str | None
    is_repaired: bool = False
    """Whether :func:`newsscraper.text.mojibake.mend` had to repair the line."""


class LabelSpan(NamedTuple):
    """A label and its position in its line."""

    label: Label
    start: int
    """The offset of the words before the source. An author's name may precede them."""
    end: int
    """The offset of the end of the date."""


class LabelStart(NamedTuple):
    """The position of the words before the source ("published in") in a line."""

    language: str
    start: int
    end: int


def read_label(printed: str) -> Label | None:
    """Parse a line that is a "published in … on …" label; return ``None`` for any other line.

    A name before the label (seen on Arabic pages) is the author's. The last date of the line ends
    the label, so a source's name may itself contain a date or the label's words ("Le Matin le
    soir"). Runs in linear time.

    Args:
        printed: The line as the page has it. Encoding damage is repaired here, before white space
            is cleaned: no-break spaces and control characters are parts of damaged letters.

    """
    if len(printed) > _MAX_PRINTED:
        printed = printed[:_MAX_PRINTED]
    # Damaged Arabic digits no longer match: their first byte becomes one of these letters.
    if _DIGIT.search(printed) is None and "Ù" not in printed and "ظ" not in printed:
        return None
    mended = mend(printed)
    found = find_label(clean(mended.text))
    if found is None or found.start > _MAX_AUTHOR:
        return None
    return found.label._replace(is_repaired=mended.repaired)


def find_label(line: str) -> LabelSpan | None:
    """Find a "published in … on …" label anywhere in a cleaned line.

    The label is parsed as by :func:`read_label`.
    """
    if len(line) > _MAX_LABEL:
        line = line[:_MAX_LABEL]
    if _DIGIT.search(line) is None:
        return None
    for language, before in _BEFORE.items():
        start = before.search(line)
        if start is None:
            continue
        ends = list(_BETWEEN[language].finditer(line, start.end()))
        if not ends:
            continue
        # The source's name and the text after the label may contain dates too. The last date ends
        # the label if it also ends the line; otherwise the first date does.
        end = ends[-1] if not any(map(str.isalnum, line[ends[-1].end() :])) else ends[0]
        source, author = line[start.end() : end.start()].strip(), line[: start.start()]
        if not source or len(source) > _MAX_SOURCE:
            continue
        author = author.strip(" \t\u00a0\u200e\u200f-–—:|,،")
        return LabelSpan(
            Label(language, source, end["date"], author or None), start.start(), end.end()
        )
    return None


def may_be_cut_label(line: str) -> bool:
    """Return whether a cleaned line may be a label whose date is missing or cut off.

    Example: "Publié dans Atlas Matin le 07 -".
    """
    if len(line) > _MAX_AUTHOR + _MAX_SOURCE:
        return False
    return any(
        (match := before.search(f"{line} ")) is not None and match.start() <= _MAX_AUTHOR
        for before in _BEFORE.values()
    )


def may_be_label(line: str) -> bool:
    """Return whether a line contains part of a word that every label starts with.

    This fast check is made for every line of a page. An Arabic word may contain marks.
    """
    return (
        "ubli" in line
        or "نشر" in line
        or "UBLI" in line
        or (not line.isascii() and _NASHR.search(line) is not None)
    )


def may_contain_label(text: bytes) -> bool:
    """Return whether a long text contains the words that a label starts with.

    This fast check is made once for the text of a page of any site.

    Args:
        text: The text in UTF-8.

    """
    for letters in (b"ubli", b"UBLI"):
        at = text.find(letters)
        while at >= 0:
            at += len(letters)
            if _ENCODED_START.match(text, at) is not None:
                following = text[at : at + _MAX_START].decode("utf-8", "replace")
                if _LATIN_START.match(following) is not None:
                    return True
            at = text.find(letters, at)
    # A search for one byte is far faster, and pages in Latin script hardly have it.
    if _ARABIC_BYTE not in text or _NOON not in text:
        return False
    return _ARABIC_START.search(text.decode("utf-8")) is not None


def label_start(line: str) -> LabelStart | None:
    """Find the first words that start a label ("published in"), in any language."""
    found = [
        (match.start(), match.end(), language)
        for language, before in _BEFORE.items()
        if (match := before.search(line))
    ]
    if not found:
        return None
    start, end, language = min(found)
    return LabelStart(language, start, end)


def label_date(text: str, language: str, start: int, end: int) -> re.Match[str] | None:
    """Find the words between source and date, followed by a date, in a part of a text.

    The group ``date`` is the date.
    """
    return _BETWEEN[language].search(text, start, end)


def label_rest(text: str, language: str) -> re.Match[str] | None:
    """Find the words between source and date at the end of a text.

    Nothing may follow them, except digits that are not a valid date.
    """
    return _REST[language].search(text)
