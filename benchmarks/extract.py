"""Compares the cost of a complete record with parsing its page: ``python -m benchmarks.extract``.

Measures CPU seconds of one process. In each round, all contenders read the same pages, those of the
replica (about 50 KB each). As on a live crawl, every ticker has two headlines that no earlier page
showed. These are synthetic, each joined from two headlines of the corpus, so that words and lengths
are realistic.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, islice, permutations

import parsel

import newsscraper
from benchmarks.stories import stories
from newsscraper.language.profiles import evidence
from newsscraper.pipelines import ticker as ticker_pipeline
from tests.replica import corpus, render

GOAL = 4.0
_FRESH_PER_PAGE = 2


Strips = dict[tuple[str, str], Iterator[corpus.Headline]]
Shown = dict[tuple[str, str], list[corpus.Headline]]


def pages(number: int, strips: Strips, shown: Shown) -> Iterator[tuple[str, str]]:
    """Yields `number` pages and their URLs; each page's ticker has two new headlines."""
    spread = max(1, len(corpus.stories()) // number)
    for story in islice(stories(spread * number), 0, None, spread):
        key = (story.site, story.edition)
        fresh = strips.setdefault(key, _fresh(*key))
        strip = shown.setdefault(key, [next(fresh) for _ in range(render.STRIP_LENGTH)])
        strip[:] = [next(fresh) for _ in range(_FRESH_PER_PAGE)] + strip[:-_FRESH_PER_PAGE]
        yield render.article(story, strip), story.url


def _fresh(site: str, edition: str) -> Iterator[corpus.Headline]:
    numbers = count(1)
    for first, second in permutations(corpus.headlines(site, edition), 2):
        words, others = first.text.split(), second.text.split()
        text = " ".join(words[: (len(words) + 1) // 2] + others[len(others) // 2 :])
        yield corpus.Headline(text, first.language, f"{first.path}{next(numbers)}")


def _record(page: str, url: str) -> None:
    found = newsscraper.extract(page, url=url)
    assert found.articles
    assert found.ticker is not None
    assert len(found.ticker.items) == render.STRIP_LENGTH


def _cold(page: str, url: str) -> None:
    ticker_pipeline._entry.cache_clear()
    _record(page, url)


def _links(page: str, url: str) -> None:
    assert len(newsscraper.extract(page, url=url).links) > 50


def contenders() -> dict[str, Callable[[str, str], object]]:
    """The functions to time; peers only if they are installed."""
    found: dict[str, Callable[[str, str], object]] = {
        "parsel.Selector(page)": lambda page, url: parsel.Selector(page),
        "newsscraper: record": _record,
        "newsscraper: record, links": _links,
        "newsscraper: record, cold ticker": _cold,
    }
    if importlib.util.find_spec("readability"):
        import logging

        from readability import Document

        logging.getLogger("readability").setLevel(logging.CRITICAL)
        found["readability-lxml"] = lambda page, url: Document(page).summary()
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        found["trafilatura"] = lambda page, url: trafilatura.bare_extraction(
            page, url=url, with_metadata=True
        )
    if importlib.util.find_spec("newspaper"):
        import newspaper

        def newspaper4k(page: str, url: str) -> None:
            article = newspaper.Article(url)
            article.download(input_html=page)
            article.parse()

        found["newspaper4k"] = newspaper4k
    return found


def main() -> int:
    """Prints the table; returns 1 if the record costs more than the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40, help="pages per round")
    parser.add_argument("--rounds", type=int, default=7, help="rounds; the median counts")
    parser.add_argument(
        "--slow-rounds",
        type=int,
        default=2,
        help="rounds for peers that take longer than 8 ms per page",
    )
    options = parser.parse_args()

    strips: Strips = {}
    times: dict[str, list[float]] = {name: [] for name in contenders()}
    shown: Shown = {}
    slow: set[str] = set()
    size = 0
    material: list[tuple[str, str]] = []
    for turn in range(options.rounds + 1):  # the first round warms up and is not counted
        previous, material = material, list(pages(options.pages, strips, shown))
        size = sum(len(page.encode()) for page, _ in material) // len(material)
        for name, function in contenders().items():
            if name in slow and turn > options.slow_rounds:
                continue
            if name.startswith("newsscraper"):
                _remember(previous)
            start = time.process_time()
            for page, url in material:
                function(page, url)
            spent = (time.process_time() - start) / len(material)
            if turn:
                times[name].append(spent)
            elif spent > 0.008:
                slow.add(name)

    base = statistics.median(times["parsel.Selector(page)"])
    print(
        f"{options.pages} pages of {size / 1000:.0f} KB, {options.rounds} rounds, CPU time, medians"
    )
    print(f"{'':34} {'ms per page':>11} {'x parsel':>9}   lowest - highest")
    for name, spent in times.items():
        ratios = [value / base for value in spent]
        print(
            f"{name:34} {statistics.median(spent) * 1000:11.2f} {statistics.median(ratios):9.2f}   "
            f"{min(ratios):.2f} - {max(ratios):.2f}"
        )
    reached = statistics.median(times["newsscraper: record"]) / base
    print(
        f"goal: the complete record at most {GOAL:g} x parsel.Selector(page); measured"
        f" {reached:.2f}"
    )
    return 0 if reached <= GOAL else 1


def _remember(previous: list[tuple[str, str]]) -> None:
    """Sets the caches as in a crawl: they know the previous pages, but nothing of this round.

    The words seen so far are forgotten: the stories return in each round, so their words would all
    be cached.
    """
    ticker_pipeline._entry.cache_clear()
    for page, url in previous:
        newsscraper.extract(page, url=url)
    for script in ("latin", "arabic"):
        evidence(script).forget()


if __name__ == "__main__":
    sys.exit(main())
