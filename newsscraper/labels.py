"""The platform's wording in each language of its frame: the one place to mend when a label turns
out otherwise.

French and Arabic labels have been read in captures of real pages, and the English notice about
images; the other English labels are assumed, and so are the Spanish ones. Arabic may carry tatweel
and diacritics anywhere inside a word.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

TEASER_MARK = re.compile(r"\(\s?(?:\.{3}|…)\s?\)")
"""What stands at the end of a text that breaks off."""

TEASER_END = re.compile(rf"{TEASER_MARK.pattern}\s*$")
"""How a text ends that breaks off: "(...)". Seen on listings and on some article pages; as one
character it is the same."""

# A printed date: day, month, year with any dash and any space, in any decimal digits.
_DASH = r"\s*[-\u2010-\u2015\u2212/.]\s*"
DATE = rf"(?<!\d)\d{{1,2}}{_DASH}\d{{1,2}}{_DASH}\d{{4}}(?!\d)"

_DIGIT = re.compile(r"\d")

_MARKS = "[\u0640\u064b-\u0652\u0670]*"
_MARKED = re.compile(f"ن{_MARKS}ش{_MARKS}ر")
_MARK = re.compile("[\u0640\u064b-\u0652\u0670]")
_MAX_LABEL = 400
_MAX_PRINTED = 1600  # with the white space of the page's source
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
_BEFORE = {
    language: re.compile(rf"(?<!\w){before}(?=\s)", re.IGNORECASE)
    for language, (before, _) in _PUBLISHED.items()
}
# A date in words has not been seen in a label; it is read by the general rules, where they are sure
# of it. A weekday may stand before it, and its month may have two words or two names (كانون الثاني,
# أغسطس/آب).
_NAME = r"[^\W\d_]{2,12}\.?"
_WRITTEN = rf"(?:{_NAME}[\s,،]\s?)?\d{{1,2}}(?:er)?\s(?:de\s)?{_NAME}(?:\s?[\s/]\s?{_NAME})?\s(?:de\s)?\d{{4}}(?!\d)"
PRINTED_DATE = rf"(?:{DATE}|(?<!\d){_WRITTEN})"
"""A pattern for a date as a label may print it, in digits or in words."""
WRITTEN_DATE = rf"(?<!\w){_WRITTEN}"
"""A date in words, with a year: "12 janvier 2026". Not every match is one."""

_BETWEEN = {
    language: re.compile(rf"\s{between}\s+(?P<date>{DATE}|{_WRITTEN})", re.IGNORECASE)
    for language, (_, between) in _PUBLISHED.items()
}
_HANGING = {
    language: re.compile(
        rf"(?:^|\s){between}(?:\s+(?P<date>[\d\s/.\-\u2010-\u2015\u2212]{{1,24}}))?$", re.IGNORECASE
    )
    for language, (_, between) in _PUBLISHED.items()
}

_NOTICES = r"""
    (?:merci\s+d.avoir\s+signal.{1,2}\s*!\s*)?cette\s+image\s+sera\s+automatiquement\s+bloqu[^.!?]{5,90}\.?
  | (?:شكرا\s+على\s+ال[إا]بلاغ\s*!\s*)?سيتم\s+حجب\s+هذه\s+الصورة\s+تلقائيا[^.!؟]{5,90}\.?
  | (?:thank\s+you\s+for\s+reporting\s*!\s*)?this\s+image\s+will\s+be\s+automatically\s+(?:disabled|blocked)[^.!?]{5,90}\.?
  | (?:¡?\s*gracias\s+por\s+\w{5,12}\s*!\s*)?esta\s+imagen\s+ser.{1,2}\s+bloqueada\s+autom[^.!?]{5,90}\.?
"""
_NOTICE = re.compile(_NOTICES, re.IGNORECASE | re.VERBOSE)
_THANKS = re.compile(
    r"""(?:merci\s+d.avoir\s+signal.{1,2} | شكرا\s+على\s+ال[إا]بلاغ | thank\s+you\s+for\s+reporting
      | ¡?\s*gracias\s+por\s+(?:avisar|informar|reportar))\s*!?""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these stands in each of the notices, in small letters; the last three are letters that
