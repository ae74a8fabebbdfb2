"""What a page's head says about the article: its title and its description."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_WORD = re.compile(r"\w+")
_TITLES = frozenset(["og:title", "twitter:title", "title", "headline", "dc.title"])
_DESCRIPTIONS = frozenset(["og:description", "twitter:description", "description"])


@dataclass(frozen=True, slots=True)
class Context:
    """The words of the title and of the description."""

    title: frozenset[str] = frozenset()
    description: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: etree._Element) -> Context:
        """The context of a page.

        Args:
            root: The root element of the page.

        """
        titles = [title.text or "" for title in root.iter("title")][:1]
        descriptions: list[str] = []
        for meta in root.iter("meta"):
            name = (meta.get("property") or meta.get("name") or "").lower()
            if name in _TITLES:
                titles.append(meta.get("content") or "")
            elif name in _DESCRIPTIONS:
                descriptions.append(meta.get("content") or "")
        return cls(words_of(max(titles, key=len, default="")), words_of(" ".join(descriptions)))


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case.

    Args:
        text: Any text; only its first 2,000 characters are read.

    """
    return frozenset(_WORD.findall(text[:2000].lower()))
