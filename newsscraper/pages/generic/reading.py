"""The main text of a page: its blocks, and which of them the model chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.features import features, matrix
from newsscraper.pages.generic.model import Model
from newsscraper.pages.generic.neighbourhood import neighbourhood
from newsscraper.pages.generic.walk import walk

Array = NDArray[Any]

_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a page and their probabilities."""

    blocks: Blocks
    probabilities: Array
    """For each block, that it belongs to the main text."""

    @property
    def kept(self) -> list[int]:
        """The numbers of the blocks that belong to the main text, in page order."""
        found: list[int] = np.flatnonzero(self.probabilities > _THRESHOLD).tolist()
        return found


def read_page(root: etree._Element, context: Context, model: Model) -> Reading:
    """Find the main text of a page.

    Args:
        root: The root element of the page.
        context: What the page's head says.
        model: The weights to use.

    """
    body = root.find("body")
    blocks = walk(root if body is None else body)
    if not len(blocks):
        return Reading(blocks, np.zeros(0))
    columns = features(blocks, context, model.vocabulary)
    first = model.first.probabilities(matrix(columns, model.first.names))
    columns.update(neighbourhood(blocks, first))
    return Reading(blocks, model.second.probabilities(matrix(columns, model.second.names)))
