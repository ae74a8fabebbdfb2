"""Runs one spider in this process with the project's settings, and returns its report."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any
from urllib.request import getproxies_environment

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.log import TerminalHandler, UnhandledErrors
from newsscraper.crawling.pace import Pace
from newsscraper.crawling.scrapy_compat.loggers import inherit_level
from newsscraper.crawling.scrapy_compat.process import InterruptibleProcess, without_root_handler
from newsscraper.crawling.spiders.base import NewsSpider
from newsscraper.errors import UserError
from newsscraper.items.records import Article
from newsscraper.passwords import MASK, conceal_settings, is_secret
from newsscraper.reports.report import Report

logger = logging.getLogger(__name__)

# Thresholds of the garbage collector. A page creates a few thousand objects, so with Python's
# default of (700, 10, 10) the collector runs several times per page.
_GC_THRESHOLDS = (5_000, 5, 20)


class SettingError(UserError):
    """A setting that is invalid."""


def settings_from(pairs: Iterable[str] = (), extra: Mapping[str, Any] | None = None) -> Settings:
    """Return the project's settings with the user's changes.

    Args:
        pairs: Settings of the form ``NAME=VALUE``, as for Scrapy's ``-s``.
        extra: Further settings; those in `pairs` take precedence.

    Raises:
        SettingError: a pair has no ``=``, or its value is invalid.

    """
    settings = Settings()
    settings.setmodule("newsscraper.settings", priority="project")
    conceal_settings(getproxies_environment())
    for name, value in (extra or {}).items():
        conceal_settings({name: value})
        settings.set(name, value, priority=30)
    for pair in pairs:
        name, equals, value = pair.partition("=")
        conceal_settings({name.strip(): value})
        shown = f"{name}={MASK}" if equals and is_secret(pair) else pair
        if not equals or not name.strip():
            raise SettingError(f"invalid setting {shown!r}: use NAME=VALUE, e.g. DOWNLOAD_DELAY=3")
        _check(name.strip(), value, settings)
        try:
            settings.set(name.strip(), value, priority="cmdline")
        except ValueError as error:
            reason = "it is not valid" if shown != pair else error
            raise SettingError(f"invalid setting {shown!r}: {reason}") from None
    return settings


_OPTIONS = {"NEWSSCRAPER_STORE": "--store", "NEWSSCRAPER_BASE_URL": "--base-url"}


def _check(name: str, value: str, settings: Settings) -> None:
    """Check a setting before Scrapy does, with a clearer message.

    For an unknown name only a warning is logged, since a user's own component may read it.

    Raises:
        SettingError: the setting has an option of its own, or its value is not a number.

    """
    if name in _OPTIONS:
        raise SettingError(f"{name} cannot be set with -s: use {_OPTIONS[name]}")
    default = settings.get(name)
    if isinstance(default, int | float) and not isinstance(default, bool):
        try:
            float(value)
        except ValueError:
            raise SettingError(f"invalid setting {name}={value}: must be a number") from None
    known = [key for key in settings if key.isupper()]
    close = get_close_matches(name, known, n=1, cutoff=0.8)
    if name not in known and close:
        logger.warning("unknown setting %s; did you mean %s?", name, close[0])


class _Process(InterruptibleProcess):
    """Stops at the first Ctrl-C or SIGTERM after the pages that are being downloaded.

    The second signal stops at once.
    """

    def interrupted(self) -> None:
        """Mark the spiders as interrupted."""
        for crawler in self.crawlers:
            if isinstance(crawler.spider, NewsSpider):
                crawler.spider.is_interrupted = True

    def stopping(self) -> None:
        """Warn, fail the queued requests and limit the time for those being downloaded."""
        logger.warning("stopping: finishing current requests; press Ctrl-C again to quit now")
        for crawler in self.crawlers:
            Pace.of(crawler).release()
        # A page that hangs must not keep the user waiting: what was fetched is stored, and the page
        # is fetched when the crawl is resumed.
        self.stop_within(self.settings.getfloat("NEWSSCRAPER_STOP_GRACE", 10.0))


class Run:
    """One run of a spider.

    Args:
        spider: The spider class.
        settings: Its settings.

    Raises:
        SettingError: a setting is invalid.

    """

    def __init__(self, spider: type[NewsSpider], settings: Settings) -> None:
        try:
            self._process: _Process = without_root_handler(_Process, settings)
            self.crawler: Crawler = self._process.create_crawler(spider)
        except Exception as error:
            raise _setting_error(error) from error
        inherit_level()
        self._sinks: list[Callable[[Article, Any], None]] = []
        self._error: BaseException | None = None
        self.pipe_closed = False
        """Whether the reader of standard output closed the pipe.

        If so, the run was stopped; the articles stored until then are kept.
        """
        self.sink_problem: UserError | None = None
        """The error of a sink that could not write; ``None`` if all could.

        If there is one, the run was stopped; the articles stored until then are kept.
        """

    @property
    def contact(self) -> str:
        """NEWSSCRAPER_CONTACT; empty if it is not set."""
        return str(self._process.settings.get("NEWSSCRAPER_CONTACT") or "")

    def on_article(self, sink: Callable[[Article, Any], None]) -> None:
        """Call `sink` with each cleaned article and its response."""
        if not self._sinks:
            self.crawler.signals.connect(self._item_scraped, signal=signals.item_scraped)
        self._sinks.append(sink)

    def start(self, **arguments: Any) -> Report:
        """Run the spider until it ends, and return its report.

        Args:
            arguments: Arguments of the spider.

        Raises:
            UserError: a setting is invalid, or the store cannot be opened.

        """
        hangup = getattr(signal, "SIGHUP", signal.SIGTERM)  # Windows has no SIGHUP
        handlers = {
            number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, hangup)
        }
        if handlers[hangup] == signal.SIG_DFL:  # nohup ignores it
            self._process.handle(hangup)
        # Imported modules stay until the end, so the garbage collector need not visit them.
        gc.freeze()
        gc.set_threshold(*_GC_THRESHOLDS)
        deferred = self._process.crawl(self.crawler, **arguments)
        deferred.addErrback(self._crashed)
        try:
            with UnhandledErrors(self._defect):
                self._process.start()
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            # DuckDB reports leaks at exit if modules are never collected.
            gc.unfreeze()
        if isinstance(self._error, UserError | KeyboardInterrupt):
            raise self._error
        if self._error is not None:
            raise _setting_error(self._error) from self._error
        return self._report()

    def _crashed(self, failure: Any) -> None:
        # The spider could not be opened because of a setting, the store or a user's component.
        self._error = failure.value

    def _defect(self, error: BaseException) -> None:
        if self._error is None:
            assert isinstance(self.crawler.spider, NewsSpider)
            self.crawler.spider.defect(error, None)

    def _item_scraped(self, item: Any, response: Any) -> None:
        if isinstance(item, Article) and not self.pipe_closed and self.sink_problem is None:
            try:
                for sink in self._sinks:
                    sink(item, response)
            except BrokenPipeError:
                self.pipe_closed = True
                self._process.stop()
            except UserError as problem:
                self.sink_problem = problem
                self._process.stop()
            except Exception as error:  # Scrapy would only log it
                assert isinstance(self.crawler.spider, NewsSpider)
                self.crawler.spider.defect(error, response)

    def _report(self) -> Report:
        spider, stats = self.crawler.spider, self.crawler.stats
        assert isinstance(spider, NewsSpider)
        assert stats is not None
        # Scrapy closes nothing if the run was stopped at the second signal: the session is
        # finished here, which writes the remaining rows and counts the unfinished URLs.
        report = spider.report(stats.get_value("finish_reason") or "shutdown")
        session = Session.of(self.crawler)
        if session.is_open:
            session.finish(report)
        return report


def _setting_error(error: BaseException) -> SettingError:
    return SettingError(
        f"Scrapy cannot start ({type(error).__name__}: {error}); check the settings given with -s"
    )


def configure_logging(verbose: int = 0) -> None:
    """Log to standard error, one line per event.

    Args:
        verbose: 0 for problems only, 1 for Scrapy's messages from INFO on, 2 from DEBUG on.

    """
    root = logging.getLogger()
    root.addHandler(TerminalHandler(verbose))
    root.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
    if not verbose and not sys.warnoptions:
        warnings.simplefilter("ignore")
