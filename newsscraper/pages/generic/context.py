"""What a page's head says: its title, its description, and what it claims to be."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape

from lxml import etree

_TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"([^"]{1,60})"')
_BODY = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*+)"')
_NO_LETTER = re.compile(r"\W+|_+")
ARTICLE_TYPES = frozenset(
    "article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle"
    " backgroundnewsarticle liveblogposting og:article".split()
)
"""Types of JSON-LD and OpenGraph that pages of articles have."""

_TITLES = frozenset(["og:title", "twitter:title", "title", "headline", "dc.title"])
_DESCRIPTIONS = frozenset(["og:description", "twitter:description", "description"])
MAX_STATEMENT = 2000
"""Characters of the title and of the description that are read."""

_MAX_SCRIPT = 200_000


@dataclass(frozen=True, slots=True)
class Context:
    """The statements of a page about itself. None of them is trusted blindly."""

    title: str = ""
    description: str = ""
    types: frozenset[str] = frozenset()
    """The types of its JSON-LD objects and of OpenGraph (``og:article``), in lower case."""
    metadata: frozenset[str] = frozenset()
    """Names of its meta tags, in lower case."""
    names: str = ""
    """Class names of the ``html`` and ``body`` elements."""

    body: str = ""
    """The text of the JSON-LD, letters and digits only, in lower case."""

    @property
    def declares_article(self) -> bool:
        """Whether the page says that it is an article."""
        return not ARTICLE_TYPES.isdisjoint(self.types)

    @classmethod
    def of(cls, root: etree._Element) -> Context:
        """The context of a page.

        Args:
            root: The root element of the page.

        """
        titles: list[str] = []
        descriptions: list[str] = []
        types: set[str] = set()
        bodies: list[str] = []
        metadata: set[str] = set()
        for element in root.iter("meta", "title", "script"):
            tag = element.tag
            if tag == "title":
                if not titles:
                    titles.append(element.text or "")
            elif tag == "script":
                if "ld+json" in (element.get("type") or "").lower():
                    script = (element.text or "")[:_MAX_SCRIPT]
                    types.update(name.lower() for name in _TYPE.findall(script))
                    bodies += _BODY.findall(script)
            else:
                name = (element.get("property") or element.get("name") or "").strip().lower()
                metadata.add(name)
                if name in _TITLES:
                    titles.append(element.get("content") or "")
                elif name in _DESCRIPTIONS:
                    descriptions.append(element.get("content") or "")
                elif name == "og:type":
                    types.add(f"og:{(element.get('content') or '').strip().lower()}")
        body = root.find("body")
        names = [root.get("class"), None if body is None else body.get("class")]
        return cls(
            " ".join(max(titles, key=len, default="").split())[:MAX_STATEMENT],
            " ".join(" ".join(descriptions).split())[:MAX_STATEMENT],
            frozenset(types),
            frozenset(metadata),
            " ".join(name for name in names if name),
            letters_of(_unescaped(max(bodies, key=len, default=""))),
        )


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case.

    Args:
        text: Any text.

    """
    return _NO_LETTER.sub("", text).lower()


def _unescaped(string: str) -> str:
    """The text of a JSON string without its quotation marks; empty if it is invalid."""
    try:
        text = json.loads(f'"{string}"', strict=False)
    except ValueError:
        return ""
    return unescape(text) if isinstance(text, str) else ""
