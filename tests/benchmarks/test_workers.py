"""Extractors in processes of their own, and the command as a whole."""

from __future__ import annotations

import json
import sys

import pytest

from benchmarks import bodies
from benchmarks.news import ours
from benchmarks.news.contenders import Contender, NotInstalled, race, start_all
from benchmarks.news.peers import Peer
from benchmarks.news.sets import load
from benchmarks.news.worker import answer
from tests.benchmarks.made_up import STORY, html, write_set

READERS = "tests.benchmarks.readers"


@pytest.fixture
def folder(tmp_path):
    entries = {
        str(number): {
            "url": f"https://site{number}.com/{number}",
            "body": STORY,
            "title": "Safi",
            "date": "2026-01-31",
            "html": html(STORY if number != 2 else f"{STORY} crash"),
        }
        for number in range(5)
    }
    write_set(tmp_path, "fundus", entries)
    write_set(
        tmp_path,
        "wcxb-other",
        {"9": {"url": "https://forum.org/", "type": "forum", "body": STORY}},
    )
    return tmp_path


def _request(folder):
    page = load(folder)[0]
    return {"file": str(page.file), "url": page.url, "weights": "w", "scored": True}


def test_an_answer_has_values_and_seconds(folder):
    used = []
    peer = Peer(
        lambda html, url: len(html),
        lambda found: {"text": str(found)},
        use=used.append,
        score=lambda html, url: 0.5,
    )
    found = answer(peer, _request(folder))
    assert found.pop("cpu") >= 0
    assert found == {"text": str(len(html(STORY))), "score": 0.5}
    assert used == ["w"]


def test_an_exception_is_an_answer(folder):
    def fails(html, url):
        raise LookupError("no such\ncode")

    found = answer(Peer(fails), _request(folder))
    assert found["error"] == "LookupError: no such code"
    assert found["cpu"] >= 0


@pytest.mark.process
def test_a_crash_costs_one_page(folder):
    pages = [page for page in load(folder) if page.set == "fundus"]
    contender = Contender("crashing", f"{READERS}:crashing", rounds=2)
    contender.start()
    try:
        race([contender], pages, rounds=2, block=2)
    finally:
        contender.stop()
    texts = [contender.answers.text(page) for page in pages]
    assert texts == [STORY, STORY, "", STORY, STORY]
    assert contender.answers.values[pages[2].key] == {"crash": "SIGKILL"}
    assert [len(contender.answers.seconds[page.key]) for page in pages] == [2, 2, 0, 2, 2]


@pytest.mark.process
def test_a_peer_that_is_not_installed_is_left_out():
    lines = []
    assert start_all([Contender("absent", "tests.benchmarks.absent:read")], lines.append) == []
    assert lines == ["absent: skipped, No module named 'tests.benchmarks.absent'"]
    with pytest.raises(NotInstalled):
        Contender("absent", "tests.benchmarks.absent:read").start()


@pytest.mark.process
def test_the_command_prints_all_tables(folder, tmp_path, capsys):
    code = bodies.main(
        [
            *("--eval", str(folder), "--sets", "fundus,wcxb-other", "--rounds", "1"),
            *("--peers", f"{READERS}:paragraphs", "--no-cross-validation", "--worst", "1"),
            *("--json", str(tmp_path / "out.json")),
        ]
    )
    assert code == 0
    printed = capsys.readouterr().out
    for title in ("Bodies: fundus", "Worst pages", "Fields: fundus", "Any page", "rejected"):
        assert title in printed
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    bodies_table = next(table for table in written["tables"] if table["title"].startswith("Bodies"))
    scores = {row["extractor"]: row["f1"] for row in bodies_table["rows"]}
    assert scores[f"{READERS}:paragraphs"] > 0.9


@pytest.mark.parametrize(
    "arguments",
    [["--sets", "newspapers"], ["--peers", "nobody"], ["--eval", "/nowhere"]],
)
def test_invalid_options(arguments, folder, capsys):
    assert bodies.main(["--eval", str(folder), *arguments]) == 2
    assert capsys.readouterr().err


def test_pages_of_domains_not_trained_on(folder, monkeypatch):
    from benchmarks.news.measurement import heading

    pages = load(folder)
    hashes = frozenset(ours.domain_hash(page.domain) for page in pages[:2])
    monkeypatch.setattr(ours, "trained_domains", lambda: hashes)
    assert "4 of 6 pages" in heading(pages, has_folds=True)[-1]
    monkeypatch.setattr(ours, "trained_domains", frozenset)
    assert "no page is of a domain trained on" in heading(pages, has_folds=False)[-1]


def test_without_its_weights_the_package_is_not_measured(tmp_path, monkeypatch):
    class Model:
        DEFAULT = tmp_path / "weights.npz"

    monkeypatch.setattr(ours, "_module", lambda name: Model)
    assert not ours.is_ready()
    assert ours.trained_domains() == frozenset()
    Model.DEFAULT.touch()
    assert ours.is_ready()


def test_the_own_interpreter_is_the_default():
    assert bodies._options([]).peer_python == sys.executable
