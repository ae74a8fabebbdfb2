"""The sdist and the wheel: what is in them, and that they work where they are installed.

Both are built from a copy of the tracked files and installed, with their dependencies, into fresh
environments. Skipped if the build requirements cannot be fetched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import newsscraper
from newsscraper.version import __version__
from tests.crawl.conftest import NO_DELAY
from tests.fixtures import fixtures
from tests.press.pages import pages
from tests.replica.server import Replica
from tests.waiting import LIMIT

ROOT = Path(__file__).resolve().parents[1]
REQUIRES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
NAME = f"newsscraper-{__version__}"
IMPORTS = """
import importlib, json, pkgutil, sys
import newsscraper
found = pkgutil.walk_packages(newsscraper.__path__, "newsscraper.")
names = ["newsscraper", *(module.name for module in found)]
for name in names:
    importlib.import_module(name)
print(json.dumps({"folder": newsscraper.__path__[0], "names": names}))
"""

pytestmark = [pytest.mark.process, pytest.mark.long]


def run(*command: str | Path, cwd: Path, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Runs a command as in a shell of its own: nothing points to the source folder."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "NEWSSCRAPER_", "SCRAPY_", "COV"))
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=LIMIT,
    )
    assert code is None or done.returncode == code, done.stderr
    return done


@dataclass(frozen=True)
class Environment:
    """A fresh virtual environment."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Environment:
        venv.create(folder, with_pip=False)
        return cls(folder)

    @property
    def programs(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self, *what: str | Path, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        """With the pip of the environment that the tests run in."""
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
        words = (*pip, "--python", self.programs / "python", "install", "--quiet", "--no-compile")
        return run(*words, *what, cwd=self.folder, code=code)


@dataclass(frozen=True)
class Built:
    """The files of one build."""

    wheel: Path
    sdist: Path
    wheel_of_sdist: Path
    tracked: tuple[str, ...]
    """The files of the repository."""


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("distributions")
    listed = run("git", "ls-files", "-z", cwd=ROOT, code=None)
    if listed.returncode:
        pytest.skip("the tests do not run in a clone of the repository")
    tracked = tuple(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    builder = Environment.made(folder / "builder")
    fetched = builder.install(*REQUIRES["requires"], code=None)
    if fetched.returncode:
        pytest.skip(
            f"{REQUIRES['requires'][0]} cannot be installed: {fetched.stderr.strip()[-200:]}"
        )

    def make(kind: str, source: Path, target: Path) -> Path:
        target.mkdir()
        code = (
            f"from {REQUIRES['build-backend']} import build_{kind} as b; print(b({str(target)!r}))"
        )
        run(builder.programs / "python", "-c", code, cwd=source)
        [file] = target.iterdir()
        return file

    for copy in ("for-wheel", "for-sdist"):  # what a build leaves behind reaches no other
        for name in tracked:
            place = folder / copy / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place)
    sdist = make("sdist", folder / "for-sdist", folder / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    return Built(
        make("wheel", folder / "for-wheel", folder / "wheel"),
        sdist,
        make("wheel", folder / "unpacked" / NAME, folder / "wheel-of-sdist"),
        tracked,
    )


def test_the_distributions_have_the_files_of_the_package_and_no_others(built):
    package = {name for name in built.tracked if name.startswith("newsscraper/")}
    assert {"newsscraper/py.typed", "newsscraper/pages/generic/weights.npz"} <= package
    in_wheel, metadata = contents(built.wheel), f"{NAME}.dist-info/"
    assert {name for name in in_wheel if not name.startswith(metadata)} == package
    assert f"{metadata}licenses/LICENSE" in in_wheel
    changed = [name for name in package if in_wheel[name] != (ROOT / name).read_bytes()]
    assert changed == []
    assert contents(built.wheel_of_sdist) == in_wheel

    with tarfile.open(built.sdist) as archive:
        files = [member.name.removeprefix(f"{NAME}/") for member in archive if member.isfile()]
    assert {*package, "LICENSE", "README.md", "pyproject.toml"} <= set(files)
    others = ("benchmarks/", "evaluation/", "fixtures/", "shared/", "training/", "tests/replica/")
    assert [name for name in files if name.startswith(others)] == []


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_what_is_installed_works_outside_the_source_folder(built, kind, tmp_path):
    environment = Environment.made(tmp_path / "environment")
    environment.install(getattr(built, kind))
    work = tmp_path / "empty"
    work.mkdir()
    python = environment.programs / "python"

    def command(*words: str | Path, code: int = 0) -> str:
        return run(environment.programs / "newsscraper", *words, cwd=work, code=code).stdout

    found = json.loads(run(python, "-c", IMPORTS, cwd=work).stdout)
    assert Path(found["folder"]).is_relative_to(environment.folder)
    assert set(found["names"]) == {
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in built.tracked
        if name.startswith("newsscraper/") and name.endswith(".py")
    }

    assert command("--version").strip().endswith(f" {__version__}")
    assert "Usage: newsscraper" in command("--help")
    assert "$defs" in json.loads(command("schema"))

    saved = next(fixture for fixture in fixtures() if fixture.page_class == "ArticlePage")
    shutil.copytree(saved.folder, work / "saved")
    record = json.loads(command("extract", f"saved/{saved.input.name}"))
    expected = saved.output["article"]
    assert {field: record[field] for field in expected} == expected

    page = next(pages("own"))
    (work / "page.html").write_text(page.html, encoding="utf-8")
    record = json.loads(command("extract", "page.html", "--url", page.url))
    [article] = newsscraper.extract(page.html, url=page.url).articles
    assert (record["headline"], record["body"]) == (page.headline, article.body)

    with Replica() as replica:
        base_url = replica.base_url("masress")
        command(
            "crawl", "masress", "--base-url", base_url, "--limit", "3", "-o", "a.csv", *NO_DELAY
        )
    assert len((work / "a.csv").read_text(encoding="utf-8").splitlines()) > 3
