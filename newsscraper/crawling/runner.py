"""Runs one spider in this process, with the project's settings, and says how it went."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.log import TerminalHandler, Unplaced
from newsscraper.crawling.pace import Pace
from newsscraper.crawling.scrapy_compat.loggers import inherit_level
from newsscraper.crawling.scrapy_compat.process import InterruptibleProcess, without_root_handler
from newsscraper.crawling.spiders.base import NewsSpider
from newsscraper.errors import UserError
from newsscraper.items.records import Article
from newsscraper.reports.report import Report

logger = logging.getLogger(__name__)

_COLLECT_AFTER = (
    5_000,
    5,
    20,
)  # Python's own is (700, 10, 10), for a page that makes a few thousand objects


class SettingError(UserError):
    """A setting that cannot be read."""


def settings_from(pairs: Iterable[str] = (), extra: Mapping[str, Any] | None = None) -> Settings:
    """The project's settings, changed by what the user gave.

    Args:
        pairs: ``NAME=VALUE`` each, as Scrapy's ``-s`` takes them.
        extra: Further settings; what `pairs` say stands above them.

    Raises:
        SettingError: a pair has no ``=``, or a value that Scrapy cannot read.

    """
    settings = Settings()
    settings.setmodule("newsscraper.settings", priority="project")
    for name, value in (extra or {}).items():
        settings.set(name, value, priority=30)
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise SettingError(
                f"cannot read the setting {pair!r}: write NAME=VALUE, like DOWNLOAD_DELAY=3"
            )
        _check(name.strip(), value, settings)
        try:
            settings.set(name.strip(), value, priority="cmdline")
        except ValueError as error:
            raise SettingError(f"cannot read the setting {pair!r}: {error}") from None
    return settings


_OPTIONS = {"NEWSSCRAPER_STORE": "--store", "NEWSSCRAPER_BASE_URL": "--base-url"}


def _check(name: str, value: str, settings: Settings) -> None:
    """Says what is wrong with a setting before Scrapy does, in better words.

    A name that nothing reads is only warned of: Scrapy takes any, since a user's own components may
        read it.
    """
    if name in _OPTIONS:
        raise SettingError(f"{name} cannot be given with -s: use {_OPTIONS[name]}")
    default = settings.get(name)
    if isinstance(default, int | float) and not isinstance(default, bool):
        try:
            float(value)
        except ValueError:
            raise SettingError(f"cannot read the setting {name}={value}: it is a number") from None
    known = [key for key in settings if key.isupper()]
    close = get_close_matches(name, known, n=1, cutoff=0.8)
    if name not in known and close:
        logger.warning("no setting is called %s; did you mean %s?", name, close[0])


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
        spider: The spider's class.
        settings: Its settings.

    Raises:
        SettingError: Scrapy cannot use a setting.

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
        """Whether a sink found that nobody reads standard output any more. The run was stopped;
        what it had is stored."""
        self.sink_problem: UserError | None = None
        """Why a sink could take no more. The run was stopped; what it had is stored."""

    @property
    def contact(self) -> str:
        """Where the site reaches whoever runs this; empty where nothing is set."""
        return str(self._process.settings.get("NEWSSCRAPER_CONTACT") or "")

    def on_article(self, sink: Callable[[Article, Any], None]) -> None:
        """Calls `sink` with each article, cleaned, and its response, as it arrives."""
        if not self._sinks:
            self.crawler.signals.connect(self._item_scraped, signal=signals.item_scraped)
        self._sinks.append(sink)

    def start(self, **arguments: Any) -> Report:
        """Runs the spider to its end.

        Raises:
            UserError: a setting cannot be read, or the store cannot be opened.

        """
        hangup = getattr(signal, "SIGHUP", signal.SIGTERM)  # Windows has none
        handlers = {
            number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, hangup)
        }
        if (
            handlers[hangup] == signal.SIG_DFL
        ):  # the terminal was closed; under nohup that is ignored
            self._process.handle(hangup)
        # What is imported stays to the end: the collector need not look at it again and again, nor
        # after each page.
        gc.freeze()
        gc.set_threshold(*_COLLECT_AFTER)
        deferred = self._process.crawl(self.crawler, **arguments)
        deferred.addErrback(self._crashed)
        try:
            with Unplaced(self._defect):
                self._process.start()
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            # Modules that are never collected have DuckDB's library complain of leaks, at length,
            # when Python ends.
            gc.unfreeze()
        if isinstance(self._error, UserError | KeyboardInterrupt):
            raise self._error
        if self._error is not None:
            raise _setting_error(self._error) from self._error
        return self._report()

    def _crashed(self, failure: Any) -> None:
        # What stands in the way of a spider being opened: a setting, a store, a component of the
        # user's own.
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
            except Exception as error:  # Scrapy would log it and count the article as done
                assert isinstance(self.crawler.spider, NewsSpider)
                self.crawler.spider.defect(error, response)

    def _report(self) -> Report:
        spider, stats = self.crawler.spider, self.crawler.stats
        assert isinstance(spider, NewsSpider)
        assert stats is not None
        # A run that was stopped at once has closed nothing: what it had is written here, its number
        # of undone URLs told.
        report = spider.report(stats.get_value("finish_reason") or "shutdown")
        session = Session.of(self.crawler)
        if session.is_open:
            session.finish(report)
        return report


def _setting_error(error: BaseException) -> SettingError:
    return SettingError(
        f"Scrapy cannot begin ({type(error).__name__}: {error}); look at the settings given with -s"
    )


def configure_logging(verbose: int = 0) -> None:
    """Sends what a run says to standard error, one line an event.

    Args:
        verbose: 0 tells problems only, 1 what Scrapy tells at INFO, 2 at DEBUG.

    """
    root = logging.getLogger()
    root.addHandler(TerminalHandler(verbose))
    root.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
    if not verbose and not sys.warnoptions:
        warnings.simplefilter("ignore")
