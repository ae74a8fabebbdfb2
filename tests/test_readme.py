"""What the README shows works as shown."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import newsscraper
from newsscraper.store import Batch, Store
from tests import forkserver
from tests.crawl.conftest import NO_DELAY
from tests.replica import corpus, render
from tests.replica.server import Replica
from tests.waiting import LIMIT

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


@pytest.mark.process
@pytest.mark.long
@pytest.mark.parametrize("line", block("Saved pages").splitlines())
def test_every_command_on_saved_pages_runs(here, line):
    command = re.sub(r"^newsscraper", f"{sys.executable} -m newsscraper", line)
    assert command != line
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=here,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout or (here / "articles.jsonl").stat().st_size


@pytest.fixture(scope="module")
def replica():
    with Replica() as server:
        yield server


# The README names real newspapers; the replica has others.
ON_THE_REPLICA = {
    "elwatan --source liberte": "lepharedoran --source horizondutell",
    "fr/yabiladi/148210": "fr/atlasmatin/103412",
}


@pytest.mark.process
@pytest.mark.long
def test_the_first_crawl_s_commands_run_in_their_order(here, replica):
    told = []
    for line in block("A first crawl").splitlines():
        for real, invented in ON_THE_REPLICA.items():
            line = line.replace(real, invented)
        _, command, *arguments = shlex.split(line)
        if command in ("crawl", "scrape"):
            arguments += [
                "--base-url",
                replica.base_url("maghress").replace("maghress", "{site}"),
                *NO_DELAY,
            ]
        done = forkserver.run(command, *arguments, cwd=here)
        assert done.returncode == 0, (line, done.stderr.decode())
        told.append((done.stdout + done.stderr).decode())
    assert len((here / "articles.jsonl").read_text(encoding="utf-8").splitlines()) == 100
    assert (here / "elwatan.csv").stat().st_size > 10_000
    assert '"id": "maghress/fr/atlasmatin/103412"' in told[2]
    assert "atlasmatin" in told[3]
    assert " articles in fr.jsonl" in told[4]


@pytest.mark.process
@pytest.mark.long
def test_the_commands_of_crawls_that_come_back_run_in_their_order(here, replica):
    told = []
    for line in block("Crawls that come back").splitlines():
        _, command, *arguments = shlex.split(line)
        if command in ("crawl", "latest", "watch"):
            arguments += [
                "--base-url",
                replica.base_url("maghress").replace("maghress", "{site}"),
                *NO_DELAY,
            ]
        if command == "watch":
            arguments += ["--times", "1"]
        done = forkserver.run(command, *arguments, cwd=here)
        assert done.returncode == 0, (line, done.stderr.decode())
        told.append((done.stdout + done.stderr).decode())
    assert (here / "week.jsonl").read_text(
        encoding="utf-8"
    ) == ""  # the replica's newest articles are older than a week
    assert "djazairess: finished" in told[1]
    assert "maghress: finished" in told[2]
    assert re.search(r"^maghress +\d+ +20", told[3], re.MULTILINE)
    assert "URLs are queued for the next crawl" in told[4]


@pytest.mark.process
@pytest.mark.long
def test_the_commands_of_data_sets_run_in_their_order(here):
    pytest.importorskip("pyarrow")
    articles = []
    for edition in ("fr", "ar"):
        stories = [
            story
            for story in corpus.stories()
            if (story.site, story.edition) == ("maghress", edition)
        ]
        articles += [
            newsscraper.extract(render.article(story), url=story.url).articles[0]
            for story in stories
        ]
    batch = Batch()
    for article in articles:
        batch.add_article(article)
    with Store("data/newsscraper.db", create=True) as store:
        store.write(batch)
    for line in block("Data sets").splitlines():
        module, *arguments = shlex.split(line)
        done = forkserver.run(*arguments, program=["-m", module], cwd=here)
        assert done.returncode == 0, (line, done.stderr.decode())
    assert (here / "articles.parquet").stat().st_size
    assert (here / "by-month.parquet/site=maghress").is_dir()
    assert (
        (here / "headlines.csv")
        .read_bytes()
        .startswith(b"\xef\xbb\xbfpublished,source,headline,url\r\n")
    )
    assert [path.name for path in (here / "parts").iterdir()] == [
        f"articles-{1:012}-{len(articles):012}.jsonl.gz"
    ]
    assert f"- records: {len(articles)}" in (here / "maghress-articles/README.md").read_text(
        encoding="utf-8"
    )
    assert b'"title": "Article"' in done.stdout


@pytest.mark.process
@pytest.mark.long
def test_the_replica_is_served_and_crawled_as_told(here, replica):
    serve, crawl = block("A first crawl", 1).splitlines()
    assert serve == "python -m tests.replica serve --port 8000 &"
    command = crawl.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{replica.port}")
    module, *arguments = shlex.split(command)
    done = forkserver.run(*arguments, "--limit", "3", program=["-m", module], cwd=here)
    assert done.returncode == 0, done.stderr.decode()


def test_the_python_example_runs(here):
    names: dict[str, object] = {}
    exec(compile(block("Python"), "README.md", "exec"), names)
    found = names["found"]
    assert found.kind == "article"
    assert found.articles[0].headline == STORY.headline
    assert found.articles[0].fetched_at == "2026-01-30T12:00:00Z"


@pytest.mark.process
@pytest.mark.long
def test_the_notebook_s_example_runs(here, replica, monkeypatch, capsys):
    fast = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
    monkeypatch.setattr(
        newsscraper,
        "crawl",
        partial(
            newsscraper.crawl, base_url=replica.base_url("maghress"), settings=fast, quiet=True
        ),
    )
    names: dict[str, object] = {"newsscraper": newsscraper}
    exec(compile(block("Python", 1), "README.md", "exec"), names)
    assert names["report"].articles == 100
    assert (
        capsys.readouterr().out.count("\n")
        == len(names["store"].articles(site="maghress", since="2026-01-01"))
        > 0
    )
    assert set(names["frame"]["language"]) <= {"ar"}


def test_every_page_that_is_linked_is_there():
    root = Path(__file__).resolve().parents[1]
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (root / link).exists(), link


def test_the_make_targets_named_are_there():
    makefile = (Path(__file__).resolve().parents[1] / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)(?:`| {2,}#)", README)) <= targets
