"""All use of the internals of Scrapy and Twisted is in one package, each with its reason."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "newsscraper"
COMPAT = PACKAGE / "crawling" / "scrapy_compat"
LIBRARIES = ("scrapy", "twisted")

PUBLIC = frozenset(
    """
    scrapy scrapy.crawler scrapy.downloadermiddlewares scrapy.exceptions scrapy.exporters
    scrapy.http scrapy.logformatter scrapy.settings scrapy.signals scrapy.spidermiddlewares
    scrapy.core.scheduler
    scrapy.utils.asyncio scrapy.utils.defer scrapy.utils.httpobj scrapy.utils.misc
    scrapy.utils.request
    twisted.python.failure
    """.split()
)
"""Modules that count as public: Scrapy documents them, or plugins commonly import them.

Of ``scrapy.core`` only the documented ``BaseScheduler`` is public.
"""
NAMEDTUPLE = frozenset({"_replace", "_asdict", "_fields", "_make"})
VERSION = frozenset({"version_info", "__version__"})
ENGINE_INTERNALS = frozenset({"downloader", "scraper", "per_slot_settings", "nextcall"})
"""Attributes without an underscore that Scrapy does not document."""


def modules() -> list[Path]:
    """The modules that must not touch internals: those of the rooms that may import Scrapy.

    ``tests/test_imports.py`` keeps Scrapy out of all other rooms.
    """
    paths = [*(PACKAGE / "crawling").rglob("*.py"), PACKAGE / "addon.py", PACKAGE / "settings.py"]
    return sorted(path for path in paths if COMPAT not in path.parents)


def is_private(name: str) -> bool:
    """Whether a name has exactly one leading underscore."""
    return name.startswith("_") and not name.startswith("__") and name not in NAMEDTUPLE


def own_names(tree: ast.AST) -> set[str]:
    """The private names that a module defines itself, attributes of its classes among them."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
                found.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def imports_of(tree: ast.AST) -> list[tuple[str, str, int]]:
    """Module, name and line of each import from Scrapy or Twisted."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, "", node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(node.module, alias.name, node.lineno) for alias in node.names]
    return [entry for entry in found if entry[0].split(".")[0] in LIBRARIES]


def problems_of(source: str) -> list[str]:
    """What a module does with the internals of Scrapy or Twisted."""
    tree = ast.parse(source)
    own = own_names(tree)
    found = []
    for module, name, line in imports_of(tree):
        # ``from scrapy.downloadermiddlewares import offsite`` imports a documented module.
        if module not in PUBLIC or is_private(name) or name in VERSION:
            found.append(f"line {line}: imports {module} {name}".rstrip())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if is_private(node.attr) and node.attr not in own:
                found.append(f"line {node.lineno}: uses .{node.attr}")
            if node.attr in ENGINE_INTERNALS:
                found.append(f"line {node.lineno}: uses .{node.attr}")
    return found


def scrapy_bases(module: str) -> list[tuple[str, type, type]]:
    """A module's classes with each base that Scrapy, Twisted or the compat package defines."""
    found = []
    for name, value in vars(importlib.import_module(module)).items():
        if inspect.isclass(value) and value.__module__ == module:
            found += [
                (name, value, base)
                for base in value.__mro__[1:]
                if base.__module__.split(".")[0] in LIBRARIES
                or base.__module__.startswith("newsscraper.crawling.scrapy_compat")
            ]
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_touches_internals(path):
    assert problems_of(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "request._url = 'x'",
        "from scrapy.core.downloader import Slot",
        "from twisted.internet import reactor",
        "from twisted.web.http import _ChunkedTransferDecoder",
        "from scrapy import version_info",
        "import scrapy.core.engine",
        "def f(crawler): return crawler.engine.downloader",
        "class A(B):\n def f(self): return self._maxdelay",
        "def f(process): process._stop_reactor()",
    ],
)
def test_internals_are_found(source):
    assert len(problems_of(source)) == 1


def test_own_names_and_public_ones_are_accepted():
    source = """
from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
class A:
    def __init__(self):
        self._pages = 1
    @classmethod
    def make(cls):
        spider = super().make()
        return spider._pages, spider._opened
    def _opened(self): ...
parts = parts._replace(scheme="")
"""
    assert problems_of(source) == []


def crawling_modules() -> list[str]:
    """Dotted names of the modules that may import Scrapy."""
    return [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in modules()
        if "scrapy" in path.read_text(encoding="utf-8") and "crawling" in path.parts
    ]


@pytest.mark.parametrize("module", crawling_modules())
def test_no_subclass_overrides_a_private_name(module):
    """A private method of a base would be replaced without a word, today or with a new version."""
    clashes = [
        f"{name}.{attribute} of {base.__module__}"
        for name, cls, base in scrapy_bases(module)
        for attribute in vars(cls)
        if is_private(attribute) and not attribute.startswith("_abc") and attribute in vars(base)
    ]
    assert clashes == []


def entries() -> list[tuple[str, str, str]]:
    """File, name and docstring of each public name of the compat package."""
    found = []
    for path in sorted(COMPAT.glob("*.py")):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        for node, following in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.append((path.name, node.name, ast.get_docstring(node) or ""))
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                is_text = isinstance(following, ast.Expr) and isinstance(
                    following.value, ast.Constant
                )
                text = str(following.value.value) if is_text else ""
                found.append((path.name, node.targets[0].id, text))
    return [entry for entry in found if not entry[1].startswith("_")]


@pytest.mark.parametrize(("file", "name", "text"), entries(), ids=lambda value: value[:40])
def test_each_entry_names_its_reason_and_upstream(file, name, text):
    assert re.search(r"^ *Why: \S", text, re.MULTILINE), f"{file}: {name} names no reason"
    upstream = re.search(r"^ *Upstream: ([^\n]*(\n[^\n]+)*)", text, re.MULTILINE)
    assert upstream, f"{file}: {name} names no upstream issue"
    assert re.search(r"(scrapy/scrapy|twisted/twisted)#\d+|no upstream issue known", upstream[1])


def test_each_file_is_small_and_has_entries():
    files = {path.name for path in COMPAT.glob("*.py")} - {"__init__.py"}
    assert {file for file, _, _ in entries()} == files
    assert not files & {f"{name}.py" for name in dir(builtins)}
