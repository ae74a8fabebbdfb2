"""The ticker moves on from page to page."""

from __future__ import annotations

import re

from tests.replica import render
from tests.replica.server import Replica
from tests.replica_tests.asking import get, strip_of


def test_the_ticker_moves_on(replica):
    strips = [strip_of(get(replica, "/fr/")) for _ in range(9)]
    assert strips[0] == strips[1] == strips[2] != strips[3] == strips[5] != strips[6]
    assert [strip.count(f"></a>{render.NBSP4}") for strip in strips] == [0, 0, 0, 1, 1, 1, 0, 0, 0]
    first = next(entry for entry in render.strip("maghress", "fr", 0) if entry)
    assert first.path in strips[0]
    assert strip_of(get(replica, "/", site="maghress")) != strips[0]
    replica.reset()
    assert strip_of(get(replica, "/fr/")) == strips[0]


def test_the_ticker_moves_as_fast_as_asked():
    with Replica(ticker_every=1, page_size=50) as other:
        assert strip_of(get(other, "/fr/")) != strip_of(get(other, "/fr/"))
        assert len(re.findall('class="headline"', get(other, "/fr/elfarodelrif").text)) == 41
