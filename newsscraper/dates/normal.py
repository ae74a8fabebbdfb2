"""Normalises a printed date and divides it into tokens.

Letters that printers confuse become one: alef with and without hamza, ta marbuta and ha, the
Persian ya and kaf, emphatic Tifinagh letters. Accents, vowel marks and tatweel are removed; dashes,
slashes and commas are unified; digits may be of any script.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

MAX_TOKENS = 90
"""Texts with more tokens are rejected: a printed date has fewer."""

# Bidirectional marks, embeddings, isolates, zero-width characters, soft hyphen, byte order mark.
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_HIDDEN_IN_DIGITS = re.compile(rf"(?<=\d)[{_HIDDEN}]+(?=\d)")
# Tatweel is sometimes typed for a dash.
_TATWEEL_DASH = re.compile(r"(?<=\d)(\s*)\u0640+(\s*)(?=\d)|(?<=\s)\u0640+(?=\s)")
_DROPPED = re.compile(
    rf"[{_HIDDEN}\u0300-\u036f\u0483-\u0489\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u2d3b\u2d7f\ufe00-\ufe0f]+"
)
# A raised digit is the mark of a footnote; NFKD would attach it to the number before it.
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]")
_TAG = re.compile(r"<[^<>]{0,300}>")
_SIGNS = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\u1806\ufe58\ufe63\uff0d",
    "/": "\u2044\u2215\uff0f\u060d\\",
    ".": "\u066b\uff0e\u06d4",
    ",": "\u060c\uff0c\u3001",
    ";": "\u061b\uff1b",
    ":": "\uff1a\u2236\ufe55\ua789",
    "|": "\u00b7\u2022\u2027\u2219\u25cf\u25aa\u25e6\u2758\u00a6\uff5c\u01c0",
    "'": "\u2018\u2019\u02bc\u0060\u00b4\u201b\u2032",
    "?": "\u061f",
    "\u064a": "\u0649\u06cc\u06d2\u06d0",
    "\u0647": "\u0629\u06c1\u06be\u06c3\u06d5",
    "\u0643": "\u06a9",
    "\u0627": "\u0671",
    "\u0641": "\u06a4\u06a5",
    "\u2d54": "\u2d55",
    "\u2d59": "\u2d5a",
    "\u2d5c": "\u2d5f",
    "\u2d37": "\u2d39",
    "\u2d63": "\u2d65",
    "\u2d4a": "\u2d35",
}
_SAME = str.maketrans(
    {character: sign for sign, characters in _SIGNS.items() for character in characters}
)
_TOKEN = re.compile(r"(\d+)|((?:[^\W\d_]|\ufffd)+(?:'[^\W\d_]+)*)|(\s+)|(.)", re.DOTALL)

Kind = Literal["number", "word", "sign"]


class Token(NamedTuple):
    """A number, a word or a sign of a normalised text."""

    kind: Kind
    text: str
    """In lower case; numbers in ASCII digits."""
    spaced: bool
    """Whether white space precedes it."""
    capital: bool = False
    """Whether it begins with a capital letter."""


def normal(text: str) -> str:
    """Normalise a text but keep its case. Takes time linear in the length."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(text)
    if text.isascii():
        return text.replace("\\", "/").replace("`", "'")
    if "\u00c3" in text:
        text = _as_utf8(text)
    text = _HIDDEN_IN_DIGITS.sub(" ", text)
    if "\u0640" in text:
        text = _TATWEEL_DASH.sub(r"\1-\2", text)
    text = _RAISED.sub("^", text)
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text)).translate(_SAME)


def _as_utf8(text: str) -> str:
    """Decode UTF-8 that was read as windows-1252 ("fÃ©vrier"), if all of the text allows it."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def words(text: str) -> list[str]:
    """The words of a table, normalised and in lower case."""
    return normal(text).lower().split()


def tokens(text: str) -> list[Token]:
    """The tokens of a normalised text, at most one more than ``MAX_TOKENS``."""
    found: list[Token] = []
    spaced = False
    for match in _TOKEN.finditer(text):
        which = match.lastindex
        value = match[0]
        if which == 3:
            spaced = True
            continue
        if which == 1:
            # int() reads the digits of any script but drops leading zeros, which distinguish a time
            # from a number.
            found.append(
                Token(
                    "number",
                    value if value.isascii() else "".join(str(int(digit)) for digit in value),
                    spaced,
                )
            )
        elif which == 2:
            found.append(Token("word", value.lower(), spaced, value[0].isupper()))
        elif not _is_ornament(value):
            found.append(Token("sign", value, spaced))
        spaced = False
        if len(found) > MAX_TOKENS:
            break
    return found


def text_at(tokens: list[Token], index: int) -> str:
    """The text of a token; empty outside the list."""
    return tokens[index].text if 0 <= index < len(tokens) else ""


def has_digits(tokens: list[Token], index: int, length: int) -> bool:
    """Whether a token is a number with this many digits."""
    return (
        index < len(tokens) and tokens[index].kind == "number" and len(tokens[index].text) == length
    )


def is_number(tokens: list[Token], index: int) -> bool:
    """Whether a token is a number."""
    return index < len(tokens) and tokens[index].kind == "number"


def is_joined_number(tokens: list[Token], index: int) -> bool:
    """Whether the next token is a number, without white space before it."""
    return is_number(tokens, index + 1) and not tokens[index + 1].spaced


def is_word(tokens: list[Token], index: int) -> bool:
    """Whether a token is a word."""
    return index < len(tokens) and tokens[index].kind == "word"


def _is_ornament(character: str) -> bool:
    """Whether it is an icon, such as a calendar or a clock before a date."""
    return unicodedata.category(character) == "So" and character not in "\u00a9\u00ae\u2117\u00b0"
