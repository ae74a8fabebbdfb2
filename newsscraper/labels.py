"""The platform's wording in each language of its frame: the one place to mend when a label turns out otherwise.

French and Arabic labels have been read in captures of real pages, English ones are assumed (the Spanish ones too).
Arabic may carry tatweel and diacritics anywhere inside a word.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from newsscraper.text import clean

TEASER_MARK = re.compile(r"\(\s?(?:\.{3}|…)\s?\)")
"""What stands at the end of a text that breaks off."""

TEASER_END = re.compile(rf"{TEASER_MARK.pattern}\s*$")
"""How a text ends that breaks off: "(...)". Seen on listings and on some article pages; as one character it is the same."""

# A printed date: day, month, year with any dash and any space, in any decimal digits.
_DASH = r"\s*[-\u2010-\u2015\u2212/.]\s*"
DATE = rf"(?<!\d)\d{{1,2}}{_DASH}\d{{1,2}}{_DASH}\d{{4}}(?!\d)"

_DIGIT = re.compile(r"\d")

_MARKS = "[\u0640\u064b-\u0652\u0670]*"
_MAX_LABEL = 400
_MAX_AUTHOR = 80
_MAX_SOURCE = 150


def _spread(word: str) -> str:
    """A pattern for an Arabic word with any marks inside and behind it."""
    return "".join(letter + _MARKS for letter in word)


# What stands before the source, and what between the source and the date.
_PUBLISHED = {
    "fr": (r"publi[ée\ufffd]s?\s+dans", r"le"),
    "ar": (rf"{_spread('نشر')}\s+{_spread('في')}", _spread("يوم")),
    "en": (r"published\s+in", r"on"),
    "es": (r"publicado\s+en", r"el"),
}
_BEFORE = {language: re.compile(rf"(?<!\w){before}(?=\s)", re.IGNORECASE) for language, (before, _) in _PUBLISHED.items()}
# A date in words has not been seen in a label; it is read by the general rules, where they are sure of it. A weekday may
# stand before it, and its month may have two words or two names (كانون الثاني, أغسطس/آب).
_NAME = r"[^\W\d_]{2,12}\.?"
_WRITTEN = rf"(?:{_NAME}[\s,،]\s?)?\d{{1,2}}(?:er)?\s(?:de\s)?{_NAME}(?:\s?[\s/]\s?{_NAME})?\s(?:de\s)?\d{{4}}(?!\d)"
WRITTEN_DATE = rf"(?<!\w){_WRITTEN}"
"""A date in words, with a year: "12 janvier 2026". Not every match is one."""

_BETWEEN = {
    language: re.compile(rf"\s{between}\s+(?P<date>{DATE}|{_WRITTEN})", re.IGNORECASE)
    for language, (_, between) in _PUBLISHED.items()
}

_NOTICES = r"""
    (?:merci\s+d.avoir\s+signal.{1,2}\s*!\s*)?cette\s+image\s+sera\s+automatiquement\s+bloqu[^.!?]{5,90}\.?
  | (?:شكرا\s+على\s+ال[إا]بلاغ\s*!\s*)?سيتم\s+حجب\s+هذه\s+الصورة\s+تلقائيا[^.!؟]{5,90}\.?
  | (?:thank\s+you\s+for\s+reporting\s*!\s*)?this\s+image\s+will\s+be\s+automatically\s+blocked[^.!?]{5,90}\.?
  | (?:gracias\s+por\s+\w{5,12}\s*!\s*)?esta\s+imagen\s+ser.{1,2}\s+bloqueada\s+autom[^.!?]{5,90}\.?
"""
_NOTICE = re.compile(_NOTICES, re.IGNORECASE | re.VERBOSE)
_THANKS = re.compile(
    r"""(?:merci\s+d.avoir\s+signal.{1,2} | شكرا\s+على\s+ال[إا]بلاغ | thank\s+you\s+for\s+reporting
      | gracias\s+por\s+(?:avisar|informar|reportar))\s*!?""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these stands in each of the notices, in small letters; the last three are letters that case-blind patterns take for
# an i or an s.
_NOTICE_HINTS = ("image", "signal", "report", "avisar", "informar", "الصورة", "الإبلاغ", "الابلاغ", "ı", "i\u0307", "ſ")

