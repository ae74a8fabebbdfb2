"""The notice about a reported image, which the platform prints on every article page."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from newsscraper.labels.letters import MARK, MARKS, fold

_NOTICES = r"""
    (?:merci\s+d.avoir\s+signal.{1,2}\s*!\s*)?
    cette\s+image\s+sera\s+automatiquement\s+bloqu[^.!?]{5,90}\.?
  | (?:شكرا\s+على\s+ال[إا]بلاغ\s*!\s*)?سيتم\s+حجب\s+هذه\s+الصورة\s+تلقائيا[^.!؟]{5,90}\.?
  | (?:thank\s+you\s+for\s+reporting\s*!\s*)?
    this\s+image\s+will\s+be\s+automatically\s+(?:disabled|blocked)[^.!?]{5,90}\.?
  | (?:¡?\s*gracias\s+por\s+\w{5,12}\s*!\s*)?
    esta\s+imagen\s+ser.{1,2}\s+bloqueada\s+autom[^.!?]{5,90}\.?
"""
_NOTICE = re.compile(_NOTICES, re.IGNORECASE | re.VERBOSE)
_THANKS = re.compile(
    r"""(?:merci\s+d.avoir\s+signal.{1,2} | شكرا\s+على\s+ال[إا]بلاغ | thank\s+you\s+for\s+reporting
      | ¡?\s*gracias\s+por\s+(?:avisar|informar|reportar))\s*!?""",
    re.IGNORECASE | re.VERBOSE,
)
# Each notice contains one of these. A line longer than any paragraph is searched around them only,
# in pieces: one search of 16 MB takes two seconds, in which no other thread can work.
_CORE = re.compile("[Aa][Uu][Tt][Oo][Mm]|تلقائيا")
_LONG_LINE, _BEFORE_CORE, _AFTER_CORE = 20_000, 200, 150
# Each notice and each thanks in lower case contains one of these, or of the four words in
# `may_contain_notice`, and few other texts do. Patterns that ignore case match the last three
# letters as i or s.
_NOTICE_HINTS = ("تلقائيا", "شكرا", "ı", "i\u0307", "ſ")

# The subjects of an image notice: word stems in folded text (see `fold`), in all languages of the
# platform's pages.
_IMAGE = (
    r"(?:images?|photos?|photograph(?:ie)?s?|pictures?|illustrations?|visuels?"
    r"|imagen|imagenes|fotos?|fotografias?|(?:ال)?صوره?)"
)
_SUBJECT_PATTERNS = {
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
        r"\b(?:block|disabl|hid(?:e|den)|remov|delet|deactivat|suspend|withdr|taken\s+down|mask"
        r"|bloqu|desactiv|supprim|masqu|retir|cach|elimin|ocult|borr)|حجب|تعط[يل]|حذف|اخفا|تخفي"
        r"|ازال|تزال|ايقاف|سحب"
    ),
    "future": r"\b(?:will|shall|sera|seront|se)\b|\bسيتم\b|\bسوف\b|\bس[يت]\w{3,}",
    "several": (
        r"\b(?:several|many|multiple|enough|users|people|persons|visitors|readers|plusieurs"
        r"|personnes|utilisateurs|internautes|lecteurs|varias|varios|personas|usuarios|lectores)\b"
        r"|\bعده\b|\bعدد\b|\bاشخاص\b|مستخدمين\b|\bزوار\b|قراء\b"
    ),
}
_SUBJECTS = {name: re.compile(pattern) for name, pattern in _SUBJECT_PATTERNS.items()}
# Every notice in lower case contains one of the first words (its subject) and one of the second
# ones (what happens to the image).
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
_ABOUT_ARABIC = re.compile(f"ص{MARKS}و{MARKS}ر|ش{MARKS}ك{MARKS}ر")
_CONSEQUENCE = re.compile(
    r"report|signal|flag|nonc|denunc|notific|bloqu|block|disabl|avisar|informar"
    rf"|ب{MARKS}ل{MARKS}[اي]?{MARKS}غ|حجب",
    re.IGNORECASE,
)
_THANKS_START = re.compile(r"\W*(?:merci|thank|gracias|شكر|نشكر)")
_YOUR = re.compile(r"\b(?:your|votre|vos|su|tu|بلاغك|بلاغكم|تبليغك)\b")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")
_MAX_NOTICE = 220
_MAX_THANKS = 80
_MAX_THANKS_SENTENCES = 2
_MAX_LINE_BEFORE = 100
_MAX_LINES_BEFORE = 3


class Notice(Enum):
    """How an image notice was recognized."""

    KNOWN = "known"
    """By its known wording."""
    SHAPED = "shaped"
    """By its subject; its wording is not a known one."""


def may_contain_notice(text: str) -> bool:
    """Return whether a text contains a word of the image notices and their thanks.

    This fast check is made once for a whole body, and for each line of it if it has such a word.

    Args:
        text: The text in lower case.

    """
    return (
        "autom" in text
        or "merci" in text
        or "thank" in text
        or "gracias" in text
        or (not text.isascii() and any(hint in text for hint in _NOTICE_HINTS))
    )


def without_notices(line: str) -> str:
    """Return the line without the known wordings of the image notice.

    The thanks alone ("Thank you for reporting!") are removed only if they are the whole line, since
    anybody may write them.
    """
    if not may_contain_notice(line.lower()):
        return line
    rest = _without_known(line).strip()
    return "" if _THANKS.fullmatch(rest) else rest


def _without_known(line: str) -> str:
    if len(line) <= _LONG_LINE:
        return _NOTICE.sub(" ", line)
    parts: list[str] = []
    at = 0
    for start, last, end in _places_of_notices(line):
        for notice in _NOTICE.finditer(line, max(start, at), end):
            if notice.start() > last:
                break  # it may be longer than this place; the next one has all of it
            parts += (line[at : notice.start()], " ")
            at = notice.end()
    return "".join((*parts, line[at:]))


def _places_of_notices(line: str) -> Iterator[tuple[int, int, int]]:
    """Where a line may have notices: places that are soon searched.

    If notices follow one another closely, two places overlap.

    Returns:
        For each place its start, the start of the last core in it, and its end.

    """
    start = last = end = 0
    for core in _CORE.finditer(line):
        before = max(0, core.start() - _BEFORE_CORE)
        if before > end or core.end() - start > _LONG_LINE:
            if end:
                yield start, last, end
            start = before
        last, end = core.start(), core.end() + _AFTER_CORE
    if end:
        yield start, last, end


def notice_kind(line: str) -> Notice | None:
    """Return how a line was recognized as an image notice, or ``None`` if it is not one.

    The notice has two sentences; the line may contain either or both. No list of wordings is
    complete, so a short line is also recognized if it mentions an image, reports, and what
    automatically happens to the image. News may mention the same ("Facebook will ..."), so callers
    check only lines next to the headline or at the start of the body, and warn if they drop a
    :attr:`Notice.SHAPED` line.

    Args:
        line: One line, with encoding damage repaired.

    """
    line = line.strip()
    if not line or not _may_be_notice(line[: 2 * _MAX_NOTICE]):
        return None
    if not without_notices(line):
        return Notice.KNOWN
    if len(line) > _MAX_NOTICE:
        return None
    if not without_notices(MARK.sub("", line)):
        return Notice.KNOWN
    folded = fold(line)
    *thanks, notice = _SENTENCE.split(folded)
    if len(thanks) > _MAX_THANKS_SENTENCES or (thanks and not _is_thanks(" ".join(thanks))):
        return None
    return Notice.SHAPED if _has_shape(notice) else None


def is_thanks(line: str) -> bool:
    """Return whether a short line thanks the reader for a report, in any wording.

    It is part of an image notice if the rest of one follows.
    """
    if len(line) > _MAX_THANKS or _CONSEQUENCE.search(line) is None:
        return False
    return _is_thanks(fold(line))


def may_follow_thanks(thanks: str, line: str) -> bool:
    """Return whether a line below such thanks is the rest of the notice.

    There it only has to mention an image.
    """
    if len(line) > _MAX_NOTICE or not _is_about_an_image(line):
        return False
    return is_thanks(thanks) and _SUBJECTS["this"].search(fold(line)) is not None


def without_leading_notices(lines: Sequence[str]) -> tuple[list[str], Notice | None]:
    """Remove the image notices from the start of a body.

    Up to three short lines (a byline, a town) may precede a notice. If more text follows a notice
    on its line, that text is kept.

    Args:
        lines: Cleaned lines, from the start of the body.

    Returns:
        The other lines, and how the least certain notice was recognized; ``None`` without a notice.

    """
    kept: list[str] = []
    found: Notice | None = None
    for number, line in enumerate(lines):
        head, rest = _leading_notice(line)
        if head is None and is_thanks(line) and number + 1 < len(lines):
            head, rest = (Notice.SHAPED if _leading_notice(lines[number + 1])[0] else None), ""
        if head is None:
            kept.append(line)
            if len(line) > _MAX_LINE_BEFORE or len(kept) > _MAX_LINES_BEFORE:
                return [*kept, *lines[number + 1 :]], found
            continue
        found = head if found is not Notice.SHAPED else found
        if rest:
            return [*kept, rest, *lines[number + 1 :]], found
    return kept, found


def _leading_notice(line: str) -> tuple[Notice | None, str]:
    """Return the kind of the notice at the start of a line, if any, and the rest of the line."""
    if not _may_be_notice(line[:_MAX_NOTICE]):
        return None, line
    if found := notice_kind(line):
        return found, ""
    ends = [match.span() for match in _SENTENCE.finditer(line[: _MAX_NOTICE + 2])][
        : _MAX_THANKS_SENTENCES + 1
    ]
    for end, start in reversed(ends):
        if found := notice_kind(line[:end]):
            return found, line[start:]
    return None, line


def _may_be_notice(line: str) -> bool:
    """Return whether a line may be a notice.

    This fast check is made for the first lines of every body and for every headline.
    """
    return _is_about_an_image(line) and _CONSEQUENCE.search(line) is not None


def _is_about_an_image(line: str) -> bool:
    """Return whether a line mentions an image or thanks."""
    lowered = line.lower()
    for word in _ABOUT:
        if word in lowered:
            return True
    return not line.isascii() and _ABOUT_ARABIC.search(line) is not None


def _has_shape(folded: str) -> bool:
    subjects = {name for name, pattern in _SUBJECTS.items() if pattern.search(folded)}
    if "reported" not in subjects or not subjects & {"removed", "future"}:
        return False
    if "this" in subjects:
        return "automatic" in subjects or {"removed", "future", "several"} <= subjects
    return {"article", "automatic", "several"} <= subjects


def _is_thanks(folded: str) -> bool:
    if _SUBJECTS["reported"].search(folded) is None:
        return False
    return _THANKS_START.match(folded) is not None or _YOUR.search(folded) is not None
