"""Repairs end tags that close nothing or too much, so that pages are read as in browsers.

The rules are those of the HTML standard (13.2.6, tree construction, "in body"). libxml2 closes
everything up to the element of an end tag, so a ``</span>`` or ``</body>`` inside a paragraph would
end the article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

_RAW = "script style textarea title iframe noembed noframes xmp"
# A tag, a comment or a declaration. The rest of a tag has no "<" in its attributes and no unclosed
# quotation mark: tags that have either are completed afterwards. A start tag is read together with
# the text and the end tag that follow it, as after most: fewer tokens take less time.
_REST = r"""[^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+>"""
_TOKEN = re.compile(
    rf"""<(?:
        (?P<name>[A-Za-z][^\s/<>]*+)(?:(?P<rest>{_REST})(?P<leaf>(?<!/>)[^<]*+</(?P=name)>)?)?
        | /(?P<ended>[A-Za-z][^\s/<>]*+)(?P<end_rest>{_REST})?
        | !--(?:[^-]++|-(?!->))*+(?:-->)?
        | [!?][^>]*(?:>|\Z)
    )""",
    re.DOTALL | re.VERBOSE,
)
_LONG_REST = re.compile(r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_BROKEN_REST = re.compile(r"[^<>]*+>")
_PAGE_END = re.compile(r"(?:\s++|<!--(?:[^-]++|-(?!->))*+-->|</[^<>]*+>)*+\Z")
_MAX_REST = 4000
_MAX_TRIED = 2_000_000
"""Characters per page that may be searched for tags with "<" in their attributes.

The limit keeps the time linear if tags never end.
"""
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE) for name in _RAW.split()}
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source"
    " track wbr".split()
)
_SPECIAL = frozenset(
    """
        address applet area article aside base basefont bgsound blockquote body br button caption
        center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form
        frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link
        listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre
        script search section select source style summary table tbody td template textarea tfoot th
        thead title tr track ul wbr xmp
    """.split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CLOSES_P = (
    frozenset(
        """
            address article aside blockquote center dd details dialog dir div dl dt fieldset
            figcaption figure footer form header hgroup hr li listing main menu nav ol p plaintext
            pre search section summary table ul xmp
        """.split()
    )
    | _HEADINGS
)
_SCOPE = frozenset("applet caption html marquee object table td template th".split())
_LIST_SCOPE = _SCOPE | {"ol", "ul"}
_BUTTON_SCOPE = _SCOPE | {"button"}
_TABLE_SCOPE = frozenset(["html", "table", "template"])
_SCOPES = {
    **dict.fromkeys(_CLOSES_P | {"button"}, _SCOPE),
    **dict.fromkeys(
        ("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "table"), _TABLE_SCOPE
    ),
    "li": _LIST_SCOPE,
    "p": _BUTTON_SCOPE,
}
_TABLE_BELOW = frozenset(["html", "table", "template"])
# Start tags that close an open element: the names of that element, and the names that protect it if
# one of them is open inside it.
_CLOSED_BY = {
    "li": (frozenset(["li"]), _LIST_SCOPE),
    **dict.fromkeys(("dd", "dt"), (frozenset(["dd", "dt"]), _SCOPE | {"dl"})),
    **dict.fromkeys(("td", "th"), (frozenset(["td", "th"]), frozenset(["tr"]) | _TABLE_BELOW)),
    "tr": (frozenset(["tr"]), frozenset(["tbody", "thead", "tfoot"]) | _TABLE_BELOW),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"), (frozenset(["tbody", "thead", "tfoot"]), _TABLE_BELOW)
    ),
    "option": (frozenset(["option"]), frozenset(["select"])),
    "a": (frozenset(["a"]), _SCOPE),
}
_PARAGRAPH = frozenset(["p"])
_UNIQUE = frozenset(["html", "head", "body"])
_NEVER_LEAVES = _VOID | _UNIQUE
_CLOSING = frozenset([*_CLOSED_BY, *_CLOSES_P])
"""Elements whose start may close others."""
_MAX_SEARCH = 500
"""The number of open elements searched for the one that an end tag closes.

Browsers do not nest deeper.
"""
_MAX_REOPENED = 20


class _Edit(NamedTuple):
    """A tag and what replaces it."""

    begin: int
    end: int
    name: str
    replacement: str


def repair_end_tags(markup: str, ignored: Mapping[tuple[int, str], int] | None = None) -> str:
    """The markup with each end tag closing what it closes in a browser, or nothing.

    It takes one pass, in time linear in the length. Markup that needs no repair is returned itself.

    Args:
        markup: The HTML source.
        ignored: How often the parser ignored an end tag, by line and name, if that is all it did.
            If a browser ignores the same ones, the markup needs no repair.

    """
    edits = _edits(markup)
    if not edits or (ignored is not None and _are_ignored(markup, edits, ignored)):
        return markup
    pieces: list[str] = []
    copied = 0
    for begin, end, _, replacement in edits:
        pieces += (markup[copied:begin], replacement)
        copied = end
    return "".join((*pieces, markup[copied:]))


def _are_ignored(
    markup: str, edits: Sequence[_Edit], ignored: Mapping[tuple[int, str], int]
) -> bool:
    """Whether the edits remove what the parser ignored, and the last end tags of the page."""
    found: Counter[tuple[int, str]] = Counter()
    # The parser is given the markup without white space around it.
    line, counted = 1, len(markup) - len(markup.lstrip())
    for begin, _, name, replacement in edits:
        if replacement or markup[begin + 1] != "/":
            return False
        if name in ("html", "body"):
            return _PAGE_END.match(markup, begin) is not None and found == ignored
        line += markup.count("\n", counted, begin)
        counted = begin
        found[line, name] += 1
    return found == ignored


def _edits(markup: str) -> list[_Edit]:
    """The tags that have to be replaced, in order."""
    open_elements = _OpenElements(markup)
    edits: list[_Edit] = []
    for begin, end, name, is_end in _tags(markup):
        if is_end:
            replacement = open_elements.end(name)
        elif name in _UNIQUE and open_elements.is_repeated(name):
            replacement = ""  # a second page in the first one; its content is the open element's
        else:
            open_elements.start(name, begin, end)
            continue
        if replacement is not None:
            edits.append(_Edit(begin, end, name, replacement))
    return edits


def _tags(markup: str) -> Iterator[tuple[int, int, str, bool]]:
    """The tags that begin or end an element with content: begin, end, name, and whether it ends.

    A tag in a comment or in the text of a script is not one. Nor are those of a leaf, unless its
    start may close other elements.
    """
    position: int | None = 0
    tried = 0
    while position is not None:
        tokens, position = _TOKEN.finditer(markup, position), None
        for token in tokens:
            kind = token.lastgroup
            if kind is None:
                continue
            begin, end = token.span()
            name = (token["name"] or token["ended"]).lower()
            if kind == "leaf":
                if name not in _NEVER_LEAVES:
                    if name in _CLOSING:
                        yield begin, end, name, False
                        yield begin, end, name, True
                    continue
                position = end = token.start("leaf")
            elif kind != "rest" and kind != "end_rest":
                found = None
                if tried < _MAX_TRIED:
                    found = _LONG_REST.match(markup, end, end + _MAX_REST)
                    tried += 0 if found else _MAX_REST
                found = found or _BROKEN_REST.match(markup, end)
                if found is None:
                    continue
                position = end = found.end()
            if kind[0] == "e":
                yield begin, end, name, True
            elif name in _RAW_END:
                closed = _RAW_END[name].search(markup, end)
                position = closed.end() if closed else len(markup)
            elif name not in _VOID and markup[end - 2] != "/":
                yield begin, end, name, False
            if position is not None:
                break


class _OpenElements:
    """The stack of open elements, as in a browser."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._open: list[tuple[str, int, int]] = []
        self._count: defaultdict[str, int] = defaultdict(int)
        self._seen: set[str] = set()

    def is_repeated(self, name: str) -> bool:
        """Whether ``html``, ``head`` or ``body`` has begun already. Each begins only once."""
        has_begun = name in self._seen or "body" in self._seen
        self._seen.add(name)
        return has_begun

    def start(self, name: str, begin: int, end: int) -> None:
        """Open an element, which closes those that cannot contain it.

        Args:
            name: Its name.
            begin: Where its tag begins.
            end: Where its tag ends.

        """
        count = self._count
        if name in _CLOSING:
            if name in _CLOSED_BY:
                names, limits = _CLOSED_BY[name]
                self._close(self._innermost(names, limits))
            if count["p"] and name in _CLOSES_P:
                self._close(self._innermost(_PARAGRAPH, _BUTTON_SCOPE))
            if name in _HEADINGS and self._open and self._open[-1][0] in _HEADINGS:
                self._close(len(self._open) - 1)
        if name not in _UNIQUE:
            self._open.append((name, begin, end))
            count[name] += 1

    def end(self, name: str) -> str | None:
        """The replacement of an end tag; ``None`` if it is right."""
        if self._open and self._open[-1][0] == name:
            del self._open[-1]
            self._count[name] -= 1
            return None
        if name in ("html", "body"):
            return ""  # what follows stays in the open element of the body
        if name == "head":
            return "" if "body" in self._seen else None
        if name == "br":
            return "<br>"
        if name in _HEADINGS:
            place = self._innermost(_HEADINGS, _SCOPE)
        elif name in _FORMATTING:
            return self._end_formatting(name)
        else:
            place = self._innermost(
                (name,), _SCOPES.get(name) or (_SCOPE if name in _SPECIAL else _SPECIAL)
            )
        if place is None:
            return "<p></p>" if name == "p" else ""
        closed = self._open[place][0]
        self._close(place)
        return None if closed == name else f"</{closed}>"

    def _end_formatting(self, name: str) -> str | None:
        """End a formatting element as the standard's "adoption agency algorithm" does.

        A block inside the element stays open, and its text continues after the end of the element.
        """
        place = self._innermost(frozenset([name]), _SCOPE)
        if place is None:
            return ""
        inside = self._open[place + 1 :]
        if not any(inner in _SPECIAL for inner, _, _ in inside):
            self._close(place)
            return None
        del self._open[place]
        self._count[name] -= 1
        if name != "a" or len(inside) > _MAX_REOPENED:
            return ""
        # Otherwise everything that follows would be one long link.
        return (
            "".join(f"</{inner}>" for inner, _, _ in reversed(inside))
            + f"</{name}>"
            + "".join(self._markup[begin:end] for _, begin, end in inside)
        )

    def _innermost(self, names: Collection[str], limits: frozenset[str]) -> int | None:
        """The index of the innermost open element of these names.

        It is ``None`` if not found, or if an element named in `limits` is open inside it.
        """
        count = self._count
        for name in names:
            if count[name]:
                break
        else:
            return None
        place = len(self._open)
        for name, _, _ in islice(reversed(self._open), _MAX_SEARCH):
            place -= 1
            if name in names:
                return place
            if name in limits:
                return None
        return None

    def _close(self, place: int | None) -> None:
        if place is not None:
            for name, _, _ in self._open[place:]:
                self._count[name] -= 1
            del self._open[place:]
