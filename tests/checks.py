"""What a page gave against its output.json, field by field."""

from __future__ import annotations

from typing import Any

from newsscraper import Extraction
from newsscraper.items.serialize import record
from tests.fixtures import TODO


def fields(output: dict[str, Any]) -> list[str]:
    """The fields that an output.json has; those of its article as ``article.<name>``."""
    names = [name for name in output if name != "article"]
    return names + [f"article.{name}" for name in output.get("article") or ()]


def check(found: Extraction, output: dict[str, Any], field: str) -> None:
    """Raises AssertionError if a field is not what output.json says."""
    if field.startswith("article."):
        name = field.removeprefix("article.")
        expected = output["article"][name]
        assert expected != TODO, "write the expected value by hand"
        assert len(found.articles) == 1
        value = found.articles[0].to_dict()[name]
        assert (sorted(value) if name == "warnings" else value) == (
            sorted(expected) if name == "warnings" else expected
        )
        return
    assert output[field] != TODO, "write the expected value by hand"
    _CHECKS[field](found, output[field])


def _kind(found: Extraction, expected: str) -> None:
    assert found.kind == expected


def _warnings(found: Extraction, expected: list[str]) -> None:
    assert sorted(found.warnings) == sorted(expected)


def _ticker(found: Extraction, expected: dict[str, Any] | None) -> None:
    if expected is None:
        assert found.ticker is None
        return
    assert found.ticker is not None
    items = [record(item) for item in found.ticker.items]
    assert [_without_language(item) for item in items] == [
        _without_language(item) for item in expected["items"]
    ]
    assert found.ticker.id == expected["id"]
    # A language is right or, where it is uncertain, none; and it is seldom uncertain.
    pairs = [
        (item["language"], other["language"])
        for item, other in zip(items, expected["items"], strict=True)
    ]
    assert [pair for pair in pairs if pair[0] not in ("und", pair[1])] == []
    assert sum(1 for language, _ in pairs if language == "und") <= 2


def _without_language(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name != "language"}


def _entries(found: Extraction, expected: list[dict[str, Any]]) -> None:
    links = [record(link) for link in found.links if link.teaser or link.published]
    assert links[: len(expected)] == expected
    shown = {entry["url"] for entry in expected}
    # Links of the side columns may follow; they never have a date.
    assert not [
        link for link in links[len(expected) :] if link["published"] or link["url"] in shown
    ]


def _next(found: Extraction, expected: str | None) -> None:
    assert [link.url for link in found.links if link.leads_to == "next"] == (
        [expected] if expected else []
    )


def _original_link(found: Extraction, expected: dict[str, Any]) -> None:
    links = [record(link) for link in found.links if link.leads_to == "original"]
    assert [{name: link[name] for name in expected} for link in links] == [expected]


_CHECKS = {
    "kind": _kind,
    "warnings": _warnings,
    "ticker": _ticker,
    "entries": _entries,
    "next": _next,
    "original_link": _original_link,
}
