"""Ten parts of all pages, equally large in each set, and no domain in two of them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.news.sets import Page

FOLDS = 10
SEED = 16

Kind = tuple[str, str]
"""Set and type of a page. Each kind is divided equally."""


class Folds:
    """Which fold a page belongs to. All pages of a domain are in one, across all sets.

    The same pages are divided in the same way in any order and on any machine. The domains with
    most pages are placed first, each in the fold with most room for its pages.
    """

    def __init__(self, pages: Sequence[Page], count: int = FOLDS, seed: int = SEED) -> None:
        self.count = count
        sizes = Counter((page.set, page.type) for page in pages)
        per_domain: dict[str, Counter[Kind]] = defaultdict(Counter)
        for page in pages:
            per_domain[page.domain][page.set, page.type] += 1
        filled: list[Counter[Kind]] = [Counter() for _ in range(count)]
        self._fold: dict[str, int] = {}

        def cost(fold: int, of: Counter[Kind]) -> tuple[float, int]:
            held = filled[fold]
            share = sum(number * held[kind] / sizes[kind] for kind, number in of.items())
            return round(share, 9), held.total()

        for domain in sorted(
            per_domain, key=lambda name: (-per_domain[name].total(), _drawn(seed, name))
        ):
            of = per_domain[domain]
            fold = min(range(count), key=lambda number: (*cost(number, of), number))
            self._fold[domain] = fold
            filled[fold].update(of)

    def fold_of(self, page: Page) -> int:
        """The fold of a page, from 0. Raises KeyError for a domain that was not divided."""
        return self._fold[page.domain]


def _drawn(seed: int, domain: str) -> bytes:
    return hashlib.sha256(f"{seed} {domain}".encode()).digest()
