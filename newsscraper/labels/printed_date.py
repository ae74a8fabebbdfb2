"""Patterns for dates as the platform prints them."""

_DASH = r"\s*[-\u2010-\u2015\u2212/.]\s*"
DATE = rf"(?<!\d)\d{{1,2}}{_DASH}\d{{1,2}}{_DASH}\d{{4}}(?!\d)"
"""A pattern for a numeric date: day, month and year, in any decimal digits.

Any dash, slash or dot may separate them, with or without spaces.
"""
_NAME = r"[^\W\d_]{2,12}\.?"
WRITTEN_WORDS = (
    rf"(?:{_NAME}[\s,،]\s?)?\d{{1,2}}(?:er)?\s(?:de\s)?{_NAME}(?:\s?[\s/]\s?{_NAME})?"
    r"\s(?:de\s)?\d{4}(?!\d)"
)
"""A pattern for a date in words, without a check of what precedes it.

The month may have two words or two names (كانون الثاني, أغسطس/آب), and a weekday may precede the
day. No such date has been seen in a label; the general date rules read it, if they are certain.
"""
PRINTED_DATE = rf"(?:{DATE}|(?<!\d){WRITTEN_WORDS})"
"""A pattern for a date that a label may contain, numeric or in words."""
WRITTEN_DATE = rf"(?<!\w){WRITTEN_WORDS}"
"""A pattern for a date in words with a year: "12 janvier 2026". Not every match is a date."""
