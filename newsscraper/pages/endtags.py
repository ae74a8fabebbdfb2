"""End tags that close nothing, or close too much, rewritten so that a parser reads the page as
browsers do.

The rules are those of the HTML standard (13.2.6, tree construction, "in body"). The parser below
this project closes whatever is open up to an end tag's element, so that a ``</span>`` or
``</body>`` inside a paragraph ended the article.
"""

from __future__ import annotations

import re
from collections import Counter

_RAW = "script style textarea title iframe noembed noframes xmp"
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <[!?][^>]*(?:>|\Z)
      | <(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*+)""",
    re.DOTALL | re.VERBOSE,
)
# The rest of a tag: without "<" in its attributes, with it, and where a quotation mark is not
# closed.
_REST = re.compile(r"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_LONG_REST = re.compile(r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_BROKEN_REST = re.compile(r"[^<>]*+>")
_MAX_REST = 4000
_MAX_TRIED = 2_000_000
"""Characters of a page that tags with "<" in their attributes are looked for in: what never ends
must not cost more."""
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
# A start tag that closes an open element of these names, if no element of those stands between.
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
_P = frozenset(["p"])
_ONCE = ("html", "head", "body")
_MAX_LOOK = 500
"""Elements that are looked through for the one that an end tag closes; browsers nest no deeper."""
_MAX_OPENED_AGAIN = 20


def mend_end_tags(markup: str) -> str:
    """The markup with end tags that close what they close in a browser, or nothing. One pass, time
    linear in the length."""
    page = _Page()
    position = tried = 0
    out: list[str] = []
    while match := _TOKEN.search(markup, position):
        out.append(markup[position : match.start()])
        begin, position = match.start(), match.end()
        if match["name"] is None:
            out.append(match[0])
            continue
        rest = _REST.match(markup, position)
        if rest is None and tried < _MAX_TRIED:
            rest = _LONG_REST.match(markup, position, position + _MAX_REST)
            tried += 0 if rest else _MAX_REST
        rest = rest or _BROKEN_REST.match(markup, position)
        if rest is None:
            out.append(match[0])
            continue
        position = rest.end()
        name, tag = match["name"].lower(), markup[begin:position]
        if match["end"]:
            out.append(page.end(name, tag))
            continue
        if name in _ONCE and page.has(name):
            continue  # a second page inside the first one; what it holds is in what is open
        out.append(tag)
        if name in _RAW_END:
            end = _RAW_END[name].search(markup, position)
            begin, position = position, end.end() if end else len(markup)
            out.append(markup[begin:position])
        elif name not in _VOID and not tag.endswith("/>"):
            page.start(name, tag)
    out.append(markup[position:])
    return "".join(out)


class _Page:
    """The elements that are open, as a browser has them."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._count: Counter[str] = Counter()
        self._seen: set[str] = set()

    def has(self, name: str) -> bool:
        """Whether the page, its head or its body has begun; it does so once. Nothing that is open
        is closed by another."""
        has_begun = name in self._seen or "body" in self._seen
        self._seen.add(name)
        return has_begun

    def start(self, name: str, tag: str) -> None:
        if name in ("html", "head", "body"):
            return
        if name in _CLOSED_BY:
            names, limits = _CLOSED_BY[name]
            self._close(self._find(names, limits))
        if name in _CLOSES_P:
            self._close(self._find(_P, _BUTTON_SCOPE))
        if name in _HEADINGS and self._open and self._open[-1][0] in _HEADINGS:
            self._close(len(self._open) - 1)
        self._open.append((name, tag))
        self._count[name] += 1

    def end(self, name: str, tag: str) -> str:
        """What stands for an end tag."""
        if name in ("html", "body"):
            return ""  # whatever follows is in the body, in what is open
        if name == "head":
            return "" if "body" in self._seen else tag
        if name == "br":
            return "<br>"
        if name in _HEADINGS:
            place = self._find(_HEADINGS, _SCOPE)
        elif name in _FORMATTING:
            return self._end_formatting(name, tag)
        else:
            place = self._find(
                frozenset([name]), _SCOPES.get(name) or (_SCOPE if name in _SPECIAL else _SPECIAL)
            )
        if place is None:
            return "<p></p>" if name == "p" else ""
        closed = self._open[place][0]
        self._close(place)
        return tag if closed == name else f"</{closed}>"

    def _end_formatting(self, name: str, tag: str) -> str:
        """A block inside the element stays open (the "adoption agency"); its text goes on behind
        the element's end."""
        place = self._find(frozenset([name]), _SCOPE)
        if place is None:
            return ""
        inside = self._open[place + 1 :]
        if not any(inner in _SPECIAL for inner, _ in inside):
            self._close(place)
            return tag
        del self._open[place]
        self._count[name] -= 1
        if name != "a" or len(inside) > _MAX_OPENED_AGAIN:
            return ""
        # All else would be one long link.
        return (
            "".join(f"</{inner}>" for inner, _ in reversed(inside))
            + tag
            + "".join(start for _, start in inside)
        )

    def _find(self, names: frozenset[str], limits: frozenset[str]) -> int | None:
        """The innermost open element of these names, if none of the limits stands between."""
        if not any(self._count[name] for name in names):
            return None
        for place in range(len(self._open) - 1, max(len(self._open) - _MAX_LOOK, 0) - 1, -1):
            name = self._open[place][0]
            if name in names:
                return place
            if name in limits:
                return None
        return None

    def _close(self, place: int | None) -> None:
        if place is not None:
            for name, _ in self._open[place:]:
                self._count[name] -= 1
            del self._open[place:]
