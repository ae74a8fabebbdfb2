"""A page with what training needs of it: its blocks, and which of them belong to the text."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from benchmarks.news.markup import read_page
from benchmarks.news.sets import Page
from newsscraper.items.records import Capture
from newsscraper.pages.document import Document
from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.walk import page_blocks, walk
from training.labels import labels_of_body, labels_of_snippets

Array = NDArray[Any]

_SNIPPET_WEIGHT = 3.0
_MAX_WEIGHED = 1500
_MIN_BODY = 300
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzäöüßéèêàçíóúñ,;?",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوييوسءؤئآأإةى،؛؟",
)
"""Latin letters to Arabic ones; the results are not words."""

_VARIANTS = 5
_GOLD = 0.5
_NEARLY_ALL = 0.95


@dataclass(frozen=True, eq=False)
class Sample:
    """One page of a training set."""

    set: str
    domain: str
    url: str | None
    kind: str
    """``article``, or what else the page is."""
    context: Context
    blocks: Blocks
    labels: Array
    """For each block the share of its text that belongs to the main text."""
    weights: Array
    """How much each block counts. A block without a label has the weight 0."""
    is_variant: bool = False
    """Whether the page was changed; another sample has it as it is."""

    @property
    def is_article(self) -> bool:
        """Whether the page is an article."""
        return self.kind == "article"

    def part(self, parts: int, salt: str = "") -> int:
        """In which of some parts the page is. All pages of a domain are in the same one.

        Args:
            parts: The number of parts.
            salt: Another one gives another division.

        """
        return zlib.crc32(f"{self.domain}{salt}".encode()) % parts


def samples(pages: list[Page]) -> list[Sample]:
    """The pages that have any text, as samples, and variants of most.

    A variant has no names of elements and no metadata, or letters of another script; half of them
    also lack what surrounds the text. So the model depends on none of these.
    """
    found: list[Sample] = []
    for page in pages:
        gold = page.body, page.present, page.absent
        found += _samples(page.set, page.file, page.url, page.domain, page.type, gold)
    return found


Gold = tuple[str | None, tuple[str, ...], tuple[str, ...]]


@cache
def _samples(
    name: str, file: Path, url: str, domain: str, kind: str, gold: Gold
) -> tuple[Sample, ...]:
    variant = zlib.crc32(f"{name}/{file.name}".encode()) % _VARIANTS
    address = url if "://" in url else None
    return samples_of(Source(name, domain, kind, gold), read_page(file), address, variant)


class Source(NamedTuple):
    """Where a page comes from, and what is right for it."""

    set: str
    domain: str
    kind: str
    gold: Gold


def samples_of(source: Source, html: str, url: str | None, variant: int) -> tuple[Sample, ...]:
    """The samples made of a page; none if it has no text.

    Args:
        source: Where it comes from.
        html: The page.
        url: Its address, if it has one.
        variant: Which variant is added: 0 for none.

    """
    name, domain, kind, gold = source
    document = Document(Capture(html, url=url))
    root = document.root
    blocks = page_blocks(root)
    if not len(blocks):
        return ()
    labels, weights = _labels(blocks, gold)
    context = Context.of(root)
    page = Sample(name, domain, document.url, kind, context, blocks, labels, weights)
    found = [page]
    if variant % 2 and kind == "article" and gold[0] is not None:
        alone = walk(_around(page))
        if len(alone):
            page = replace(page, blocks=alone, **_labelled(alone, gold))
    if variant:
        found.append(_anonymous(page) if variant < 3 else _foreign(page))
    for sample in found:  # the trees are not needed any more
        sample.blocks.nodes, sample.blocks.containers.elements = [], []
    return tuple(found)


def _labelled(blocks: Blocks, gold: Gold) -> dict[str, Any]:
    labels, weights = _labels(blocks, gold)
    return {"labels": labels, "weights": weights}


def _anonymous(sample: Sample) -> Sample:
    """The page without names and metadata. Elements with the same names still have the same."""
    blocks = sample.blocks
    numbers: dict[str, str] = {"": ""}
    names = [numbers.setdefault(name, str(len(numbers))) for name in blocks.containers.names]
    anonymous = replace(
        blocks,
        containers=replace(blocks.containers, names=names),
        inline_names=[""] * len(blocks),
    )
    context = Context(title=sample.context.title)
    return replace(sample, url=None, context=context, blocks=anonymous, is_variant=True)


def _foreign(sample: Sample) -> Sample:
    """The page in letters that have no case, with words that nobody knows."""
    blocks = replace(
        sample.blocks, texts=[text.lower().translate(_LETTERS) for text in sample.blocks.texts]
    )
    context = replace(
        sample.context,
        title=sample.context.title.lower().translate(_LETTERS),
        description=sample.context.description.lower().translate(_LETTERS),
        body="",
    )
    return replace(sample, blocks=blocks, context=context, is_variant=True)


def _around(sample: Sample) -> etree._Element:
    """The smallest element with nearly all text of the article."""
    containers = sample.blocks.containers
    within = sample.blocks.text_within(np.flatnonzero(sample.labels > _GOLD).tolist())
    place = int(np.flatnonzero(within >= _NEARLY_ALL * within[0])[-1])
    return containers.elements[containers.parents[place]]


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
