"""Wording of links to the next page and of titles above lists of headlines."""

import re
from functools import lru_cache

from newsscraper.text.cleaning import clean

_NEXT = re.compile(
    r"""^\W*(?:
        (?:page\s+|articles\s+)?suivante?s? | (?:articles\s+)?plus\s+anciens
      | (?:الصفحة\s+)?(?:التالي|التالية) | الصفحة\s+(?:القادمة|الموالية) | (?:المقالات\s+)?الأقدم
      | next(?:\s+page)? | older(?:\s+(?:posts|articles|entries|news|stories))?
      | (?:p[áa]gina\s+)?siguientes? | siguiente\s+p[áa]gina
    )[\W\d]*$""",
    re.IGNORECASE | re.VERBOSE,
)

# Titles of tickers, and of other lists of headlines (all assumed).
_STRIP_TITLE = re.compile(
    r"flash|breaking|en\s+continu|derni[èe]re\s+(?:minute|heure)|en\s+direct|alerte"
    r"|[úu]ltim[ao]\s+(?:hora|minuto)|al\s+minuto"
    r"|عاجل|شريط|على\s+مدار\s+الساعة",
    re.IGNORECASE,
)
_RELATED_TITLE = re.compile(
    r"plus\s+(?:lu|vu|comment|partag|populaire|consult)|lire\s+aussi|[àa]\s+lire"
    r"|m[êe]me\s+(?:sujet|auteur|source|journal)"
    r"|article[s]?\s+(?:li|similaire|relati|associ)|most\s+(?:read|viewed|popular|commented"
    r"|shared)|popular|trending|related"
    r"|read\s+also|also\s+read|see\s+also|same\s+(?:topic|author|source)|recommend"
    r"|m[áa]s\s+(?:le[íi]d|vist|popular|comentad)"
    r"|relacionad|mism[oa]\s+(?:tema|autor|fuente)|الأكثر|الاكثر|[اإ]قرأ\s+أيض|ذات\s+صلة"
    r"|نفس\s+(?:الموضوع|الكاتب|المصدر)|متعلقة|مشابهة",
    re.IGNORECASE,
)


def is_strip_title(line: str) -> bool:
    """Return whether the words announce a ticker."""
    return _STRIP_TITLE.search(line) is not None and not is_related_list_title(line)


def is_related_list_title(line: str) -> bool:
    """Return whether the words announce the most read articles or those related to another one."""
    return _RELATED_TITLE.search(line) is not None


def is_next_link(text: str) -> bool:
    """Return whether a link's text says that it leads to the next page."""
    return len(text) < 40 and _says_next(text)


@lru_cache(maxsize=1024)
def _says_next(text: str) -> bool:
    return _NEXT.match(clean(text)) is not None