# case-blind patterns take for an i or an s.
_NOTICE_HINTS = (
    "image",
    "signal",
    "report",
    "avisar",
    "informar",
    "الصورة",
    "الإبلاغ",
    "الابلاغ",
    "ı",
    "i\u0307",
    "ſ",
)

# What a notice about an image speaks of, in folded text (see `_folded`): stems, in all languages of
# the frame.
_IMAGE = (
    r"(?:images?|photos?|photograph(?:ie)?s?|pictures?|illustrations?|visuels?"
    r"|imagen|imagenes|fotos?|fotografias?|(?:ال)?صوره?)"
)
_OF_IMAGE = {
    "this": (
        rf"\b(?:this|that|these|those|ce|cette|ces|esta|esa|estas|esas)\s+(?:\w+\s+)?{_IMAGE}\b"
        rf"|\b(?:هذه|هذي|تلك)\s+{_IMAGE}\b|\bالصوره\s+هذه\b"
    ),
    "article": rf"^\W*(?:the\s+|l\W\s?|la\s+)?{_IMAGE}\b|^\W*\w+(?:\s+\w+)?\s+الصوره\b",
    "automatic": r"\bautomat|تلقاييا?\b|\bاليا\b|\bبشكل\s+الي\b|\bاوتوماتيك",
    "reported": (
        r"\breport|\bflag(?:s|ged|ging)?\b|\bsignal|\bdenonc|\bdenunci|\bnotific|\bavisar"
        r"|بلاغ|بليغ|\bالمبلغ\b|ابلغ|بلغ\w{0,2}\s+عن"
    ),
    "removed": (
        r"\b(?:block|disabl|hid(?:e|den)|remov|delet|deactivat|suspend|withdr|taken\s+down|mask|bloqu|desactiv|supprim|masqu|retir|cach"
        r"|elimin|ocult|borr)|حجب|تعط[يل]|حذف|اخفا|تخفي|ازال|تزال|ايقاف|سحب"
    ),
    "future": r"\b(?:will|shall|sera|seront|se)\b|\bسيتم\b|\bسوف\b|\bس[يت]\w{3,}",
    "several": (
        r"\b(?:several|many|multiple|enough|users|people|persons|visitors|readers|plusieurs|personnes|utilisateurs|internautes"
        r"|lecteurs|varias|varios|personas|usuarios|lectores)\b|\bعده\b|\bعدد\b|\bاشخاص\b|مستخدمين\b|\bزوار\b|قراء\b"
    ),
}
_SPOKEN_OF = {name: re.compile(pattern) for name, pattern in _OF_IMAGE.items()}
# Of each of these something stands in every notice, in small letters: what it is about, and what
# happens to it.
_ABOUT = (
    "image",
    "photo",
    "picture",
    "illustration",
    "visuel",
    "foto",
    "merci",
    "thank",
    "gracias",
)
_ABOUT_ARABIC = re.compile(f"ص{_MARKS}و{_MARKS}ر|ش{_MARKS}ك{_MARKS}ر")
_HAPPENS = re.compile(
    rf"report|signal|flag|nonc|denunc|notific|bloqu|block|disabl|avisar|informar|ب{_MARKS}ل{_MARKS}[اي]?{_MARKS}غ|حجب",
    re.IGNORECASE,
)
_THANKING = re.compile(r"\W*(?:merci|thank|gracias|شكر|نشكر)")
_YOURS = re.compile(r"\b(?:your|votre|vos|su|tu|بلاغك|بلاغكم|تبليغك)\b")
_ACCENT = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u0670]")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")
_MAX_NOTICE = 220
_MAX_THANKS = 80
_THANKS_SENTENCES = 2
_MAX_BEFORE_NOTICE = 100
_LINES_BEFORE_NOTICE = 3

# The Arabic "here" in UTF-8 read as windows-1252, Latin-1 and windows-1256, and in windows-1256
# read as windows-1252.
_HERE_DAMAGED = ("Ù‡Ù†Ø§", "Ù\x87Ù\x86Ø§", "ظ‡ظ†ط§", "åäÇ")

