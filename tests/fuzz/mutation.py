"""Inputs made by changing the examples of a target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random

from tests.fuzz import words
from tests.fuzz.changes import BINARY, Chance, Change
from tests.fuzz.target import Target

_LARGE, _LARGER = 0.02, 8
"""Share of the inputs that may be longer than the others, and how many times as long."""
_MOST_CHANGES = 12


class Mutator:
    """Makes the inputs of a target.

    An input depends on the seed, the target's name and its number alone, so each can be made again
    without those before it.
    """

    def __init__(self, target: Target, seed: int) -> None:
        self._target = target
        self._seed = seed
        self.seeds: Sequence[bytes] = target.seeds()
        general = words.BYTES if target.changes is BINARY else words.MARKUP + words.TEXT
        self._words = (*general, *words.BYTES[:8], *target.words * 4)

    def input(self, number: int) -> bytes:
        """The input of a number; the first ones are the examples themselves."""
        random = Random(f"{self._seed}/{self._target.name}/{number}")
        if number < len(self.seeds):
            return self._packed(self.seeds[number], random, damage=False)
        return self.changed(random.choice(self.seeds), random)

    def inputs(self, first: int = 0) -> Iterator[tuple[int, bytes]]:
        """All inputs with their numbers, without end."""
        return ((number, self.input(number)) for number in count(first))

    def changed(self, content: bytes, random: Random) -> bytes:
        """An input made of an example: changed, or packed and damaged, or both."""
        if self._target.pack is not None and random.random() < 0.3:
            return self._packed(content, random, damage=True)
        made = self.with_changes(content, random, self._target.changes)
        return self._packed(made, random, damage=random.random() < 0.3)

    def with_changes(self, content: bytes, random: Random, changes: Sequence[Change]) -> bytes:
        """An input with a few changes."""
        longest = self._target.longest * (_LARGER if random.random() < _LARGE else 1)
        chance = Chance(random, self.seeds, self._words, longest)
        for _ in range(chance.length(_MOST_CHANGES)):
            content = random.choice(changes)(content, chance)[:longest]
        return content

    def _packed(self, content: bytes, random: Random, *, damage: bool) -> bytes:
        if self._target.pack is None:
            return content
        packed = self._target.pack(content, random)
        return self.with_changes(packed, random, BINARY) if damage else packed
