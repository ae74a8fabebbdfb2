"""Imports run one way (docs/architecture.md), and extraction runs without Scrapy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import LIMIT

PACKAGE = Path(__file__).resolve().parents[1] / "newsscraper"

ORDER = (
    ("owner_only", "passwords"),
    ("errors", "version", "interrupts"),
    ("items", "plain_urls", "networks"),
    ("text",),
    ("rights", "urls"),
    ("labels",),
    ("dates",),
    ("language",),
    ("pages",),
    ("sites",),
    ("scope", "pipelines"),
    ("captures",),
    ("extraction",),
    ("store",),
    ("reports",),
    ("exporters",),
    ("archives", "fetch_options"),
    ("child",),
    ("crawling.scrapy_compat", "crawling.tally"),
    (
        "crawling.pace",
        "crawling.log",
        "crawling.responses",
        "crawling.feeds",
        "crawling.addresses",
        "crawling.site_files",
    ),
    (
        "crawling.suspects",
        "crawling.download_handler",
        "crawling.readings",
        "crawling.reading_thread",
    ),
    ("crawling.frontier",),
    ("crawling.middlewares",),
    ("crawling.failures",),
    ("crawling.spiders",),
    ("crawling.store_pipeline", "crawling.progress"),
    ("addon", "settings"),
    ("crawling.runner",),
    ("crawling.jobs",),
    ("cli",),
    ("__main__",),
    ("called",),
)
"""The rooms. Each imports those above it, never one beside it."""
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
KNOW_SCRAPY = ("crawling", "addon", "settings")


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def room(name: str) -> str:
    """The room of a dotted module name below the package: its first part; two of what stands in
    ``crawling``."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "crawling" else parts[0]


def dotted(path: Path) -> str:
    """``pages.article`` of ``newsscraper/pages/article.py``."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """What a module imports anywhere in it: ``newsscraper.pages.article``; other packages by their
    first part."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            inside = [f"{module}.{alias.name}" for alias in node.names]
            names = [name if is_module(name) else module for name in inside]
        for name in names:
            found.add(name if name.startswith("newsscraper") else name.split(".")[0])
    return found


def is_module(name: str) -> bool:
    path = PACKAGE.parent / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_rooms_above_it(path):
    if path == PACKAGE / "__init__.py" or dotted(path) == "crawling":
        return  # the front door, which nothing inside imports; an empty package
    here = room(dotted(path))
    assert here in RANK, (
        f"{here} has no place in the order: give it one here and in docs/architecture.md"
    )
    for other in imported(path):
        if not other.startswith("newsscraper."):
            assert other != "newsscraper", f"{path.name} imports the package's front door"
            continue
        there = room(other.removeprefix("newsscraper."))
        assert there in RANK, f"{path.name} imports {there}"
        assert there == here or RANK[there] < RANK[here], f"{here} must not import {there}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_crawl_imports_scrapy(path):
    if room(dotted(path)).split(".")[0] in KNOW_SCRAPY:
        return
    assert imported(path).isdisjoint({"scrapy", "itemadapter", "twisted"})


def test_only_dates_and_language_use_their_libraries():
    for path in modules():
        used = imported(path)
        assert "dateparser" not in used or room(dotted(path)) == "dates"
        assert "langdetect" not in used or room(dotted(path)) == "language"


def test_only_the_generic_reading_uses_numpy():
    users = {dotted(path) for path in modules() if "numpy" in imported(path)}
    assert users
    assert {name for name in users if not name.startswith("pages.generic.")} == set()


def test_the_package_does_not_need_its_training():
    for path in modules():
        assert imported(path).isdisjoint({"training", "catboost", "benchmarks"})


@pytest.mark.process
def test_extraction_imports_no_scrapy():
    code = (
        "import sys, newsscraper; newsscraper.extract('<span"
        " class=articletitle>a</span>').to_dict();sys.exit(any(name in sys.modules for name in"
        " ('scrapy', 'itemadapter', 'twisted', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=LIMIT).returncode == 0


def test_the_order_is_the_documented_one():
    text = (PACKAGE.parent / "docs/architecture.md").read_text(encoding="utf-8")
    block = text.split("## Who may import whom", 1)[1].split("```")[1]
    assert tuple(tuple(line.split()) for line in block.strip().splitlines()) == ORDER


def test_every_name_of_the_front_door_is_there_and_none_is_a_modules():
    import newsscraper

    modules_there = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }
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
        f"import sys, {name};sys.exit(any(other in sys.modules for other in ('lxml', 'parsel',"
        " 'sqlalchemy', 'dateparser', 'newsscraper.pages')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=LIMIT).returncode == 0