# The closing notice as it has been seen, and as it may be worded otherwise.
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
      | (?:pulse|haga\s+clic|haz\s+clic)\s+aqu.{1,2}\s+para\s+leer\s+(?:la\s+noticia|el\s+art.{1,2}culo)\s+desde\s+su\s+fuente
    )"""
_CLOSING = re.compile(rf"{_CLOSING_WORDS}\W*$", re.IGNORECASE | re.VERBOSE)
_CLOSING_ANYWHERE = re.compile(_CLOSING_WORDS, re.IGNORECASE | re.VERBOSE)
_NEXT = re.compile(
    r"""^\W*(?:
        (?:page\s+|articles\s+)?suivante?s? | (?:articles\s+)?plus\s+anciens
      | (?:الصفحة\s+)?(?:التالي|التالية) | الصفحة\s+(?:القادمة|الموالية) | (?:المقالات\s+)?الأقدم
      | next(?:\s+page)? | older(?:\s+(?:posts|articles|entries|news|stories))?
      | (?:p[áa]gina\s+)?siguientes? | siguiente\s+p[áa]gina
    )[\W\d]*$""",
    re.IGNORECASE | re.VERBOSE,
)

# What stands in front of a ticker, where anything does, and in front of lists that are other things
# (all assumed).
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
    """The line below a headline, taken apart. Strings as printed, save what a wrong character set
    had damaged."""

    language: str
    source: str
    date: str
    author: str | None
    is_repaired: bool = False
    """Whether the line could be read only after its text was repaired
    (:func:`newsscraper.text.mojibake.mend`)."""


class LabelSpan(NamedTuple):
    """A label and where it stands in its line."""

    label: Label
    start: int
    """Where the words before the source begin; what stands before them may be an author's name."""
    end: int
    """The end of the date."""


class LabelStart(NamedTuple):
    """The words before the source, where they stand in a line."""

    language: str
    start: int
    end: int


class Notice(Enum):
    """How a notice about an image was recognised."""

    KNOWN = "known"
    """By its wording."""
    SHAPED = "shaped"
    """By what it speaks of: its wording has not been seen."""


def read_label(printed: str) -> Label | None:
    """Takes a "published in … on …" line apart, or gives ``None``.

    Where a name stands before the label (seen on Arabic pages) it is the author's. A source whose
    name holds the label's own words ("Le Matin le soir"), or a date, is read whole: the line's last
    date ends it. Takes time linear in the length.

    Args:
        printed: The line as the page has it. Damage by a wrong character set is repaired here,
            before white space is cleaned: no-break spaces and control characters are parts of
            damaged letters.

    """
    if len(printed) > _MAX_PRINTED:
        printed = printed[:_MAX_PRINTED]
    # Damaged Arabic digits are none: their first byte shows as one of these.
    if _DIGIT.search(printed) is None and "Ù" not in printed and "ظ" not in printed:
        return None
    mended = mend(printed)
    found = find_label(clean(mended.text))
    if found is None or found.start > _MAX_AUTHOR:
        return None
    return found.label._replace(is_repaired=mended.repaired)


def find_label(line: str) -> LabelSpan | None:
    """Finds a "published in … on …" label in a cleaned line, whatever stands around it, as
    :func:`read_label` reads it."""
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
        # A source's name may hold a date; so may what stands behind the label. The last one ends it
        # if it ends the line.
        end = ends[-1] if not any(map(str.isalnum, line[ends[-1].end() :])) else ends[0]
        source, author = line[start.end() : end.start()].strip(), line[: start.start()]
        if not source or len(source) > _MAX_SOURCE:
            continue
        author = author.strip(" \t\u00a0\u200e\u200f-–—:|,،")
        return LabelSpan(
            Label(language, source, end["date"], author or None), start.start(), end.end()
        )
    return None


def begins_label(line: str) -> bool:
    """Whether a cleaned line may be a label that is broken off or has lost its date: "Publié dans
    Atlas Matin le 07 -"."""
    if len(line) > _MAX_AUTHOR + _MAX_SOURCE:
        return False
    return any(
        (match := before.search(f"{line} ")) is not None and match.start() <= _MAX_AUTHOR
        for before in _BEFORE.values()
    )


