"""A page with what training needs of it: its blocks, and which of them belong to the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.news.markup import read_page
from benchmarks.news.sets import Page
from newsscraper.items.records import Capture
from newsscraper.pages.document import Document
from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.walk import walk
from training.labels import labels_of_body, labels_of_snippets

Array = NDArray[Any]

_SNIPPET_WEIGHT = 3.0
_MAX_WEIGHED = 1500
_MIN_BODY = 300


@dataclass(frozen=True, eq=False)
class Sample:
    """One page of a training set."""

    set: str
    domain: str
    url: str | None
    is_article: bool
    kind: str
    context: Context
    blocks: Blocks
    labels: Array
    """For each block the share of its text that belongs to the main text."""
    weights: Array
    """How much each block counts. A block without a label has the weight 0."""


def samples(pages: list[Page]) -> list[Sample]:
    """The pages that have any text, as samples."""
    found = [
        _sample(page.set, page.file, page.url, page.domain, page.type, _gold(page))
        for page in pages
    ]
    return [sample for sample in found if sample is not None]


Gold = tuple[str | None, tuple[str, ...], tuple[str, ...]]


def _gold(page: Page) -> Gold:
    return page.body, page.present, page.absent


@cache
def _sample(name: str, file: Path, url: str, domain: str, kind: str, gold: Gold) -> Sample | None:
    document = Document(Capture(read_page(file), url=url if "://" in url else None))
    root = document.root
    body = root.find("body")
    blocks = walk(root if body is None else body)
    if not len(blocks):
        return None
    blocks.nodes, blocks.containers.elements = [], []  # the tree is not needed any more
    labels, weights = _labels(blocks, gold)
    return Sample(
        name,
        domain,
        document.url,
        kind == "article",
        kind,
        Context.of(root),
        blocks,
        labels,
        weights,
    )


def _labels(blocks: Blocks, gold: Gold) -> tuple[Array, Array]:
    body, present, absent = gold
    lengths = np.array([len(text) for text in blocks.texts], dtype=np.float64)
    if body is None:
        labels = labels_of_snippets(blocks.texts, present, absent)
        known = np.array([label is not None for label in labels])
        return (
            np.array([label or 0.0 for label in labels]),
            np.where(known, _SNIPPET_WEIGHT, 0.0),
        )
    parents = blocks.containers.parents
    shares = labels_of_body(blocks.texts, [parents[owner] for owner in blocks.owners], body)
    # A page counts as a whole, so a block of a short article counts more.
    scale = np.sqrt(2000 / (max(len(body), _MIN_BODY) + 500)) / 10
    return np.array(shares), (np.minimum(lengths, _MAX_WEIGHED) + 20) ** 0.6 * scale
