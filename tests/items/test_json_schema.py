"""docs/schema.md says what items/records.py and items/warning_codes.py say; records have the types
it promises."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

import newsscraper
from newsscraper.items import records as items
from newsscraper.items.warning_codes import WarningCode
from tests.replica import corpus, render

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = (ROOT / "docs/schema.md").read_text(encoding="utf-8")


def table(heading: str, number: int = 0) -> list[list[str]]:
    """Rows of a table below a heading, without its head."""
    section = SCHEMA.split(f"## {heading}\n", 1)[1].split("\n## ")[0]
    tables = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in tables[number].strip().splitlines()
    ]
    return rows[2:]


def names(rows: list[list[str]]) -> list[str]:
    return [row[0].strip("`") for row in rows]


TYPES = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": float,
    "array of strings": list,
    "array of objects": list,
}


def fits(value: object, declared: str) -> bool:
    if value is None:
        return declared.endswith("or null")
    return type(value) is TYPES[declared.removesuffix(" or null")]


def test_the_fields_of_an_article_are_the_documented_ones_in_order():
    assert names(table("Article")) == list(items.ARTICLE_FIELDS)


def test_every_field_has_a_schema_org_name():
    assert all(row[3].startswith("`") for row in table("Article"))


def test_the_fields_of_a_ticker_are_the_documented_ones_in_order():
    assert names(table("Ticker snapshot")) == [field.name for field in fields(items.TickerSnapshot)]
    assert names(table("Ticker snapshot", 1)) == [field.name for field in fields(items.TickerItem)]


def test_the_warnings_are_the_documented_ones_word_for_word():
    tree = ast.parse((ROOT / "newsscraper/items/warning_codes.py").read_text(encoding="utf-8"))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body[1:]
    told = {}
    for assignment, docstring in zip(body[::2], body[1::2], strict=True):
        told[assignment.value.value] = " ".join(docstring.value.value.split()).replace("``", "`")
    assert {row[0].strip("`"): row[1] for row in table("Warnings")} == told
    assert set(told) == set(WarningCode)


def test_every_public_field_has_a_docstring():
    tree = ast.parse((ROOT / "newsscraper/items/records.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name in (
            "Article",
            "TickerSnapshot",
            "TickerItem",
            "Image",
            "Link",
            "Capture",
        ):
            declared = [n for n in node.body if isinstance(n, ast.AnnAssign)]
            documented = [
                n
                for n in node.body
                if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
            ]
            assert len(documented) - 1 == len(declared), node.name


@pytest.mark.parametrize("story", corpus.stories()[::9], ids=lambda story: story.id)
@pytest.mark.parametrize("form", ["html", "text", "nothing"])
def test_records_have_the_documented_types(story, form):
    strip = render.strip(story.site, story.edition)
    if form == "html":
        found = newsscraper.extract(
            render.article(story, strip), url=story.url, fetched_at="2026-01-30T12:00:00+01:00"
        )
    elif form == "text":
        found = newsscraper.extract(render.text_capture(story, strip))
    else:
        found = newsscraper.extract(
            '<span class="articletitle">?</span><span class="articlecontent"></span>'
        )
    record = found.articles[0].to_dict()
    assert list(record) == names(table("Article"))
    for name, declared, *_ in table("Article"):
        assert fits(record[name.strip("`")], declared), name
        assert record[name.strip("`")] != "", name
    for image in record["images"]:
        assert list(image) == ["url", "caption"]
    if found.ticker is not None:
        snapshot = found.ticker.to_dict()
        for name, declared, *_ in table("Ticker snapshot"):
            assert fits(snapshot[name.strip("`")], declared), name
        for item in snapshot["items"]:
            for name, declared, *_ in table("Ticker snapshot", 1):
                assert fits(item[name.strip("`")], declared), name
