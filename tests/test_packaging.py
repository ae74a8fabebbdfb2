"""What the package promises about itself."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from newsscraper.pages.generic import model

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]


def bounds(lines: list[str]) -> dict[str, str]:
    """Name and bound of each requirement; an extra of the project's own names others and has
    none."""
    return dict(
        re.fullmatch(r"([\w-]+)(?:\[.*\])?>=([\w.]+)(?:;.*)?", line).groups()
        for line in lines
        if not line.startswith("newsscraper[")
    )


def test_the_lowest_versions_tested_are_the_bounds():
    constraints = (ROOT / "tests/constraints-lowest.txt").read_text(encoding="utf-8")
    lowest = dict(
        line.split("==") for line in constraints.splitlines() if line and not line.startswith("#")
    )
    extras = PROJECT["optional-dependencies"]
    tested = ("duckdb", "pandas", "parquet", "postgresql", "remote", "zstd")
    assert f"newsscraper[{','.join(tested)}]" in extras["dev"]
    # Of the tools of development, the one that reads back what the package writes.
    reader = [line for line in extras["dev"] if line.startswith("markdown-it-py")]
    assert lowest == bounds(
        PROJECT["dependencies"] + [line for extra in tested for line in extras[extra]] + reader
    )


def test_every_dependency_has_its_reason():
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    everything = PROJECT["dependencies"] + [
        name for extra in PROJECT["optional-dependencies"].values() for name in extra
    ]
    assert [name for name in bounds(everything) if name not in text] == []


def test_every_data_file_is_in_the_wheel():
    declared = PYPROJECT["tool"]["setuptools"]["package-data"]
    packed = {
        path
        for package, patterns in declared.items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    there = {
        path
        for path in (ROOT / "newsscraper").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert there <= packed, "declare it in pyproject.toml, [tool.setuptools.package-data]"
    assert model.DEFAULT in packed


def test_the_weights_are_of_a_size_that_everybody_can_install():
    assert model.DEFAULT.stat().st_size <= 1_000_000


@pytest.mark.process
def test_the_version_is_the_changelog_s_newest():
    done = subprocess.run(
        [sys.executable, "-m", "newsscraper", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    version = done.stdout.strip().rsplit(" ", 1)[1]
    headings = re.findall(
        r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert headings[0] == version
