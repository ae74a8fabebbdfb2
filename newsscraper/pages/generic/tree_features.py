"""The features of each block's place: the elements around it, and what else they contain."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.blocks import Blocks, Containers
from newsscraper.pages.generic.text_features import TextFeatures
from newsscraper.pages.generic.vocabulary import Vocabulary

Array = NDArray[Any]

_KINDS: dict[str, tuple[str, ...]] = {
    "article": ("article",),
    "main": ("main",),
    "aside": ("aside",),
    "nav": ("nav", "menu"),
    "header": ("header", "hgroup"),
    "footer": ("footer",),
    "form": ("form", "fieldset", "dialog", "button", "label"),
    "figure": ("figure", "figcaption", "caption"),
    "table": ("table",),
    "list": ("ul", "ol", "dl"),
    "item": ("li", "dd", "dt"),
    "quote": ("blockquote",),
    "h1": ("h1",),
    "h2": ("h2", "h3"),
    "h4": ("h4", "h5", "h6"),
    "p": ("p",),
    "section": ("section",),
    "details": ("address", "details", "summary", "legend"),
    "pre": ("pre",),
}
_BITS = {tag: 1 << bit for bit, tags in enumerate(_KINDS.values()) for tag in tags}
_KIND_BITS = np.arange(len(_KINDS))[:, None]
_IN_KINDS = tuple(f"in {kind}" for kind in _KINDS)
_TAGS = {
    tag: number
    for number, tag in enumerate(
        "p blockquote li dd dt pre td th div section article main body span a h1 h2 h3 h4 h5 h6"
        " figcaption caption header footer aside nav form button label summary address ul ol"
        " table tr center figure".split(),
        1,
    )
}
"""The tags, from those of body text to those of furniture."""

_LEVELS = 4
"""How many elements around a block are looked at, the innermost first."""


class TreeFeatures:
    """The places of a page's blocks in numbers."""

    def __init__(self, blocks: Blocks, text: TextFeatures, vocabulary: Vocabulary) -> None:
        containers = blocks.containers
        self.text = text
        self.number = len(blocks)
        self.first = containers.first_blocks
        self.end = containers.end_blocks
        self.parents = containers.parent_numbers
        self.parent_list = containers.parents
        self.groups = containers.groups
        self.owners = blocks.owner_numbers
        amounts = np.zeros((3, self.number + 1))
        amounts[:, 1:] = text.length, text.running, text.linked
        self.sums = amounts.cumsum(axis=1)
        """All text, running text and text in links before each block, and on the page."""
        self.columns: dict[str, Array] = {}
        self._add_names(containers, vocabulary)
        self._add_levels()
        self._add_groups()
        self._add_places()

    def _within(self, containers: Array) -> Array:
        """The characters in each of some elements: all, those of running text, those in links."""
        within: Array = self.sums[:, self.end[containers]] - self.sums[:, self.first[containers]]
        return within

    def _add_names(self, containers: Containers, vocabulary: Vocabulary) -> None:
        """Tags of the elements around, and the weights of their names."""
        of_names = vocabulary.of_names
        weights = {names: of_names(names) for names in set(containers.names)}
        bits, depths, sums, least = [0], [-1], [0.0], [0.0]
        own_weights: list[float] = []
        # The root is its own parent. The lists have a place before it, which is its parent here.
        for tag, names, parent in zip(
            containers.tags, containers.names, containers.parents, strict=True
        ):
            place = parent + 1 if own_weights else 0
            weight, low = weights[names]
            own_weights.append(weight)
            bits.append(bits[place] | _BITS.get(tag, 0))
            depths.append(depths[place] + 1)
            sums.append(sums[place] + weight)
            before = least[place]
            least.append(low if low < before else before)
        del bits[0], depths[0], sums[0], least[0]
        owners = self.owners
        around = np.array(bits)[owners]
        tags = np.array([_TAGS.get(tag, 0) for tag in containers.tags])
        inside = (around >> _KIND_BITS) & 1
        self.columns.update(zip(_IN_KINDS, inside, strict=True))
        self.columns["tag"] = tags[owners]
        self.columns["parent's tag"] = tags[self.parents[owners]]
        self.depths = np.array(depths)
        self.own_weights = np.array(own_weights)
        self.columns["depth"] = np.array(depths)[owners]
        self.columns["hidden"] = np.array(containers.hidden)[owners]
        self.columns["names"] = np.array(sums)[owners]
        self.columns["least name"] = np.array(least)[owners]
        self.columns["own names"] = self.own_weights[owners]
        self.columns["parent's names"] = self.own_weights[self.parents[owners]]

    def _add_levels(self) -> None:
        """How much text the elements around contain, and of which kind."""
        total, running, _ = np.maximum(self.sums[:, -1], 1)
        levels = np.empty((_LEVELS, self.number), dtype=np.intp)
        levels[0] = self.owners
        for number in range(1, _LEVELS):
            levels[number] = self.parents[levels[number - 1]]
        length, runs, linked = self._within(levels)
        length = np.maximum(length, 1)
        for name, values in (
            ("length", np.log1p(length)),
            ("share", length / total),
            ("running", runs / length),
            ("running share", runs / running),
            ("linked", linked / length),
            ("blocks", self.end[levels] - self.first[levels]),
        ):
            for number in range(_LEVELS):
                self.columns[f"level {number}: {name}"] = values[number]

    def _add_groups(self) -> None:
        """How much text elements of the same tag and class have on the whole page."""
        groups = self.groups
        text = self.text
        for name, owners in (("group", self.owners), ("parent's group", self.parents[self.owners])):
            group = groups[owners]
            length = np.bincount(group, weights=text.length)[group]
            runs = np.bincount(group, weights=text.running)[group]
            blocks = np.bincount(group)[group]
            self.columns[f"{name}: length"] = np.log1p(length)
            self.columns[f"{name}: running"] = runs / length
            self.columns[f"{name}: running share"] = runs / max(float(text.running.sum()), 1.0)
            self.columns[f"{name}: blocks"] = blocks
        self.columns["group: linked"] = (
            np.bincount(groups[self.owners], weights=text.linked)[groups[self.owners]]
            / np.bincount(groups[self.owners], weights=text.length)[groups[self.owners]]
        )

    def _add_places(self) -> None:
        """Where the block is: in the page, and relative to the main text and the headline."""
        text = self.text
        number = np.arange(self.number)
        parents = self.parents[self.owners]
        grandparents = self.parents[parents]
        scores: Array = np.bincount(parents, weights=text.running, minlength=len(self.parents))
        scores += 0.5 * np.bincount(grandparents, weights=text.running, minlength=len(self.parents))
        main = int(scores.argmax())
        first, end = int(self.first[main]), int(self.end[main])
        sums, runs, _ = self.sums
        total = max(float(sums[-1]), 1.0)
        self.columns["place"] = number / self.number
        self.columns["text before"] = sums[:-1] / total
        self.columns["blocks"] = np.full(self.number, self.number)
        self.columns["text"] = np.full(self.number, np.log1p(total))
        self.columns["in main text"] = (number >= first) & (number < end)
        self.columns["after start of main text"] = number - first
        self.columns["before end of main text"] = end - number
        self.columns["text to main text"] = np.log1p(
            np.maximum(sums[first] - sums[1:], np.maximum(sums[:-1] - sums[end], 0))
        )
        self.columns["main text: share"] = np.full(
            self.number, float(sums[end] - sums[first]) / total
        )
        self.columns["main text: running share"] = np.full(
            self.number,
            float(runs[end] - runs[first]) / max(float(runs[-1]), 1.0),
        )
        self._add_relation("main text", main)
        headline = int(text.title.argmax())
        self._add_relation("headline", int(self.owners[headline]))
        self.columns["after headline"] = (
            number - headline if text.title[headline] > 0.3 else np.full(self.number, -999)
        )
        running = (text.running > 0).astype(np.float64)
        before = np.concatenate(([0], running.cumsum()))
        self.columns["running blocks before"] = before[:-1]
        self.columns["running blocks after"] = before[-1] - before[1:]

    def _add_relation(self, name: str, target: int) -> None:
        """How an element and each block lie to each other.

        The smallest element around both is where their branches part. A page with several articles
        has them in branches that are alike.
        """
        parents = self.parent_list
        on_chain = bytearray(len(parents))
        towards = list(range(len(parents)))
        number = target
        on_chain[number] = 1
        while number:
            parent = parents[number]
            towards[parent] = number
            number = parent
            on_chain[number] = 1
        # Parents come before their children: what is known of a parent is handed down.
        common: list[int] = []
        branch: list[int] = []
        for number, parent in enumerate(parents):
            if on_chain[number]:
                common.append(number)
                branch.append(number)
            else:
                common.append(common[parent])
                branch.append(number if on_chain[parent] else branch[parent])
        owners = self.owners
        around = np.array(common)[owners]
        branches = np.array(branch)[owners]
        own = np.array(towards)[around]
        alike = (branches != own) & (self.groups[branches] == self.groups[own])
        length, runs, linked = self._within(branches)
        length = np.maximum(length, 1)
        self.columns[f"{name}: up"] = self.depths[owners] - self.depths[around]
        self.columns[f"{name}: down"] = self.depths[target] - self.depths[around]
        self.columns[f"{name}: around"] = self._within(around)[0] / max(self.sums[0, -1], 1)
        self.columns[f"{name}: alike"] = alike
        self.columns[f"{name}: branch"] = np.log1p(length)
        self.columns[f"{name}: branch running"] = runs / length
        self.columns[f"{name}: branch linked"] = linked / length
        self.columns[f"{name}: branch names"] = self.own_weights[branches]
