"""The features of a page's address, by which the page is called an article or not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_YEAR = re.compile(r"/(?:19|20)\d\d/")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_END = (".html", ".htm", ".php", ".aspx", ".shtml")
_WORDS = {
    "forum": """
        answers ask board boards comments community discussion discussions forum forums qa question
        questions showthread thread threads topic topics viewtopic
    """,
    "shop": """
        brands buy cart catalog catalogue categories category collection collections dp gp item
        items price prices product products produit produits produkt produkte sale shop sku store
    """,
    "list": """
        all archive archives awards blog browse categories category certificate course courses
        directory events find index jobs learn list news page programs resources results reviews
        search section tag tags topics
    """,
    "page": """
        about api contact docs documentation help home legal policy pricing privacy service services
        solutions support terms wiki
    """,
}
"""Words of paths that are used on many sites. Those of articles are left out: most articles have
none of them, above all in other languages."""

_KIND = {kind: frozenset(words.split()) for kind, words in _WORDS.items()}


def address_features(url: str | None) -> dict[str, float]:
    """The features by name. Of the host nothing is used.

    Args:
        url: The address of the page, if known.

    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        parts = urlsplit("")
    path = parts.path
    segments = [segment for segment in path.split("/") if segment]
    last = segments[-1] if segments else ""
    found: dict[str, float] = {
        "address": float(bool(url)),
        "depth": len(segments),
        "hyphens": last.count("-") + last.count("_"),
        "last length": len(last),
        "digits": len(_DIGITS.findall(last)),
        "year": _YEAR.search(path) is not None,
        "query": len(parts.query),
        "ending": path.endswith(_END),
        "slash": path.endswith("/"),
    }
    words = _WORD.findall(path.lower()) or [""]
    for kind, known in _KIND.items():
        found[f"{kind} words"] = sum(word in known for word in words)
        found[f"first is of {kind}"] = words[0] in known
        found[f"last is of {kind}"] = words[-1] in known
    return found
