"""The project's own press pages, which stand for the languages that no public set has."""

from __future__ import annotations

from dataclasses import replace

from tests.press.pages import pages
from training.samples import Sample, Source, samples_of

PRESS = "press"
"""The name of their set."""

_WEIGHT = 3.0


def press_samples() -> list[Sample]:
    """The development part, as samples. The blind part is for measuring only."""
    found: list[Sample] = []
    for number, page in enumerate(pages("own")):
        gold = "\n".join(page.body), (), ()
        source = Source(PRESS, page.system, "article", gold)
        made = samples_of(source, page.html, page.url, 1 + number % 2)
        found += [replace(sample, weights=sample.weights * _WEIGHT) for sample in made]
    return found
