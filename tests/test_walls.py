"""Files, classes and functions stay small, and no module imports itself through others."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.test_imports import PACKAGE, dotted, imported, modules

MOST_LINES = 350
MOST_METHODS = 20
MOST_LINES_OF_A_FUNCTION = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


def too_large(source: str) -> list[str]:
    """What exceeds a limit in a module; docstrings and signatures count."""
    tree = ast.parse(source)
    found = []
    if (lines := len(source.splitlines())) > MOST_LINES:
        found.append(f"the file has {lines} lines")
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(child, Function) for child in node.body)
            if methods > MOST_METHODS:
                found.append(f"class {node.name} has {methods} methods")
        elif isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                found.append(f"{node.name} has {lines} lines")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_keeps_to_the_limits(path: Path):
    assert not too_large(path.read_text(encoding="utf-8"))


def circles(graph: dict[str, set[str]]) -> list[str]:
    """The nodes from which a path leads back to themselves."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for node in graph.get(waiting.pop(), set()) - seen:
                seen.add(node)
                waiting.append(node)
        return seen

    return sorted(name for name in graph if name in reached(name))


def test_no_module_imports_itself_through_others():
    graph = {
        dotted(path): {
            name.removeprefix("newsscraper.")
            for name in imported(path)
            if name.startswith("newsscraper.")
        }
        for path in modules()
    }
    assert circles(graph) == []


def test_each_limit_can_be_exceeded():
    many = "\n".join(f"    def a{number}(self): ..." for number in range(MOST_METHODS + 1))
    long = "def a():\n" + "    x = 1\n" * MOST_LINES_OF_A_FUNCTION
    assert too_large(f"class A:\n{many}\n") == ["class A has 21 methods"]
    assert too_large(long) == ["a has 61 lines"]
    assert too_large("x = 1\n" * (MOST_LINES + 1)) == ["the file has 351 lines"]
    assert circles({"a": {"b"}, "b": {"a"}, "c": {"a"}}) == ["a", "b"]
