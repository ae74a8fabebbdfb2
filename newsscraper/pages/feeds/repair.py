"""Makes feeds well-formed, since XML parsers silently delete what they cannot read."""

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
_MAX_JUNK = 16384
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
"""Elements that contain text or HTML and no elements of the feed.

Tags inside them belong to the text.
"""

_XHTML = re.compile(r"""(?<![\w:])type\s*+=\s*+["']?xhtml""")
_SURROGATES = re.compile(r"(?:&#(?:5[5-7][0-9]{3}|[xX][dD][89a-fA-F][0-9a-fA-F]{2});)++")
_CDATA_START = re.compile(r"<!\s*+\[\s*+CDATA\s*+\[", re.IGNORECASE)
_REFERENCES = re.compile(
    r"(?:&#(?:[0-9]{1,9}+|[xX][0-9A-Fa-f]{1,8}+);)++|&([A-Za-z][A-Za-z0-9]{1,31}+);|&"
)
_NUMBER = re.compile(r"&#(?:([0-9]+)|[xX]([0-9A-Fa-f]+));")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NONCHARACTER = "\uffff"  # it is invalid in XML, so it is replaced like other invalid characters
_XML = frozenset("amp lt gt quot apos".split())
_MAX_ENTITY = 100


class RepairedFeed(NamedTuple):
    """A feed that an XML parser reads completely."""

    text: str
    is_lossy: bool
    """Whether U+FFFD replaces invalid characters in the text."""


def feed_start(text: str) -> int | None:
    """The index at which a feed begins in a text; ``None`` if the text is not a feed.

    White space, byte order marks and comments may precede the feed. Messages that a server printed
    by mistake (PHP notices with their HTML) may precede it too, but then an XML declaration
    directly before the feed or its end tag must show that the text is not a page that quotes a
    feed.

    Args:
        text: The whole text.

    """
    root = _after_prolog(text, 0)
    if _ROOT.match(text, root):
        return 0
    # Nearly all pages are rejected here, so these lines must be fast.
    if _HTML_DOCUMENT.match(text, root) or _HTML_TYPE.match(text) or text.startswith("{", root):
        return None
    if text.find("<", root, _MAX_JUNK) == -1:
        return None
    head = text[:_MAX_JUNK]
    if (found := _ROOT.search(head, root)) is None:
        return None
    if _HTML_DOCUMENT.search(head, 0, found.start()):
        return None
    declarations = [
        declaration.start() for declaration in _DECLARATION.finditer(head, 0, found.start())
    ]
    if declarations and _after_prolog(text, declarations[-1]) == found.start():
        return declarations[-1]
    return found.start() if _ROOT_END.search(text, max(len(text) - _TAIL, found.end())) else None


def _after_prolog(text: str, at: int) -> int:
    """The index of the root element: after white space, declarations and comments."""
    while match := _PROLOG.match(text, at):
        at = match.end()
    return at


def repair_feed(text: str) -> RepairedFeed:
    """Make a feed well-formed XML. Never raises; takes time linear in the length.

    Bare ampersands and angle brackets are escaped. Entities of HTML and those that the feed
    declares are resolved. Tags inside a text become text, and a pair of surrogate references
    becomes one character. No character of an entry's text is deleted.

    Args:
        text: The feed, without what precedes it.

    """
    return _FeedRepair(text if is_complete(text) else _without_cut_element(text)).run()


def is_complete(text: str) -> bool:
    """Whether a feed contains the end tag of its root element.

    Args:
        text: The feed, or the end of it.

    """
    return _ROOT_END.search(text, max(len(text) - _TAIL, 0)) is not None


def _without_cut_element(text: str) -> str:
    """A cut-off feed without the element in which it ends.

    Half an address would lead to another article, or to none.
    """
    at = text.rfind("<")
    while at > 0:
        if tag := _TAG.match(text, at):
            return text if tag[1] or tag[3].endswith("/") else text[:at]
        at = text.rfind("<", 0, at)
    return text


def as_html(text: str) -> str:
    """Remove or resolve what HTML parsers lose or misread in a text that contains HTML.

    CDATA marks that were escaped, doubled or misspelt are removed; references to surrogates are
    resolved.

    Args:
        text: The value of an element of a feed, with its references resolved.

    """
    if "&#" in text:
        text = without_surrogates(_SURROGATES.sub(_resolve_references, text))
    if _CDATA_START.search(text):
        text = _CDATA_START.sub("", text).replace("]]>", "")
    return text


