"""The changes of inputs: from chance and a number alone, for any content."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz import changes, words
from tests.fuzz.changes import BINARY, MARKUP, TEXT, Chance
from tests.fuzz.mutation import Mutator
from tests.fuzz.shrinking import shrunk
from tests.fuzz.target import Target

LONGEST = 4000
EVERY = tuple(dict.fromkeys((*MARKUP, *BINARY)))
SEED = b"<p class=x>Le port, 05 - 01 - 2026</p>\n<b>Un mot</b>\n"


def target(**options) -> Target:
    return Target("t", "x", len, lambda: [SEED, b"<i>Deux"], longest=LONGEST, **options)


def chance(number: int) -> Chance:
    return Chance(Random(number), [SEED], words.MARKUP + words.TEXT + words.BYTES, LONGEST)


@pytest.mark.parametrize("change", EVERY, ids=lambda change: change.__name__)
@pytest.mark.parametrize("content", [b"", b"x", SEED, bytes(range(256)), b"<" * 900], ids=len)
def test_a_change_takes_any_input(change, content):
    made = [change(content, chance(number)) for number in range(40)]
    assert all(isinstance(one, bytes) for one in made)
    assert max(map(len, made)) <= 3 * LONGEST
    assert len(set(made)) > 1 or not content
    assert made == [change(content, chance(number)) for number in range(40)]


def test_every_change_is_used():
    public = {
        value
        for name, value in vars(changes).items()
        if callable(value) and name.islower() and not name.startswith("_")
    }
    public -= {changes.Callable, changes.Sequence, changes.dataclass}
    assert public == set(EVERY)
    assert set(TEXT) < set(MARKUP)


def test_an_input_depends_on_seed_and_number_alone():
    whole = [content for _, content in zip(range(60), Mutator(target(), 5).inputs(), strict=False)]
    contents = [content for _, content in whole]
    assert contents[:2] == [SEED, b"<i>Deux"]
    assert Mutator(target(), 5).input(59) == contents[59]
    assert next(iter(Mutator(target(), 5).inputs(40))) == (40, contents[40])
    assert Mutator(target(), 6).input(59) != contents[59]
    assert len(set(contents)) > 50


def test_inputs_are_bounded():
    mutator = Mutator(target(), 1)
    lengths = [len(mutator.input(number)) for number in range(600)]
    assert LONGEST < max(lengths) <= 8 * LONGEST
    assert sum(length <= LONGEST for length in lengths) > 560


def test_what_is_packed_is_changed_before_and_after():
    mutator = Mutator(target(pack=lambda content, random: b"PACKED" + content), 1)
    made = [mutator.input(number) for number in range(200)]
    assert made[0] == b"PACKED" + SEED
    assert b"PACKED" + SEED not in made[2:]
    begin = sum(one.startswith(b"PACKED") for one in made)
    assert 100 < begin < 200


def test_a_small_input_is_found():
    content = b"a" * 3000 + b"<x>" + b"b" * 3000 + b"</x>" + b"c" * 500

    def shows_it(content: bytes) -> bool:
        return b"<x>" in content and b"</x>" in content

    assert shrunk(content, shows_it) == b"<x></x>"
    assert shrunk(content, lambda content: False) == content
