"""The platform's wording in each language of its frame: the one place to mend when a label turns out otherwise.

French and Arabic labels have been read in captures of real pages, English ones are assumed (the Spanish ones too).
"""

import re
from typing import NamedTuple

from newsscraper.text import clean

# A printed date: day, month, year with any dash and any space, in any decimal digits.
DATE = r"\d{1,2}\s*[-\u2010-\u2015/.]\s*\d{1,2}\s*[-\u2010-\u2015/.]\s*\d{4}"

TEASER_END = re.compile(r"\((?:\.{3}|…)\)\s*$")
"""How a text ends that breaks off: "(...)". Seen on listings and on some article pages; as one character it is the same."""

_PUBLISHED = {
    "fr": (r"publi[ée\ufffd]s?\s+dans", r"le"),
    "ar": (r"نُ?شر\s+في", r"يوم"),
    "en": (r"published\s+in", r"on"),
    "es": (r"publicado\s+en", r"el"),
}

_LABEL = {
    language: re.compile(
        rf"(?P<author>[^\n]{{0,80}}?)(?<!\w){before}\s+(?P<source>\S(?:[^\n]{{0,150}}?\S)?)\s+{between}\s+(?P<date>{DATE})",
        re.IGNORECASE,
    )
    for language, (before, between) in _PUBLISHED.items()
}
_ANY_DATE = re.compile(DATE)

_NOTICE = re.compile(
    r"""^\s*(?:
        merci\s+d.avoir\s+signal.{1,2}\s*! | cette\s+image\s+sera\s+automatiquement\s+bloqu
      | شكرا\s+على\s+ال[إا]بلاغ\s*! | سيتم\s+حجب\s+هذه\s+الصورة\s+تلقائيا
      | thank\s+you\s+for\s+reporting\s*! | this\s+image\s+will\s+be\s+automatically\s+blocked
      | gracias\s+por\s+(?:avisar|informar|reportar)\s*! | esta\s+imagen\s+ser.{1,2}\s+bloqueada\s+autom
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING = re.compile(
    r"""(?:
        cliquez\s+ici\s+pour\s+lire\s+l.article\s+depuis\s+sa\s+source
      | (?:انقر|اضغط)\s+هنا\s+لقراءة\s+(?:الخبر|المقال)\s+من\s+مصدره
      | click\s+here\s+to\s+read\s+the\s+(?:story|article)\s+from\s+its\s+source
      | (?:pulse|haga\s+clic|haz\s+clic)\s+aqu.{1,2}\s+para\s+leer\s+(?:la\s+noticia|el\s+art.{1,2}culo)\s+desde\s+su\s+fuente
    )\s*\.?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT = re.compile(
    r"^\W*(?:page\s+)?(?:suivante?s?|التالي|التالية|الصفحة التالية|next(?:\s+page)?|siguientes?)\W*$", re.IGNORECASE
)


class Label(NamedTuple):
    """The line below a headline, taken apart. Strings as printed."""

    language: str
    source: str
    date: str
    author: str | None


def read_label(line: str) -> Label | None:
    """Takes a "published in … on …" line apart, or gives ``None``.

    Where a name stands before the label (seen on Arabic pages) it is the author's. The last date of the line counts, so
    a source whose name holds the label's own words ("Le Matin le soir") is read whole.
    """
    if not _ANY_DATE.search(line):
        return None
    for language, pattern in _LABEL.items():
        if match := pattern.search(line):
            author = match["author"].strip(" \t\u00a0\u200e\u200f-–—:|,،") or None
            return Label(language, match["source"].strip(), match["date"], author)
    return None


def is_notice(line: str) -> bool:
    """Whether the line is one of the two of the image-report notice."""
    return _NOTICE.match(line) is not None


def is_closing(line: str) -> bool:
    """Whether the line is nothing but the closing notice, which links to the publisher's page."""
    if len(line) > 200 or not may_close(line):
        return False
    match = _CLOSING.search(line)
    return match is not None and not line[: match.start()].strip()


def without_closing(line: str) -> str:
    """The line without a closing notice at its end."""
    if not may_close(line[-200:]):
        return line
    return line[:-200] + _CLOSING.sub("", line[-200:]).rstrip()


def may_close(line: str) -> bool:
    """Whether one of the words that every closing notice holds is there ("here"): a cheap question, asked of every link."""
    return "ici" in line or "هنا" in line or "here" in line or "aqu" in line


def is_next(text: str) -> bool:
    """Whether a link's text says that it leads to the next page."""
    return len(text) < 40 and _NEXT.match(clean(text)) is not None