def may_be_label(line: str) -> bool:
    """Whether a part of one of the words that begin every label is there: a cheap question, asked
    of every line of a page.

    An Arabic word may be stretched or carry marks in its middle.
    """
    return (
        "ubli" in line
        or "نشر" in line
        or "UBLI" in line
        or (not line.isascii() and _MARKED.search(line) is not None)
    )


def label_start(line: str) -> LabelStart | None:
    """Finds the words that begin a label ("published in"), in whichever language they come
    first."""
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
    """The words between source and date with the date behind them, in a part of a text; the group
    ``date`` has the date."""
    return _BETWEEN[language].search(text, start, end)


def label_rest(text: str, language: str) -> re.Match[str] | None:
    """The words between source and date at the end of a text, with nothing behind them or digits
    that are no date."""
    return _HANGING[language].search(text)


def is_strip_title(line: str) -> bool:
    """Whether the words say that a ticker follows."""
    return _STRIP_TITLE.search(line) is not None and not is_title_of_others(line)


def is_title_of_others(line: str) -> bool:
    """Whether the words say that the most read, or the articles related to one, follow."""
    return _OTHERS_TITLE.search(line) is not None


def without_notices(line: str) -> str:
    """The line without the image-report notice in its known wordings; what else it says stays.

    The thanks alone are a notice only where they are all of the line: anybody may say them.
    """
    lowered = line.lower()
    if not any(hint in lowered for hint in _NOTICE_HINTS):
        return line
    rest = _NOTICE.sub(" ", line).strip()
    return "" if _THANKS.fullmatch(rest) else rest


def is_notice(line: str) -> Notice | None:
    """Whether a line is nothing but one of the two of the image-report notice, or both; and how it
    was recognised.

    No list of wordings is complete, so a short line that speaks of an image, of reports, and of
    what happens to it by itself is one too. News may do the same ("Facebook will ..."): a caller
    asks only at a notice's place, which is next to the headline or at the start of the body, and
    warns of a :attr:`Notice.SHAPED` one that it leaves out.

    Args:
        line: One line, repaired where a wrong character set had damaged it.

    """
    line = line.strip()
    if not line or not _may_notice(line[: 2 * _MAX_NOTICE]):
        return None
    if not without_notices(line):
        return Notice.KNOWN
    if len(line) > _MAX_NOTICE:
        return None
    if not without_notices(_MARK.sub("", line)):
        return Notice.KNOWN
    folded = _folded(line)
    *thanks, notice = _SENTENCE.split(folded)
    if len(thanks) > _THANKS_SENTENCES or (thanks and not _is_thanks(" ".join(thanks))):
        return None
    return Notice.SHAPED if _has_shape(notice) else None


def is_thanks(line: str) -> bool:
    """Whether a short line thanks for a report: part of a notice if one follows, whatever its
    words."""
    return (
        len(line) <= _MAX_THANKS and _HAPPENS.search(line) is not None and _is_thanks(_folded(line))
    )


def may_follow_thanks(thanks: str, line: str) -> bool:
    """Whether a line below thanks for a report is the rest of the notice: there it need speak of an
    image and no more."""
    if len(line) > _MAX_NOTICE or not _is_about_an_image(line):
        return False
    return is_thanks(thanks) and _SPOKEN_OF["this"].search(_folded(line)) is not None


def without_leading_notices(lines: Sequence[str]) -> tuple[list[str], Notice | None]:
    """The lines of a body without the notices at its start, and how the least certain of them was
    recognised.

    A few short lines (a byline, a town) may stand before a notice. Of a line that begins with a
    notice the rest stays.

    Args:
        lines: Cleaned lines, from the start of the body.

    """
    kept: list[str] = []
    found: Notice | None = None
    for number, line in enumerate(lines):
        head, rest = _leading_notice(line)
        if head is None and is_thanks(line) and number + 1 < len(lines):
            head, rest = (Notice.SHAPED if _leading_notice(lines[number + 1])[0] else None), ""
        if head is None:
            kept.append(line)
            if len(line) > _MAX_BEFORE_NOTICE or len(kept) > _LINES_BEFORE_NOTICE:
                return [*kept, *lines[number + 1 :]], found
            continue
        found = head if found is not Notice.SHAPED else found
        if rest:
            return [*kept, rest, *lines[number + 1 :]], found
    return kept, found


