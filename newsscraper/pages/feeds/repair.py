"""Feeds as they are served, made well-formed: a parser of XML deletes what it does not understand,
and says nothing."""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

from newsscraper.text.cleaning import REPLACEMENT, without_surrogates

_SPACE = "\\s\ufeff\u200b\u2060\x00"
_PROLOG = re.compile(
    rf"[{_SPACE}]+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*(?:\[.*?\]\s*)?>",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF)(?=[\s>])")
_DECLARATION = re.compile(r"<\?xml\b[^<>]*\?>", re.IGNORECASE)
_HTML_DOCUMENT = re.compile(
    r"<(?:html|head|body|title|meta|main|article)\b|<!doctype\s+html", re.IGNORECASE
)
_HTML_TYPE = re.compile(r"\s*+<!doctype\s++html", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_MOST_JUNK = 16384
_TAIL = 4096

_TAG = re.compile(r"""<(/?)([A-Za-z_][\w.:-]*+)((?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([A-Za-z_][\w.:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[<]*+(?:\[(.*?)\]\s*+)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_TEXT_ELEMENTS = {
    name: re.compile(rf"<!\[CDATA\[|</?{re.escape(name)}(?=[\s/>])")
    for local in ("title", "description", "summary", "content")
    for name in (local, f"atom:{local}", f"a10:{local}", f"dc:{local}")
} | {"content:encoded": re.compile(r"<!\[CDATA\[|</?content:encoded(?=[\s/>])")}
"""What holds text or HTML, and nothing of the feed's: a tag inside is the text's."""

_XHTML = re.compile(r"""(?<![\w:])type\s*+=\s*+["']?xhtml""")
_HALVES = re.compile(r"(?:&#(?:5[5-7][0-9]{3}|[xX][dD][89a-fA-F][0-9a-fA-F]{2});)++")
_CDATA_START = re.compile(r"<!\s*+\[\s*+CDATA\s*+\[", re.IGNORECASE)
_REFERENCES = re.compile(
    r"(?:&#(?:[0-9]{1,9}+|[xX][0-9A-Fa-f]{1,8}+);)++|&([A-Za-z][A-Za-z0-9]{1,31}+);|&"
)
_NUMBER = re.compile(r"&#(?:([0-9]+)|[xX]([0-9A-Fa-f]+));")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NONE = "\uffff"  # a noncharacter, which is replaced like any other
_XML = frozenset("amp lt gt quot apos".split())
_LONGEST_VALUE = 100


class Repaired(NamedTuple):
    """A feed that a parser of XML reads whole."""

    text: str
    is_lossy: bool
    """Whether U+FFFD stands in it for what is no character."""


def feed_start(text: str) -> int | None:
    """Where a feed begins in a text, ``None`` if it is none.

    White space, byte order marks and comments may stand before it, and what a server printed by
    mistake (PHP's notices, with their HTML): then an XML declaration right before it, or the end of
    the feed, must show that it is not a page that quotes one.

    Args:
        text: All of the text.

    """
    root = _behind_prolog(text, 0)
    if _ROOT.match(text, root):
        return 0
    # Nearly all pages end here: these lines are worth their speed.
    if _HTML_DOCUMENT.match(text, root) or _HTML_TYPE.match(text) or text.startswith("{", root):
        return None
    if text.find("<", root, _MOST_JUNK) == -1:
        return None
    head = text[:_MOST_JUNK]
    if (found := _ROOT.search(head, root)) is None:
        return None
    if _HTML_DOCUMENT.search(head, 0, found.start()):
        return None
    declarations = [
        declaration.start() for declaration in _DECLARATION.finditer(head, 0, found.start())
    ]
    if declarations and _behind_prolog(text, declarations[-1]) == found.start():
        return declarations[-1]
    return found.start() if _ROOT_END.search(text, max(len(text) - _TAIL, found.end())) else None


def _behind_prolog(text: str, at: int) -> int:
    """Where the root element begins: behind white space, declarations, comments."""
    while match := _PROLOG.match(text, at):
        at = match.end()
    return at


def repaired(text: str) -> Repaired:
    """A feed in well-formed XML. Never raises; linear in the text. No character of an entry's text
    is deleted.

    Bare ampersands and signs are escaped, HTML's entities and those that the feed declares are
    resolved, tags inside a text are text, pairs of surrogate references are one character.

    Args:
        text: From where the feed begins.

    """
    return _Repair(text if is_ended(text) else _to_last_whole(text)).run()


def is_ended(text: str) -> bool:
    """Whether the root element of a feed ends.

    Args:
        text: Of the feed, or its end.

    """
    return _ROOT_END.search(text, max(len(text) - _TAIL, 0)) is not None


def _to_last_whole(text: str) -> str:
    """A cut feed without the element that it breaks off in: half an address leads to another
    article, or to none."""
    at = text.rfind("<")
    while at > 0:
        if tag := _TAG.match(text, at):
            return text if tag[1] or tag[3].endswith("/") else text[:at]
        at = text.rfind("<", 0, at)
    return text


def as_html(text: str) -> str:
    """A text that holds HTML, without what HTML does not know: it is lost there, or read as
    something else.

    These are marks of CDATA that were escaped, doubled or misspelt, and references to the halves of
    a character.

    Args:
        text: A value of a feed, read.

    """
    if "&#" in text:
        text = without_surrogates(_HALVES.sub(_whole_characters, text))
    if _CDATA_START.search(text):
        text = _CDATA_START.sub("", text).replace("]]>", "")
    return text


def _whole_characters(match: re.Match[str]) -> str:
    """What a run of numeric references says; a half alone stays one."""
    numbers = [
        int(decimal) if decimal else int(hexadecimal, 16)
        for decimal, hexadecimal in _NUMBER.findall(match[0])
    ]
    # Two references to the halves of a pair are one character, as some tools write emoji.
    characters = "".join(map(_character, numbers)).encode("utf-16-le", "surrogatepass")
    return characters.decode("utf-16-le", "surrogatepass")


class _Repair:
    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._entities: dict[str, str] = {}
        self._is_declared = False
        self._missing: set[str] = set()
        self._is_lossy = False

    def run(self) -> Repaired:
        text, at = self._text, 0
        while (sign := text.find("<", at)) != -1:
            self._out.append(self._characters(text[at:sign]))
            at = self._markup(sign)
        self._out.append(self._characters(text[at:]))
        feed = "".join(self._out)
        return Repaired(feed[max(feed.find("<"), 0) :], self._is_lossy)

    def _markup(self, at: int) -> int:
        """What begins with a sign; gives the index behind it."""
        text = self._text
        if text.startswith("<![CDATA[", at) and (end := self._find("]]>", at)) != -1:
            self._out.append(self._escaped(text[at + 9 : end]))
            return end + 3
        if text.startswith("<!--", at) and (end := self._find("-->", at + 2)) != -1:
            return end + 3
        if text.startswith("<?", at) and (end := self._find("?>", at)) != -1:
            return end + 2
        if not self._is_declared and text[at : at + 9].upper() == "<!DOCTYPE":
            self._is_declared = True  # one is looked at, the feed's
            if doctype := _DOCTYPE.match(text, at):
                self._declare(doctype[1] or "")
                return doctype.end()
        tag = _TAG.match(text, at)
        if tag is None:
            self._out.append("&lt;")
            return at + 1
        slash, name, attributes = tag.groups()
        if name in _TEXT_ELEMENTS:
            return tag.end() if slash else self._text_element(name, attributes, tag.end())
        self._out.append(f"<{slash}{name}{self._attributes(attributes)}>")
        return tag.end()

    def _text_element(self, name: str, attributes: str, at: int) -> int:
        """An element that holds text; one that does not end ends before the next tag."""
        text, pattern = self._text, _TEXT_ELEMENTS[name]
        if attributes.rstrip().endswith("/"):
            return at
        start = f"<{name}{self._attributes(attributes)}>"
        # What is escaped in XHTML is text in it, no markup: it stays escaped.
        read = self._escaped if _XHTML.search(attributes) else self._characters
        parts: list[str] = []
        here = at
        while (match := pattern.search(text, here)) is not None:
            if match[0].startswith("</"):
                parts.append(read(text[here : match.start()]))
                self._out += [start, *parts, f"</{name}>"]
                return (text.find(">", match.end()) + 1) or len(text)
            if match[0] != "<![CDATA[":
                break
            parts.append(read(text[here : match.start()]))
            end = self._find("]]>", match.end())
            if end == -1:
                here = match.end()
            else:
                parts.append(self._escaped(text[match.end() : end]))
                here = end + 3
        end = text.find("<", at)
        end = len(text) if end == -1 else end
        self._out += [start, self._characters(text[at:end]), f"</{name}>"]
        return end

    def _find(self, sign: str, at: int) -> int:
        """Where a sign stands next, -1 if nowhere: what was not found once is not looked for
        again."""
        if sign in self._missing:
            return -1
        found = self._text.find(sign, at)
        if found == -1:
            self._missing.add(sign)
        return found

    def _declare(self, subset: str) -> None:
        """Notes the entities of a document type whose values are short and plain; others stay as
        they are printed."""
        for name, double, single in _ENTITY.findall(subset):
            value = self._characters(double or single)
            if len(value) <= _LONGEST_VALUE and "&amp;" not in value and "&lt;" not in value:
                self._entities.setdefault(name, value)

    def _attributes(self, attributes: str) -> str:
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(attributes):
            found.setdefault(
                name, self._characters(double or single or bare).replace('"', "&quot;")
            )
        closing = "/" if attributes.rstrip().endswith("/") else ""
        return "".join(f' {name}="{value}"' for name, value in found.items()) + closing

    def _escaped(self, text: str) -> str:
        return self._valid(text.replace("&", "&amp;")).replace("<", "&lt;").replace(">", "&gt;")

    def _characters(self, text: str) -> str:
        """Text with its references read or escaped, and without signs."""
        if "&" in text:
            text = _REFERENCES.sub(self._reference, text)
        return self._valid(text).replace("<", "&lt;").replace(">", "&gt;")

    def _valid(self, text: str) -> str:
        return _NO_CHARACTER.sub(self._replacement, text) if _NO_CHARACTER.search(text) else text

    def _replacement(self, match: re.Match[str]) -> str:
        if match[0] in "\x0b\x0c":
            return " "
        if match[0] < " ":  # a control character, which no text needs: nothing is lost with it
            return ""
        self._is_lossy = True
        return REPLACEMENT

    def _reference(self, match: re.Match[str]) -> str:
        name = match[1]
        if name is not None:
            if name in _XML:
                return match[0]
            if name in self._entities:
                return self._entities[name]
            value = html5.get(name + ";")
            return f"&amp;{name};" if value is None else value.replace("&", "&amp;")
        if len(match[0]) == 1:
            return "&amp;"
        return _whole_characters(match).replace("&", "&amp;")


def _character(number: int) -> str:
    """The character that a reference names, as in HTML (13.2.5.80): 128 to 159 are
    windows-1252's."""
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "replace").replace(REPLACEMENT, chr(number))
    return chr(number) if 0 < number <= 0x10FFFF else _NONE
