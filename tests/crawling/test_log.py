"""Log lines on standard error: one per event."""

from __future__ import annotations

import io
import logging
import sys

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsscraper.crawling.log import LogFormatter, TerminalHandler
from newsscraper.items.records import Article, RawArticle, TickerSnapshot

SCRAPYS = "scrapy.core.engine"


@pytest.fixture
def logger_with():
    """Return a function that attaches a handler to a logger, as a run does to the root logger."""
    attached: list[tuple[logging.Logger, logging.Handler]] = []

    def make(handler: logging.Handler, name: str = "newsscraper.test") -> logging.Logger:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        attached.append((logger, handler))
        return logger

    yield make
    for logger, handler in attached:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
        logger.propagate = True


@pytest.mark.parametrize(
    ("name", "level", "by_verbosity"),
    [
        ("newsscraper.crawling.spiders.base", "DEBUG", (False, False, True)),
        ("newsscraper.crawling.spiders.base", "INFO", (False, True, True)),
        ("newsscraper.crawling.spiders.base", "WARNING", (True, True, True)),
        ("newsscraper", "WARNING", (True, True, True)),
        ("newsscraperish", "WARNING", (False, True, True)),
        (SCRAPYS, "DEBUG", (False, False, True)),
        (SCRAPYS, "INFO", (False, True, True)),
        (SCRAPYS, "WARNING", (False, True, True)),
        (SCRAPYS, "ERROR", (True, True, True)),
        ("twisted", "CRITICAL", (True, True, True)),
        ("scrapy.core.downloader.handlers.http11", "ERROR", (False, True, True)),
        ("scrapy.downloadermiddlewares.retry", "ERROR", (False, True, True)),
    ],
)
def test_levels_written_per_verbosity(name, level, by_verbosity, logger_with, capsys):
    for verbose, written in enumerate(by_verbosity):
        handler = TerminalHandler(verbose)
        logger = logger_with(handler, name)
        logger.log(getattr(logging, level), "a %s", "message")
        logger.removeHandler(handler)
        assert capsys.readouterr().err == ("newsscraper: a message\n" if written else "")


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("one line", "newsscraper: one line\n"),
        ("first\nsecond", "newsscraper: first\n"),
        ("  blanks \t and\ttabs ", "newsscraper: blanks and tabs\n"),
        ("مرحبا 100%", "newsscraper: مرحبا 100%\n"),
    ],
)
def test_a_message_is_one_line(message, line, logger_with, capsys):
    logger_with(TerminalHandler()).warning(message)
    assert capsys.readouterr() == ("", line)


def test_a_message_with_an_empty_first_line(logger_with, capsys):
    logger_with(TerminalHandler()).warning("\nwhat happened\nwhere")
    assert capsys.readouterr().err == "newsscraper: what happened\n"


def test_an_uncaught_exception_is_logged_without_traceback(logger_with, capsys):
    logger = logger_with(TerminalHandler(), SCRAPYS)
    logger.error(
        "Spider error processing %s", "<GET https://x.example/>", exc_info=KeyError("title")
    )
    output = (
        "newsscraper: Spider error processing <GET https://x.example/> (KeyError: 'title'); please"
        " report it\n"
    )
    assert capsys.readouterr().err == output


def test_verbose_adds_the_traceback(logger_with, capsys):
    logger = logger_with(TerminalHandler(1), SCRAPYS)
    try:
        _ = {}["title"]
    except KeyError:
        logger.exception("Spider error")
    output = capsys.readouterr().err
    assert output.startswith("newsscraper: Spider error\nTraceback (most recent call last):\n")
    assert output.endswith("KeyError: 'title'\n")


def test_an_error_of_several_lines_is_one_line(logger_with, capsys):
    logger = logger_with(TerminalHandler(), SCRAPYS)
    logger.error("Failed", exc_info=ValueError("first\nsecond"))
    assert capsys.readouterr().err.count("\n") == 1


def test_the_current_standard_error_is_used(logger_with, monkeypatch):
    logger = logger_with(TerminalHandler())
    for _ in range(2):
        other = io.StringIO()
        monkeypatch.setattr(sys, "stderr", other)
        logger.warning("x")
        assert other.getvalue() == "newsscraper: x\n"


@pytest.mark.parametrize("closed", [True, False])
def test_nothing_is_written_after_standard_error_was_closed(closed, logger_with, monkeypatch):
    class Broken(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    stream = io.StringIO() if closed else Broken()
    if closed:
        stream.close()
    monkeypatch.setattr(sys, "stderr", stream)
    logger = logger_with(TerminalHandler())
    logger.warning("x")
    logger.warning("y")
    later = io.StringIO()
    monkeypatch.setattr(sys, "stderr", later)
    logger.error("z")
    assert later.getvalue() == ""


@pytest.mark.parametrize(
    ("message", "argument"), [("%d", "x"), ("50% Z of %s", "x"), ("%s %s", "x")]
)
def test_a_record_that_cannot_be_formatted_does_not_raise(
    message, argument, logger_with, capsys, monkeypatch
):
    monkeypatch.setattr(logging, "raiseExceptions", False)
    logger = logger_with(TerminalHandler())
    logger.warning(message, argument)
    capsys.readouterr()
    logger.warning("still here")
    assert capsys.readouterr().err == "newsscraper: still here\n"


def test_messages_below_the_level_are_not_built(caplog):
    caplog.set_level(logging.INFO)
    formatter, spider = LogFormatter(), Spider.from_crawler(get_crawler(), "test")
    response = Response("https://www.maghress.com/a/1")
    assert formatter.scraped({}, response, spider) is None
    assert formatter.crawled(Request("https://www.maghress.com/a/1"), response, spider) is None


def test_an_items_whole_text_is_not_logged(caplog):
    caplog.set_level(logging.DEBUG)
    formatter, spider = LogFormatter(), Spider.from_crawler(get_crawler(), "test")
    response = Response("https://www.maghress.com/a/1")
    item = Article(raw=RawArticle("test"), id="maghress/ar/a/1", body="x" * 5000)
    assert (
        formatter.crawled(Request("https://www.maghress.com/a/1"), response, spider)["level"]
        == logging.DEBUG
    )
    for one, name in (
        (item, "maghress/ar/a/1"),
        (TickerSnapshot("maghress/ar/0a"), "maghress/ar/0a"),
        ({"id": 1, "body": "x" * 5000}, "dict"),
        (Article(raw=RawArticle("test")), "Article"),
    ):
        entry = formatter.scraped(one, response, spider)
        assert entry["msg"] % entry["args"] == f"Scraped {name}"
        assert entry["level"] == logging.DEBUG
        entry = formatter.dropped(
            one, DropItem("https://x.example/: neither headline nor body"), response, spider
        )
        assert (
            entry["msg"] % entry["args"] == "Dropped: https://x.example/: neither headline nor body"
        )
        assert entry["level"] == logging.WARNING
