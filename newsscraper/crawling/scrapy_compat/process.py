"""The process that runs a crawl, and what happens at Ctrl-C and SIGTERM."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.asyncio import call_later


class InterruptibleProcess(CrawlerProcess):
    """Scrapy's process with hooks for the first Ctrl-C or SIGTERM.

    The first signal stops the crawl after the pages that are being downloaded, the second stops at
    once. :meth:`interrupted` and :meth:`stopping` may be overridden.

    Why: Scrapy installs its own signal handlers and offers neither a hook nor a time limit for the
    graceful stop. It waits for every queued download, which can take minutes per page.

    Upstream: scrapy/scrapy#3926 (override signal handlers, closed), scrapy/scrapy#4749 (stop
    without completing all requests, closed).
    """

    def interrupted(self) -> None:
        """Called inside the signal handler, at the first signal. To be overridden.

        An override may only set attributes.
        """

    def stopping(self) -> None:
        """Called in the event loop after the first signal. To be overridden."""

    def stop_within(self, seconds: float) -> None:
        """Stop the event loop after `seconds`, even if downloads have not finished."""
        call_later(seconds, self._stop_reactor)

    def handle(self, signum: int) -> None:
        """Handle another signal in the same way as Ctrl-C and SIGTERM."""
        signal.signal(signum, self._signal_shutdown)

    def _signal_shutdown(self, signum: int, frame: FrameType | None) -> None:
        from twisted.internet import reactor

        self.interrupted()
        super()._signal_shutdown(signum, frame)
        reactor.callFromThread(self.stopping)


def without_root_handler(process: type[InterruptibleProcess], settings: Settings) -> Any:
    """Create a process that leaves the handlers of Python's root logger alone.

    Why: Scrapy 2.19 replaced an argument of the class by a setting and warns if the argument is
    given; earlier versions know the argument only.

    Upstream: scrapy/scrapy#8041.
    """
    if "LOG_INSTALL_ROOT_HANDLER" in settings:
        settings.set("LOG_INSTALL_ROOT_HANDLER", False)
        return process(settings)
    return process(settings, install_root_handler=False)
