"""Turns what readers return into JSON types, and checks it against the schema."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from functools import cache
from typing import Any

import jsonschema

import newsscraper
from newsscraper import Extraction
from newsscraper.items.fields import Fields
from newsscraper.items.json_schema import schema_of
from newsscraper.items.records import ARTICLE_FIELDS, TICKER_FIELDS, Capture
from newsscraper.urls import canonical

FETCHED = datetime(2026, 1, 5, 10, tzinfo=UTC)


@cache
def _validator(fields: Fields) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema_of(fields))


def checked(record: dict[str, Any], fields: Fields = ARTICLE_FIELDS) -> dict[str, Any]:
    """A record that is valid by its schema.

    Raises:
        AssertionError: it is not.

    """
    for error in _validator(fields).iter_errors(record):
        place = ".".join(str(part) for part in error.absolute_path)
        raise AssertionError(f"{place}: {error.message[:200]}")
    return record


def result_of(found: Extraction) -> dict[str, Any]:
    """All that was read of a page; its records are valid."""
    result = found.to_dict()
    for article in result["articles"]:
        checked(article)
        _check_article(article)
    if result["ticker"] is not None:
        checked(result["ticker"], TICKER_FIELDS)
    for link in result["links"]:
        assert link["url"].startswith(("http://", "https://")), f"a link to {link['url'][:100]!r}"
    return result


def _check_article(article: dict[str, Any]) -> None:
    """Promises that a schema cannot express."""
    for name in ("published", "modified"):
        if article[name] is not None:
            datetime.strptime(article[name], "%Y-%m-%d")
    for name in ("published_at", "modified_at", "fetched_at"):
        if article[name] is not None:
            assert datetime.fromisoformat(article[name]).tzinfo is not None, name
    empty = [name for name, value in article.items() if value == ""]
    assert not empty, f"an empty string in {empty}"
    url = article["url"]
    assert url is None or canonical(url) == url, f"an address that is not canonical: {url!r}"


def read_page(content: bytes | str, url: str | None, *, any_page: bool = False) -> Any:
    """Read a page as the Python API does."""
    return result_of(newsscraper.extract(content, url, FETCHED, any_page=any_page))


def read_capture(capture: Capture) -> Any:
    """Read a capture of an archive."""
    return result_of(newsscraper.extract_capture(capture))


def is_one_line(text: str) -> bool:
    """Whether a message is one line without anything that a terminal would act on."""
    kinds = {unicodedata.category(character) for character in text}
    return bool(text.strip()) and kinds.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


def one_line(error: Exception) -> str:
    """The message of a documented error: one line that says something.

    Raises:
        AssertionError: it is not.

    """
    text = str(error)
    if not is_one_line(text):
        raise AssertionError(f"the message of {type(error).__name__} is not one line: {text!r}")
    return text
