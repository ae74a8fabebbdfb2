"""How shortened text ends: "(...)"."""

import re

TEASER_MARK = re.compile(r"\(\s?(?:\.{3}|…)\s?\)")
"""A pattern for the mark at the end of shortened text."""

TEASER_END = re.compile(rf"{TEASER_MARK.pattern}\s*$")
"""A pattern for the end of shortened text: "(...)", or the same with the one character "…".

Seen on listings and on some article pages.
"""
