"""What the README shows works as shown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.replica import corpus, render

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
STORY = corpus.by_id("maghress/fr/atlasmatin/103412")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with what the README's commands name."""
    page = render.article(STORY, render.strip("maghress", "fr"))
    (tmp_path / "saved").mkdir()
    for name in ("page.html", "saved/one.html"):
        (tmp_path / name).write_text(page, encoding="utf-8")
    (tmp_path / "capture.txt").write_text(render.text_capture(STORY), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def block(heading: str, number: int = 0) -> str:
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ")[0]
    return re.findall(r"```\w*\n(.*?)```", section, re.DOTALL)[number]


@pytest.mark.parametrize("line", block("The command line").splitlines())
def test_every_command_runs(here, line):
    command = re.sub(r"^newsscraper", f"{sys.executable} -m newsscraper", line)
    assert command != line
    done = subprocess.run(["bash", "-c", command], cwd=here, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout or (here / "articles.jsonl").stat().st_size


def test_the_python_example_runs(here):
    names: dict[str, object] = {}
    exec(compile(block("Python"), "README.md", "exec"), names)
    found = names["found"]
    assert found.kind == "article"
    assert found.articles[0].headline == STORY.headline
    assert found.articles[0].fetched_at == "2026-01-30T12:00:00Z"


def test_the_make_targets_named_are_there():
    makefile = (Path(__file__).resolve().parents[1] / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)(?:`| {2,}#)", README)) <= targets
