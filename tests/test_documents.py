"""The files, classes and stops that docs/ names exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MOST_STOPS = 15

_FILE = re.compile(r"`((?:[\w.]+/)*\w+\.py)`")
_CLASS = re.compile(r"`(?:[a-z_]+[./])*([a-z_]+)(?:\.py)?\.([A-Z]\w+)[\w.()]*`")
_STOP = re.compile(r"^\| \d+ \| `([^`]+)`: `([^`]+)`", re.MULTILINE)


@cache
def files() -> frozenset[str]:
    folders = ("newsscraper", "tests", "benchmarks", "evaluation", "training")
    return frozenset(
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
    )


@cache
def names_in(path: Path) -> frozenset[str]:
    """Functions, classes and ``Class.method`` of a module."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            functions = (ast.FunctionDef, ast.AsyncFunctionDef)
            found |= {
                f"{node.name}.{item.name}" for item in node.body if isinstance(item, functions)
            }
    return frozenset(found)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_named_files_exist(document):
    named = set(_FILE.findall(document.read_text(encoding="utf-8")))
    known = files()
    missing = {name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in known)}
    assert missing == set()


def test_named_classes_exist():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(_CLASS.findall(text))
    assert len(named) > 20
    for module, name in sorted(named):
        found = [
            path for path in files() if path.endswith((f"/{module}.py", f"/{module}/__init__.py"))
        ]
        assert any(name in (ROOT / path).read_text(encoding="utf-8") for path in found), (
            f"{module}.{name}"
        )


def test_every_stop_of_a_request_exists():
    text = (ROOT / "docs/request-to-row.md").read_text(encoding="utf-8")
    stops = _STOP.findall(text)
    assert 10 <= len(stops) <= MOST_STOPS
    assert len(stops) == len(re.findall(r"^\| \d+ \|", text, re.MULTILINE))
    for file, name in stops:
        path = ROOT / "newsscraper" / file
        assert path.is_file(), file
        assert name in names_in(path), f"{file}: {name}"