def _resolve_references(match: re.Match[str]) -> str:
    """The characters of a run of numeric references. An unpaired surrogate is kept."""
    numbers = [
        int(decimal) if decimal else int(hexadecimal, 16)
        for decimal, hexadecimal in _NUMBER.findall(match[0])
    ]
    # Some tools write an emoji as references to the two surrogates of its pair.
    characters = "".join(map(_character, numbers)).encode("utf-16-le", "surrogatepass")
    return characters.decode("utf-16-le", "surrogatepass")


class _FeedRepair:
    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._entities: dict[str, str] = {}
        self._has_doctype = False
        self._not_found: set[str] = set()
        self._is_lossy = False

    def run(self) -> RepairedFeed:
        text, at = self._text, 0
        while (sign := text.find("<", at)) != -1:
            self._out.append(self._escape_text(text[at:sign]))
            at = self._markup(sign)
        self._out.append(self._escape_text(text[at:]))
        feed = "".join(self._out)
        return RepairedFeed(feed[max(feed.find("<"), 0) :], self._is_lossy)

    def _markup(self, at: int) -> int:
        """Handle markup that begins with "<" and return the index after it."""
        text = self._text
        if text.startswith("<![CDATA[", at) and (end := self._find("]]>", at)) != -1:
            self._out.append(self._escape_all(text[at + 9 : end]))
            return end + 3
        if text.startswith("<!--", at) and (end := self._find("-->", at + 2)) != -1:
            return end + 3
        if text.startswith("<?", at) and (end := self._find("?>", at)) != -1:
            return end + 2
        if not self._has_doctype and text[at : at + 9].upper() == "<!DOCTYPE":
            self._has_doctype = True  # only the first one, that of the feed, is read
            if doctype := _DOCTYPE.match(text, at):
                self._read_entities(doctype[1] or "")
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
        """Handle an element that contains text, and return the index after it.

        If the element has no end tag, it ends before the next tag.
        """
        text, pattern = self._text, _TEXT_ELEMENTS[name]
        if attributes.rstrip().endswith("/"):
            return at
        start = f"<{name}{self._attributes(attributes)}>"
        # In XHTML, escaped markup is text, so it stays escaped.
        read = self._escape_all if _XHTML.search(attributes) else self._escape_text
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
                parts.append(self._escape_all(text[match.end() : end]))
                here = end + 3
        end = text.find("<", at)
        end = len(text) if end == -1 else end
        self._out += [start, self._escape_text(text[at:end]), f"</{name}>"]
        return end

    def _find(self, sign: str, at: int) -> int:
        """The next index of a string, or -1.

        A string that was not found once is not searched again, which keeps the time linear.
        """
        if sign in self._not_found:
            return -1
        found = self._text.find(sign, at)
        if found == -1:
            self._not_found.add(sign)
        return found

    def _read_entities(self, subset: str) -> None:
        """Store the entities of a document type declaration if their values are short and plain.

        References to other entities stay as printed.
        """
        for name, double, single in _ENTITY.findall(subset):
            value = self._escape_text(double or single)
            if len(value) <= _MAX_ENTITY and "&amp;" not in value and "&lt;" not in value:
                self._entities.setdefault(name, value)

    def _attributes(self, attributes: str) -> str:
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(attributes):
            found.setdefault(
                name, self._escape_text(double or single or bare).replace('"', "&quot;")
            )
        closing = "/" if attributes.rstrip().endswith("/") else ""
        return "".join(f' {name}="{value}"' for name, value in found.items()) + closing

    def _escape_all(self, text: str) -> str:
        return (
            self._replace_invalid(text.replace("&", "&amp;"))
            .replace("<", "&lt;")
            .replace(">", "&gt;")
        )

    def _escape_text(self, text: str) -> str:
        """The text with its references resolved or escaped, and its angle brackets escaped."""
        if "&" in text:
            text = _REFERENCES.sub(self._reference, text)
        return self._replace_invalid(text).replace("<", "&lt;").replace(">", "&gt;")

    def _replace_invalid(self, text: str) -> str:
        return _NO_CHARACTER.sub(self._replacement, text) if _NO_CHARACTER.search(text) else text

    def _replacement(self, match: re.Match[str]) -> str:
        if match[0] in "\x0b\x0c":
            return " "
        if match[0] < " ":  # no text needs control characters, so nothing is lost
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
        return _resolve_references(match).replace("&", "&amp;")


def _character(number: int) -> str:
    """The character of a numeric reference, by the rules of HTML (13.2.5.80).

    Numbers 128 to 159 are read as windows-1252.
    """
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "replace").replace(REPLACEMENT, chr(number))
    return chr(number) if 0 < number <= 0x10FFFF else _NONCHARACTER