def _leading_notice(line: str) -> tuple[Notice | None, str]:
    """How the line's first sentence or two are known as a notice, and what follows them."""
    if not _may_notice(line[:_MAX_NOTICE]):
        return None, line
    if found := is_notice(line):
        return found, ""
    ends = [match.span() for match in _SENTENCE.finditer(line[: _MAX_NOTICE + 2])][
        : _THANKS_SENTENCES + 1
    ]
    for end, start in reversed(ends):
        if found := is_notice(line[:end]):
            return found, line[start:]
    return None, line


def _may_notice(line: str) -> bool:
    """Whether a line may be a notice: a cheap question, asked of the first lines of every body and
    every headline."""
    return _is_about_an_image(line) and _HAPPENS.search(line) is not None


def _is_about_an_image(line: str) -> bool:
    """Whether a line names an image, or thanks."""
    lowered = line.lower()
    for word in _ABOUT:
        if word in lowered:
            return True
    return not line.isascii() and _ABOUT_ARABIC.search(line) is not None


def _has_shape(folded: str) -> bool:
    spoken = {name for name, pattern in _SPOKEN_OF.items() if pattern.search(folded)}
    if "reported" not in spoken or not spoken & {"removed", "future"}:
        return False
    if "this" in spoken:
        return "automatic" in spoken or {"removed", "future", "several"} <= spoken
    return {"article", "automatic", "several"} <= spoken


def _is_thanks(folded: str) -> bool:
    if _SPOKEN_OF["reported"].search(folded) is None:
        return False
    return _THANKING.match(folded) is not None or _YOURS.search(folded) is not None


def _folded(line: str) -> str:
    """The line in small letters without accents, vowels, tatweel and the forms of alef, for
    patterns that know no other."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", line.casefold()))
    return clean(plain.replace("ة", "ه").replace("ى", "ي").replace("’", "'"))


def is_closing(line: str) -> bool:
    """Whether the line is nothing but the closing notice, which links to the publisher's page."""
    if len(line) > 200 or not may_close(line):
        return False
    match = _CLOSING.search(line)
    return match is not None and not any(map(str.isalnum, line[: match.start()]))


def ends_with_closing(line: str) -> bool:
    """Whether the closing notice stands at the line's end."""
    return may_close(line[-200:]) and _CLOSING.search(line[-200:]) is not None


def find_closing(line: str) -> tuple[int, int] | None:
    """Where the closing notice stands in a line, whatever follows it there; the first one."""
    match = _CLOSING_ANYWHERE.search(line) if may_close(line) else None
    return match.span() if match is not None else None


def without_closing(line: str) -> str:
    """The line without a closing notice at its end."""
    if not may_close(line[-200:]):
        return line
    rest = line[:-200] + _CLOSING.sub("", line[-200:])
    return rest.rstrip() if any(map(str.isalnum, rest)) else ""


def begins_closing(line: str) -> bool:
    """Whether a line is the beginning of the closing notice, as at the end of a capture that breaks
    off inside it."""
    folded = _folded(line[:_MAX_THANKS])
    return (
        bool(folded)
        and len(line) <= _MAX_THANKS
        and any(closing.startswith(folded) for closing in _closings())
    )


@lru_cache(maxsize=1)
def _closings() -> tuple[str, ...]:
    return tuple(map(_folded, _CLOSINGS))


def may_close(line: str) -> bool:
    """Whether one of the words that every closing notice holds is there ("here"): a cheap question,
    asked of every link."""
    return (
        "ici" in line
        or "هنا" in line
        or "here" in line
        or "aqu" in line
        or "ICI" in line
        or "HERE" in line
        or "AQU" in line
    )


def may_close_damaged(text: str) -> bool:
    """The same for a word that a wrong character set has damaged; the other languages' words are of
    plain letters."""
    return any(word in text for word in _HERE_DAMAGED)


def is_next(text: str) -> bool:
    """Whether a link's text says that it leads to the next page."""
    return len(text) < 40 and _says_next(text)


@lru_cache(maxsize=1024)
def _says_next(text: str) -> bool:
    return _NEXT.match(clean(text)) is not None
