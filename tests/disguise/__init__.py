"""A page of the platform in a disguise: the same words and links in the same order, in other
markup.

What has been seen of the sites is their text; class names are known at second hand, and tags not at
all. A reader that needs either fails here. The pages to disguise are those of ``tests.replica``
(whose class names say where what is); nothing here knows the extractor.
"""

from __future__ import annotations

from random import Random

from tests.disguise.furniture import furnish
from tests.disguise.names import rename
from tests.disguise.parts import Parts
from tests.disguise.tags import exchange
from tests.disguise.tree import parse

DISGUISES = ("names", "tags", "furniture")
"""Each holds the one before: other class and id names; other tags too; and another portal's
furniture around it."""


def disguise(html: str, name: str, seed: str) -> str:
    """Gives a page in a disguise.

    One seed is one redesign: pages of one kind come out alike, with the same names, as a site's do.
    The headlines of the furniture differ from page to page.

    Args:
        html: A page of the replica, whole or cut off.
        name: One of ``DISGUISES``.
        seed: The same gives the same page, in any process.

    Raises:
        ValueError: there is no such disguise.
    """
    if name not in DISGUISES:
        raise ValueError(f"no disguise is called {name}; there are: {', '.join(DISGUISES)}")
    page = parse(html)
    parts = Parts.of(page)
    if name != "names":
        exchange(page, parts, seed)
    if name == "furniture":
        furnish(page, parts, Random(f"{seed} {parts.title}"))
    rename(page, seed)
    return page.html()