_CLOSING = re.compile(
    r"""(?:
        cliquez\s+ici\s+pour\s+lire\s+l.article\s+depuis\s+sa\s+source
      | (?:[اأإ]نقر|[اأإ]ضغط)\s+هنا\s+لقراءة\s+(?:الخبر|المقال)\s+من\s+مصدره
      | click\s+here\s+to\s+read\s+the\s+(?:story|article)\s+from\s+its\s+source
      | (?:pulse|haga\s+clic|haz\s+clic)\s+aqu.{1,2}\s+para\s+leer\s+(?:la\s+noticia|el\s+art.{1,2}culo)\s+desde\s+su\s+fuente
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT = re.compile(
    r"""^\W*(?:
        (?:page\s+|articles\s+)?suivante?s? | (?:articles\s+)?plus\s+anciens
      | (?:الصفحة\s+)?(?:التالي|التالية) | الصفحة\s+(?:القادمة|الموالية) | (?:المقالات\s+)?الأقدم
      | next(?:\s+page)? | older(?:\s+(?:posts|articles|entries|news|stories))?
      | (?:p[áa]gina\s+)?siguientes? | siguiente\s+p[áa]gina
    )[\W\d]*$""",
    re.IGNORECASE | re.VERBOSE,
)

# What stands in front of a ticker, where anything does, and in front of lists that are other things (all assumed).
_STRIP_TITLE = re.compile(
    r"flash|breaking|en\s+continu|derni[èe]re\s+(?:minute|heure)|en\s+direct|alerte|[úu]ltim[ao]\s+(?:hora|minuto)|al\s+minuto"
    r"|عاجل|شريط|على\s+مدار\s+الساعة",
    re.IGNORECASE,
)
_OTHERS_TITLE = re.compile(
    r"plus\s+(?:lu|vu|comment|partag|populaire|consult)|lire\s+aussi|[àa]\s+lire|m[êe]me\s+(?:sujet|auteur|source|journal)"
    r"|article[s]?\s+(?:li|similaire|relati|associ)|most\s+(?:read|viewed|popular|commented|shared)|popular|trending|related"
    r"|read\s+also|also\s+read|see\s+also|same\s+(?:topic|author|source)|recommend|m[áa]s\s+(?:le[íi]d|vist|popular|comentad)"
    r"|relacionad|mism[oa]\s+(?:tema|autor|fuente)|الأكثر|الاكثر|[اإ]قرأ\s+أيض|ذات\s+صلة|نفس\s+(?:الموضوع|الكاتب|المصدر)|متعلقة|مشابهة",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """The line below a headline, taken apart. Strings as printed."""

    language: str
    source: str
    date: str
    author: str | None


def read_label(line: str) -> Label | None:
    """Takes a "published in … on …" line apart, or gives ``None``.

    Where a name stands before the label (seen on Arabic pages) it is the author's. A source whose name holds the label's
    own words ("Le Matin le soir"), or a date, is read whole: the line's last date ends it. Takes time linear in the length.
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
        # A source's name may hold a date; so may what stands behind the label. The last one ends it if it ends the line.
        end = ends[-1] if not any(map(str.isalnum, line[ends[-1].end() :])) else ends[0]
        source, author = line[start.end() : end.start()].strip(), line[: start.start()]
        if not source or len(source) > _MAX_SOURCE or len(author) > _MAX_AUTHOR:
            continue
        author = author.strip(" \t\u00a0\u200e\u200f-–—:|,،")
        return Label(language, source, end["date"], author or None)
    return None


def begins_label(line: str) -> bool:
    """Whether the words that stand before a source's name are there, whatever follows: a link may hold the name."""
    return any(before.search(f"{line} ") for before in _BEFORE.values())


def is_strip_title(line: str) -> bool:
    """Whether the words say that a ticker follows."""
    return _STRIP_TITLE.search(line) is not None and not is_title_of_others(line)


def is_title_of_others(line: str) -> bool:
    """Whether the words say that the most read, or the articles related to one, follow."""
    return _OTHERS_TITLE.search(line) is not None


def without_notices(line: str) -> str:
    """The line without the image-report notice; what else it says stays.

    The thanks alone are a notice only where they are all of the line: anybody may say them.
    """
    lowered = line.lower()
    if not any(hint in lowered for hint in _NOTICE_HINTS):
        return line
    rest = _NOTICE.sub(" ", line).strip()
    return "" if _THANKS.fullmatch(rest) else rest


def is_notice(line: str) -> bool:
    """Whether the line is nothing but one of the two of the image-report notice."""
    return bool(line.strip()) and not without_notices(line.strip())


def is_closing(line: str) -> bool:
    """Whether the line is nothing but the closing notice, which links to the publisher's page."""
    if len(line) > 200 or not may_close(line):
        return False
    match = _CLOSING.search(line)
    return match is not None and not any(map(str.isalnum, line[: match.start()]))


def ends_with_closing(line: str) -> bool:
    """Whether the closing notice stands at the line's end."""
    return may_close(line[-200:]) and _CLOSING.search(line[-200:]) is not None


def without_closing(line: str) -> str:
    """The line without a closing notice at its end."""
    if not may_close(line[-200:]):
        return line
    rest = line[:-200] + _CLOSING.sub("", line[-200:])
    return rest.rstrip() if any(map(str.isalnum, rest)) else ""


def may_close(line: str) -> bool:
    """Whether one of the words that every closing notice holds is there ("here"): a cheap question, asked of every link."""
    return "ici" in line or "هنا" in line or "here" in line or "aqu" in line or "ICI" in line or "HERE" in line or "AQU" in line


def is_next(text: str) -> bool:
    """Whether a link's text says that it leads to the next page."""
    return len(text) < 40 and _says_next(text)


@lru_cache(maxsize=1024)
def _says_next(text: str) -> bool:
    return _NEXT.match(clean(text)) is not None
