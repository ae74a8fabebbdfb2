"""How a run speaks: one line an event, no traceback, no item's whole text."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Self

from scrapy import Spider, logformatter

from newsscraper.crawling.scrapy_compat import loggers
from newsscraper.items.records import Article, TickerSnapshot

_OURS = "newsscraper"
# What these loggers say of a request, the spider tells in one line with the URL and the cause.
_TOLD_ELSEWHERE = loggers.DOWNLOADS
_ENGINE, _SCRAPER = logging.getLogger(loggers.ENGINE), logging.getLogger(loggers.SCRAPER)


class LogFormatter(logformatter.LogFormatter):
    """Scrapy's own, without the item: an article's text fills pages of a log."""

    def crawled(self, request: Any, response: Any, spider: Spider) -> Any:
        """An answer; nothing is put together where nobody hears of it."""
        return (
            super().crawled(request, response, spider)
            if _ENGINE.isEnabledFor(logging.DEBUG)
            else None
        )

    def scraped(self, item: Any, response: Any, spider: Spider) -> Any:
        """An item that passed all pipelines."""
        if not _SCRAPER.isEnabledFor(logging.DEBUG):
            return None
        return {
            **(super().scraped(item, response, spider) or {}),
            "msg": "Scraped %(name)s",
            "args": {"name": _name(item)},
        }

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> Any:
        """An item that a pipeline refused, and why."""
        told = super().dropped(item, exception, response, spider)
        return {**told, "msg": "Dropped: %(exception)s", "args": {"exception": exception}}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> Any:
        """An item on which a pipeline failed. Of records of ours, the spider says so with the
        URL."""
        told = super().item_error(item, exception, response, spider)
        level = logging.INFO if isinstance(item, Article | TickerSnapshot) else told["level"]
        return {
            **told,
            "level": level,
            "msg": "Error processing %(name)s",
            "args": {"name": _name(item)},
        }


def _name(item: Any) -> str:
    return str(getattr(item, "id", None) or type(item).__name__)


class Unplaced(logging.Filter):
    """Takes exceptions that Scrapy logs and nobody hears of: in a handler of its signals, its
    scheduler, or as it closes.

    A context: while it is entered, they are given to `defect` and not logged.

    Args:
        defect: Called with each; what it raises itself is logged as it would be without.

    """

    _LOGGERS = (loggers.SIGNALS, loggers.ENGINE, "asyncio")

    def __init__(self, defect: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._defect = defect
        self._is_busy = False

    def __enter__(self) -> Self:
        for name in self._LOGGERS:
            logging.getLogger(name).addFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._LOGGERS:
            logging.getLogger(name).removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is logged."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or record.levelno < logging.ERROR or self._is_busy:
            return True
        self._is_busy = True
        try:
            self._defect(error)
        except Exception:
            return True
        finally:
            self._is_busy = False
        return False


class TerminalHandler(logging.Handler):
    """Lines on standard error: ours from WARNING on, of others only errors, without their
    traceback.

    With a progress bar under way the line goes above it.

    Args:
        verbose: 1 adds what Scrapy tells at INFO, 2 at DEBUG; tracebacks too.

    """

    def __init__(self, verbose: int = 0) -> None:
        super().__init__(
            logging.DEBUG if verbose > 1 else logging.INFO if verbose else logging.WARNING
        )
        self._verbose = verbose > 0
        self.setFormatter(logging.Formatter("newsscraper: %(message)s"))

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is for the user."""
        if self._verbose:
            return super().filter(record)
        ours = record.name.split(".")[0] == _OURS
        if not ours and (record.levelno < logging.ERROR or record.name.startswith(_TOLD_ELSEWHERE)):
            return False
        return super().filter(record)

    def format(self, record: logging.LogRecord) -> str:
        """One line, unless more was asked for."""
        if self._verbose:
            return super().format(record)
        error = record.exc_info[1] if record.exc_info else None
        line = " ".join(record.getMessage().strip().split("\n")[0].split())
        if error is not None:
            line += f" ({type(error).__name__}: {' '.join(str(error).split())}); please report it"
        return f"newsscraper: {line}"

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the line."""
        from tqdm import tqdm

        try:
            line = self.format(record)
        # a message that does not fit its arguments, in whatever library: it is told as it stands
        except Exception:
            line = f"newsscraper: {record.msg}"
        try:
            tqdm.write(line, file=sys.stderr)
        except (OSError, ValueError):  # nobody reads standard error any more
            self.setLevel(logging.CRITICAL + 1)
