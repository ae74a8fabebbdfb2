"""Other class and id names, the same ones all over a page: in its elements, its style sheets and
its scripts."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from tests.disguise.tree import Element, Text

_SELECTOR = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)(?=[^{}]*\{)")
_BY_ID = re.compile(r"""(getElementById\(\s*["'])([\w-]+)(?=["'])""")
_NUMBERED = re.compile(r"([a-z]+)(\d{3,})")
_SYLLABLES = [consonant + vowel for consonant in "kvztr" for vowel in "aou"]


def rename(page: Element, seed: str) -> None:
    """Gives every class and id another name, made of the old one and the seed."""
    for element in page.walk():
        attributes = element.attributes
        if attributes.get("class"):
            attributes["class"] = " ".join(_name(name, seed) for name in element.classes)
        for key in ("id", "for"):
            if value := attributes.get(key):
                attributes[key] = _name(value, seed)
        if (href := attributes.get("href") or "").startswith("#") and len(href) > 1:
            attributes["href"] = f"#{_name(href[1:], seed)}"
        if element.tag in ("style", "script"):
            for child in element.children:
                if isinstance(child, Text):
                    child.raw = _renamed(child.raw, element.tag, seed)


def _renamed(source: str, tag: str, seed: str) -> str:
    pattern = _SELECTOR if tag == "style" else _BY_ID
    return pattern.sub(lambda match: match[1] + _name(match[2], seed), source)


@lru_cache(maxsize=4096)
def _name(name: str, seed: str) -> str:
    """Syllables that are part of no word; a number that makes an id one of many stays."""
    numbered = _NUMBERED.fullmatch(name)
    stem, number = (numbered[1], numbered[2]) if numbered else (name, "")
    random = Random(f"{seed} name {stem}")
    return "".join(random.choices(_SYLLABLES, k=random.randint(3, 4))) + number
