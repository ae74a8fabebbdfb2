"""Log messages of a run: one line per event, without tracebacks and whole items."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Self

from scrapy import Spider, logformatter

from newsscraper.crawling.scrapy_compat import loggers
from newsscraper.items.records import Article, TickerSnapshot
from newsscraper.passwords import masked

_OURS = "newsscraper"
# The spider logs failed requests itself, in one line with the URL and the cause.
_LOGGED_BY_SPIDER = loggers.DOWNLOADS
_ENGINE, _SCRAPER = logging.getLogger(loggers.ENGINE), logging.getLogger(loggers.SCRAPER)


class LogFormatter(logformatter.LogFormatter):
    """Scrapy's messages without whole items: an article's text fills pages of a log."""

    def crawled(self, request: Any, response: Any, spider: Spider) -> Any:
        """Return the message for a response; ``None`` if DEBUG is not logged."""
        return (
            super().crawled(request, response, spider)
            if _ENGINE.isEnabledFor(logging.DEBUG)
            else None
        )

    def scraped(self, item: Any, response: Any, spider: Spider) -> Any:
        """Return the message for an item that passed all pipelines."""
        if not _SCRAPER.isEnabledFor(logging.DEBUG):
            return None
        return {
            **(super().scraped(item, response, spider) or {}),
            "msg": "Scraped %(name)s",
            "args": {"name": _name(item)},
        }

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> Any:
        """Return the message for an item that a pipeline rejected, with the reason."""
        entry = super().dropped(item, exception, response, spider)
        return {**entry, "msg": "Dropped: %(exception)s", "args": {"exception": exception}}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> Any:
        """Return the message for an item on which a pipeline failed.

        For our own records the level is INFO: the spider logs the failure with the URL.
        """
        entry = super().item_error(item, exception, response, spider)
        level = logging.INFO if isinstance(item, Article | TickerSnapshot) else entry["level"]
        return {
            **entry,
            "level": level,
            "msg": "Error processing %(name)s",
            "args": {"name": _name(item)},
        }


def _name(item: Any) -> str:
    return str(getattr(item, "id", None) or type(item).__name__)


class UnhandledErrors(logging.Filter):
    """Passes on exceptions that Scrapy only logs.

    They are raised by signal handlers, by the scheduler, or while the spider closes. Used as a
    context manager: inside it they are passed to `defect` instead of being logged.

    Args:
        defect: Called with each exception. If the call fails, the exception is logged as usual.

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
        """Return whether the record is logged."""
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
    """Writes log lines to standard error, above the progress bar if there is one.

    Our own messages are written from WARNING on, those of other packages from ERROR on, without
    tracebacks. No line has a password, whichever package wrote it.

    Args:
        verbose: 1 for all messages from INFO on, 2 from DEBUG on; both with tracebacks.

    """

    def __init__(self, verbose: int = 0) -> None:
        super().__init__(
            logging.DEBUG if verbose > 1 else logging.INFO if verbose else logging.WARNING
        )
        self._verbose = verbose > 0
        self.setFormatter(logging.Formatter("newsscraper: %(message)s"))

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written."""
        if self._verbose:
            return super().filter(record)
        ours = record.name.split(".")[0] == _OURS
        if not ours and (
            record.levelno < logging.ERROR or record.name.startswith(_LOGGED_BY_SPIDER)
        ):
            return False
        return super().filter(record)

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; with `verbose`, the whole message and traceback."""
        if self._verbose:
            return super().format(record)
        error = record.exc_info[1] if record.exc_info else None
        line = " ".join(record.getMessage().strip().split("\n")[0].split())
        if error is not None:
            line += f" ({type(error).__name__}: {' '.join(str(error).split())}); please report it"
        return f"newsscraper: {line}"

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record as a line to standard error, above the progress bar."""
        from tqdm import tqdm

        try:
            line = self.format(record)
        except Exception:  # some library's message does not fit its arguments
            line = f"newsscraper: {record.msg}"
        try:
            tqdm.write(masked(line), file=sys.stderr)
        except (OSError, ValueError):  # standard error is closed
            self.setLevel(logging.CRITICAL + 1)
