"""Markdown and plain text: what they hold reads back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsscraper.exporters import EXPORTERS, ExportError, Form, check_targets, export
from newsscraper.items.headlines import HEADLINE_FIELDS
from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS
from tests.exporters.readers import WHOLE, unpacked
from tests.exporters.records import EMPTY, FULL, any_record
from tests.exporters.test_round_trip import need
from tests.pages.markdown.reading import parser, plain

RULE = "=" * 72
MATTER = ("id", "url", "headline", "authors", "published", "source", "language", "section", "tags")
PLAIN = {
    **FULL,
    "headline": "1. L'été # ",
    "body": "- Premier\n\n# Deuxième *",
    "body_markdown": None,
    "authors": None,
}


def written(suffix: str, records: list[dict[str, Any]], fields=ARTICLE_FIELDS) -> str:
    need(suffix)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        assert export(str(path), fields, iter(records)) == len(records)
        return unpacked(path)


def documents(text: str) -> list[tuple[dict[str, Any], str]]:
    """The front matter and the rest of each document, by the rule of docs/formats.md."""
    yaml = pytest.importorskip("yaml")
    if not text:
        return []
    assert text.startswith("---\nid: ")
    found = []
    for document in text.removeprefix("---\nid: ").split("\n---\nid: "):
        matter, _, rest = f"id: {document}".partition("\n---\n")
        found.append((yaml.safe_load(matter), rest.strip("\n")))
    return found


def test_markdown():
    assert written(".md", [FULL]) == (
        "---\n"
        'id: "maghress/fr/yabiladi/148210"\n'
        'url: "https://www.maghress.com/fr/yabiladi/148210"\n'
        'headline: "=L\'été à Fès — «une chaleur» 🌞"\n'
        'authors: ["Salma Berrada", "Anas Idrissi"]\n'
        "published: 2026-01-29\n"
        'source: "يابلادي"\n'
        'language: "fr"\n'
        'section: "Société"\n'
        'tags: ["Fès", "طقس"]\n'
        "---\n"
        "\n"
        "# =L'été à Fès — «une chaleur» 🌞\n"
        "\n"
        "## Premier\n"
        "\n"
        "* alinéa\n"
    )


def test_markdown_of_plain_paragraphs_and_of_nothing():
    text = written(".md", [PLAIN, EMPTY])
    first, second = text.split("\n\n---\n")
    assert first.endswith("\n\n# 1. L'été \\#\n\n\\- Premier\n\n\\# Deuxième \\*")
    assert 'authors: ["Salma Berrada, Anas Idrissi"]' in first
    assert second == 'id: "text/0"\nlanguage: "und"\n---\n'


def test_plain_text():
    assert written(
        ".txt", [PLAIN, {**EMPTY, "headline": "Seul"}, EMPTY, {**EMPTY, "body": "x"}]
    ) == (
        "1. L'été #\n2026-01-29 · يابلادي\n\n- Premier\n\n# Deuxième *\n"
        f"\n{RULE}\n\nSeul\n\n{RULE}\n\n\n\n{RULE}\n\nx\n"
    )


@pytest.mark.parametrize("suffix", sorted(set(EXPORTERS) - set(WHOLE)))
def test_each_compression_holds_the_same(suffix):
    plain_suffix = "." + suffix.split(".")[1]
    assert written(suffix, [FULL, EMPTY]) == written(plain_suffix, [FULL, EMPTY])
    assert written(suffix, []) == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_record(ARTICLE_FIELDS), max_size=3))
@example([{**FULL, "headline": "a\u2028b\x85c\x7f\ufeff: #'\"\\", "tags": ["", "---", "- x: y"]}])
def test_any_article_reads_back_from_markdown(records):
    records = [{**record, "id": f"x/{record['id']}"} for record in records]
    found = documents(written(".md", records))
    assert len(found) == len(records)
    for (matter, text), record in zip(found, records, strict=True):
        authors = record["authors"] or ([record["author"]] if record["author"] else None)
        expected = {name: record[name] for name in MATTER} | {"authors": authors}
        matter = {
            name: str(value) if name == "published" else value for name, value in matter.items()
        }
        assert matter == {name: value for name, value in expected.items() if value}
        headline = " ".join((record["headline"] or "").split())
        if headline:
            assert text.startswith("# ")


WORDS = st.text(st.sampled_from("aé كت_*`[]<>#&;|\\!~-+=.:1")).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=100, deadline=None)
@given(WORDS.filter(bool), st.lists(WORDS.filter(bool), max_size=3))
def test_headline_and_paragraphs_read_back_from_markdown(headline, paragraphs):
    record = {**EMPTY, "headline": headline, "body": "\n\n".join(paragraphs) or None}
    [(_, text)] = documents(written(".md", [record]))
    tokens = parser().parse(text)
    assert tokens[0].tag == "h1"
    texts = [plain(token.children) for token in tokens if token.type == "inline"]
    assert texts == [headline, *paragraphs]


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    "fields", [TICKER_FIELDS, HEADLINE_FIELDS], ids=lambda fields: fields.table
)
def test_only_articles_can_be_written(tmp_path, suffix, fields):
    target = str(tmp_path / f"a{suffix}")
    with pytest.raises(ExportError, match=rf" is for articles, not for {fields.table}$"):
        check_targets([(target, fields)])
    with pytest.raises(ExportError, match=r"^cannot write to standard output: "):
        check_targets([("-", fields)], Form(format=suffix[1:]))
    check_targets([(target, EXTRACT_FIELDS)])
    assert list(tmp_path.iterdir()) == []


def test_chosen_fields():
    fields = ARTICLE_FIELDS.only(["headline", "body"])
    record = {name: PLAIN[name] for name in fields}
    assert written(".md", [record], fields).startswith("---\nheadline: ")
