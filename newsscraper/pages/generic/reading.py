"""The main text of a page: its blocks, and which of them the model chooses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.choice import chosen
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.features import features, matrix
from newsscraper.pages.generic.model import Model
from newsscraper.pages.generic.neighbourhood import neighbourhood
from newsscraper.pages.generic.page_features import page_features
from newsscraper.pages.generic.trees import Trees
from newsscraper.pages.generic.walk import page_blocks

Array = NDArray[Any]

_PLAUSIBLE = 0.02
_NEARLY_ALL = 0.9
_CERTAIN_KIND = 0.5


@dataclass(frozen=True)
class Reading:
    """The blocks of a page, and what the model says of them."""

    blocks: Blocks
    context: Context
    first: Array
    """For each block the probability that it belongs to the main text, by the first pass."""
    probabilities: Array
    """The same by the second pass, which counts."""
    columns: dict[str, Array]
    """The features of the blocks by name."""

    @cached_property
    def kept(self) -> list[int]:
        """The numbers of the blocks that belong to the main text, in page order."""
        return chosen(self.blocks, self.probabilities) if len(self.blocks) else []

    @property
    def main_element(self) -> etree._Element | None:
        """The smallest element with nearly all of the main text."""
        kept = self.kept
        if not kept:
            return None
        within = self.blocks.text_within(kept)
        # In page order, the last element with enough text is inside all others.
        place = int(np.flatnonzero(within >= _NEARLY_ALL * within[0])[-1])
        return self.blocks.containers.elements[place]

    def of_any_page(self, model: Model) -> Reading:
        """The same blocks, judged as those of a page that need not be an article.

        Args:
            model: The weights to use.

        """
        if not len(self.blocks):
            return self
        return replace(self, probabilities=second_pass(model.anything, self.columns))

    def article_score(self, url: str | None, model: Model) -> float:
        """The probability that the page is an article.

        Args:
            url: The address of the page, if known.
            model: The weights to use.

        """
        if not len(self.blocks):
            return 0.0
        return _score(model.kind, self._page_features(url, model))

    def other_kind(self, url: str | None, model: Model) -> str | None:
        """What the page is if it is not an article; ``None`` if that is uncertain.

        Args:
            url: The address of the page, if known.
            model: The weights to use.

        """
        if not len(self.blocks):
            return None
        found = self._page_features(url, model)
        scores = {kind: _score(trees, found) for kind, trees in model.kinds.items()}
        best = max(scores, key=lambda kind: scores[kind])
        return best if scores[best] >= _CERTAIN_KIND else None

    def _page_features(self, url: str | None, model: Model) -> dict[str, float]:
        return page_features(self.blocks, self.first, self.context, model.vocabulary, url)


def _score(trees: Trees, found: dict[str, float]) -> float:
    """The probability that a page with these features is of the kind of the trees."""
    row = np.array([[found[name]] for name in trees.names], dtype=np.float32)
    return float(trees.probabilities(row)[0])


def read_page(root: etree._Element, model: Model) -> Reading:
    """Find the main text of a page.

    Args:
        root: The root element of the page.
        model: The weights to use.

    """
    context = Context.of(root)
    blocks = page_blocks(root)
    if not len(blocks):
        return Reading(blocks, context, np.zeros(0), np.zeros(0), {})
    columns = features(blocks, context, model.vocabulary)
    first = model.first.probabilities(matrix(columns, model.first.names))
    columns.update(neighbourhood(blocks, first))
    second = second_pass(model.second, columns)
    return Reading(blocks, context, first, second, columns)


def is_plausible(first: Array) -> Array:
    """Whether each block may belong to the text. The second pass judges only these.

    Args:
        first: The probability of each block according to the first pass.

    """
    found: Array = first >= _PLAUSIBLE
    return found


def second_pass(trees: Trees, columns: dict[str, Array]) -> Array:
    """The probability of each block according to a second pass.

    Args:
        trees: The trees of the pass.
        columns: The features of the blocks, with those of the first pass.

    """
    plausible = np.flatnonzero(is_plausible(columns["first"]))
    found = columns["first"].copy()
    chosen = {name: columns[name][plausible] for name in trees.names}
    if len(plausible):
        found[plausible] = trees.probabilities(matrix(chosen, trees.names))
    return found
