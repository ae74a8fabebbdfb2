"""Samples where a crawl spends its CPU time.

    python -m benchmarks.crawl.sampling FILE crawl SITE ...

Runs newsscraper with the arguments after FILE, and writes the seconds per part and per function to
FILE, as JSON. A signal samples the main thread's stack a few hundred times per CPU second. Long
calls into C delay the signal, so each sample is weighted by the CPU time since the previous one.
The time of all other threads is attributed to the store.
"""

from __future__ import annotations

import json
import runpy
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

_INTERVAL = 0.003

PARTS = {
    "start-up and imports": ("<frozen importlib", "importlib/", "/cli/options.py"),
    "store (main thread)": (
        "newsscraper/crawling/store_pipeline.py",
        "newsscraper/store/",
        "sqlalchemy/",
    ),
    "pipelines": ("newsscraper/pipelines/",),
    "reading pages": (
        "newsscraper/pages/",
        "newsscraper/extraction.py",
        "newsscraper/text/encoding.py",
        "newsscraper/crawling/responses.py",
    ),
    "spider: what follows": ("newsscraper/crawling/spiders/",),
    "middlewares and pace": ("newsscraper/crawling/middlewares/", "newsscraper/crawling/pace.py"),
    "Scrapy's middlewares": (
        "scrapy/downloadermiddlewares/",
        "scrapy/spidermiddlewares/",
        "scrapy/extensions/",
    ),
    "Scrapy and Twisted": ("scrapy/core/", "scrapy/", "twisted/", "asyncio/", "selectors.py"),
}
"""Each part and the file paths that belong to it; the innermost frame that matches decides."""
STORE_THREAD = "store (its thread)"
_NOBODYS = ("scrapy/http/", "scrapy/utils/", "scrapy/link")  # whoever calls them pays for them


class Sampler:
    """Collects samples between :meth:`start` and :meth:`stop`."""

    def __init__(self) -> None:
        self.parts: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        """Seconds per function, including the functions it calls."""
        self.itself: Counter[str] = Counter()
        self._known: dict[str, str | None] = {}
        self._last = 0.0

    def start(self) -> None:
        self._last = time.thread_time()
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, _INTERVAL, _INTERVAL)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.parts[STORE_THREAD] = time.process_time() - time.thread_time()

    def _sample(self, number: int, frame: FrameType | None) -> None:
        now = time.thread_time()
        spent, self._last = now - self._last, now
        part = None
        functions = set()
        top = frame
        while frame is not None:
            code = frame.f_code
            functions.add(f"{code.co_filename}:{code.co_qualname}")
            part = part or self._part_of(code.co_filename)
            frame = frame.f_back
        self.parts[part or "rest"] += spent
        for name in functions:
            self.inside[name] += spent
        if top is not None:
            self.itself[f"{top.f_code.co_filename}:{top.f_code.co_qualname}"] += spent
        self._last = time.thread_time()

    def _part_of(self, file: str) -> str | None:
        if file not in self._known:
            wanted = not any(name in file for name in _NOBODYS)
            found = (part for part, names in PARTS.items() if any(name in file for name in names))
            self._known[file] = next(found, None) if wanted else None
        return self._known[file]


def main(target: str, arguments: list[str]) -> None:
    sampler = Sampler()
    sys.argv = ["newsscraper", *arguments]
    sampler.start()
    try:
        runpy.run_module("newsscraper", run_name="__main__")
    finally:
        sampler.stop()
        found = {"parts": sampler.parts, "inside": sampler.inside, "itself": sampler.itself}
        Path(target).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
