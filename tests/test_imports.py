"""Imports run one way (docs/architecture.md), and extraction runs without Scrapy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import LIMIT

PACKAGE = Path(__file__).resolve().parents[1] / "newsscraper"

LAYERS = (
    ("version", "errors", "interrupts", "terminal", "warning_codes", "fields", "items", "schema"),
    ("text", "mojibake", "urls", "labels", "encoding", "dates", "language"),
    ("pages",),
    ("sites", "scope"),
    ("pipelines",),
    ("captures",),
    ("extraction",),
    ("visits", "store"),
    ("ledger",),
    (
        "exporters",
        "summary",
        "report",
        "quality",
        "batch",
        "spool",
        "pagefiles",
        "reextraction",
        "ranges",
        "backfill",
        "child",
        "watch",
    ),
    (
        "settings",
        "log",
        "stats",
        "progress",
        "pace",
        "connections",
        "causes",
        "responses",
        "requests",
        "suspects",
        "session",
        "leases",
        "scheduler",
        "middlewares",
        "spiders",
        "storage",
        "feeds",
        "addon",
        "runner",
    ),
    ("cli", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
SCRAPY_SIDE = RANK["addon"]


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def noun(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """First parts, below the package, of what a module imports anywhere in it; other packages by their own name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "newsscraper" else [module]
        for name in names:
            parts = name.split(".")
            found.add(f"newsscraper.{parts[1]}" if parts[0] == "newsscraper" and len(parts) > 1 else parts[0])
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_before_it(path):
    if path == PACKAGE / "__init__.py":
        return  # the front door: nothing inside imports it
    name = noun(path)
    assert name in RANK, f"{name} has no place in the order: give it one here and in docs/architecture.md"
    for other in imported(path):
        if not other.startswith("newsscraper."):
            assert other != "newsscraper", f"{path.name} imports the package's front door"
            continue
        target = other.removeprefix("newsscraper.")
        assert target in RANK, f"{path.name} imports {target}"
        assert RANK[target] <= RANK[name], f"{name} must not import {target}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_scrapy_stays_on_the_scrapy_side(path):
    if path != PACKAGE / "__init__.py" and RANK[noun(path)] >= SCRAPY_SIDE:
        return
    assert imported(path).isdisjoint({"scrapy", "itemadapter", "twisted"})


def test_only_dates_and_language_use_their_libraries():
    for path in modules():
        used = imported(path)
        assert "dateparser" not in used or noun(path) == "dates"
        assert "langdetect" not in used or noun(path) == "language"


@pytest.mark.process
def test_extraction_imports_no_scrapy():
    code = (
        "import sys, newsscraper; newsscraper.extract('<span class=articletitle>a</span>').to_dict();"
        "sys.exit(any(name in sys.modules for name in ('scrapy', 'itemadapter', 'twisted')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=LIMIT).returncode == 0


def test_the_order_is_the_documented_one():
    text = (PACKAGE.parent / "docs/architecture.md").read_text(encoding="utf-8")
    block = text.split("## Who may import whom", 1)[1].split("```")[1]
    documented = [tuple(line.split(": ", 1)[1].split(", ")) for line in block.strip().splitlines()]
    assert documented == [tuple(layer) for layer in LAYERS]


def test_every_name_of_the_front_door_is_there_and_none_is_a_modules():
    import newsscraper

    modules_there = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    for name in newsscraper.__all__:
        assert getattr(newsscraper, name) is not None
        assert name not in modules_there, f"importing newsscraper.{name} would replace the name"
        assert name in dir(newsscraper)
    with pytest.raises(AttributeError):
        _ = newsscraper.nothing_of_the_kind


@pytest.mark.process
@pytest.mark.parametrize("name", ["newsscraper", "newsscraper.dates", "newsscraper.language"])
def test_a_part_used_on_its_own_does_not_bring_the_others(name):
    code = (
        f"import sys, {name};"
        "sys.exit(any(other in sys.modules for other in ('lxml', 'parsel', 'sqlalchemy', 'dateparser', 'newsscraper.pages')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=LIMIT).returncode == 0
