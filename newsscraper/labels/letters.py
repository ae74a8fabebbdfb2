"""Arabic marks, and text reduced to plain letters for comparisons."""

import re
import unicodedata

from newsscraper.text.cleaning import clean

MARKS = "[\u0640\u064b-\u0652\u0670]*"
"""A pattern for any number of tatweels and diacritics."""
MARK = re.compile("[\u0640\u064b-\u0652\u0670]")
"""A pattern for one tatweel or diacritic."""
_ACCENT = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u0670]")


def fold(line: str) -> str:
    """Return the line in lower case, without accents, Arabic vowels, tatweel and variants of alef.

    Teh marbuta becomes heh and alef maqsura yeh. Patterns for folded text need no other variants.
    """
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", line.casefold()))
    return clean(plain.replace("ة", "ه").replace("ى", "ي").replace("’", "'"))
