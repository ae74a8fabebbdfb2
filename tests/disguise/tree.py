"""A tree of a page that is written back as it was, but for what was changed (and `<br/>`, which
becomes `<br>`).

It reads the pages of the replica, which are well formed; it is not a parser for arbitrary pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
INLINE = frozenset(
    "a abbr b br button em font i iframe img input label noscript script small span strong style"
    " sub sup textarea".split()
)
"""What may stand in a paragraph; everything else begins a line."""

_TOKEN = re.compile(
    r"""<!--.*?--> | <![^>]*>
      | <(?P<raw>script|style|textarea|title)\b(?P<raw_attributes>[^>]*)>(?P<text>.*?)</(?P=raw)\s*>
      | </(?P<end>[a-zA-Z][^\s>]*)[^>]*>
      | <(?P<start>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^"'>]|"[^"]*"|'[^']*')*)>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


@dataclass(eq=False)
class Text:
    """Text as it stands in the source, its character references too; or a comment, or the document
    type."""

    raw: str

    @property
    def blank(self) -> bool:
        return not self.raw.strip(" \t\r\n") or self.raw.startswith("<!")

    def html(self) -> str:
        return self.raw


@dataclass(eq=False)
class Element:
    """An element. Values of attributes are as they stand between their quotes."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    fixed: bool = False
    """Whether its tag is settled."""
    inner: Element | None = None
    """What holds its children, if that is not itself: the cell of a table."""

    @property
    def holder(self) -> Element:
        return self if self.inner is None else self.inner

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    @property
    def blank(self) -> bool:
        return False

    @property
    def inline(self) -> bool:
        """Whether it may stand in a paragraph, with all it holds."""
        return self.tag in INLINE and all(
            not isinstance(child, Element) or child.inline for child in self.children
        )

    def walk(self) -> Iterator[Element]:
        """All elements below it, in page order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def first(self, name: str) -> Element | None:
        """The first element below with a class, or with an id if the name begins with ``#``."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> list[Element]:
        if name.startswith("#"):
            return [element for element in self.walk() if element.attributes.get("id") == name[1:]]
        return [element for element in self.walk() if name in element.classes]

    def tags(self, tag: str) -> list[Element]:
        return [element for element in self.walk() if element.tag == tag]

    @property
    def text(self) -> str:
        return "".join(
            child.raw if isinstance(child, Text) else child.text for child in self.children
        )

    def html(self) -> str:
        inside = "".join(child.html() for child in self.children)
        if not self.tag:
            return inside
        start = "".join(_attribute(name, value) for name, value in self.attributes.items())
        return f"<{self.tag}{start}>" + ("" if self.tag in VOID else f"{inside}</{self.tag}>")


Node = Text | Element


def parse(html: str) -> Element:
    """The page's tree, under an element without a tag; what is open at the end is closed there."""
    root = Element("")
    stack = [root]
    end = 0
    for token in _TOKEN.finditer(html):
        if token.start() > end:
            stack[-1].children.append(Text(html[end : token.start()]))
        end = token.end()
        if token["raw"]:
            inside: list[Node] = [Text(token["text"])] if token["text"] else []
            stack[-1].children.append(
                Element(token["raw"].lower(), _attributes(token["raw_attributes"]), inside)
            )
        elif token["start"]:
            element = Element(token["start"].lower(), _attributes(token["attributes"]))
            stack[-1].children.append(element)
            if element.tag not in VOID:
                stack.append(element)
        elif token["end"]:
            tag = token["end"].lower()
            if any(element.tag == tag for element in stack[1:]):
                while stack.pop().tag != tag:
                    pass
        else:
            stack[-1].children.append(Text(token.group()))
    if html[end:]:
        stack[-1].children.append(Text(html[end:]))
    return root


def _attributes(text: str) -> dict[str, str | None]:
    found = {}
    for name, value in _ATTRIBUTE.findall(text):
        quoted = value[:1] in ("'", '"')
        found.setdefault(name.lower(), (value[1:-1] if quoted else value) if value else None)
    return found


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return f" {name}"
    quote = "'" if '"' in value else '"'
    return f" {name}={quote}{value}{quote}"
