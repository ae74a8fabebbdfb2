"""Settings that a spider changes."""

from __future__ import annotations

from typing import Any

from scrapy.settings import BaseSettings

MIN_DOWNLOAD_DELAY = 0.001
"""The shortest ``DOWNLOAD_DELAY``, in seconds.

Why: without any delay Scrapy 2.19 starts as many downloads as ``CONCURRENT_REQUESTS`` allows before
it counts the connections per domain.

Upstream: scrapy/scrapy#6476 (undocumented behaviour without a delay, open).
"""


def override(settings: BaseSettings, name: str, value: Any) -> None:
    """Change a setting in ``Spider.update_settings`` so that the change lasts.

    Why: Scrapy 2.19 merges the settings of the process into the spider's a second time, which
    undoes a change at the same priority. So the priority is raised by one.

    Upstream: scrapy/scrapy#7647.
    """
    settings.set(name, value, priority=(settings.getpriority(name) or 0) + 1)
