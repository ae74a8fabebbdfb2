"""Each broken promise is found, with planted readers that break one; others are left in peace."""

from __future__ import annotations

import itertools
import os
import random
import socket
import subprocess
import time

import pytest

from newsscraper.errors import UserError
from tests.fuzz import check as module
from tests.fuzz import worker
from tests.fuzz.__main__ import main
from tests.fuzz.check import check
from tests.fuzz.files import folder_for_inputs
from tests.fuzz.mutation import Mutator
from tests.fuzz.session import read_inputs
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS


def target(read, **options) -> Target:
    return Target("planted", "x", read, lambda: [b"<p>Un <b>mot</b>.</p>"], **options)


def kind(read, content: bytes = b"x", **options) -> str | None:
    found = check(target(read, **options), content).finding
    return None if found is None else found.kind


def raising(error: BaseException):
    def read(content: bytes) -> None:
        raise error

    return read


@pytest.fixture
def short_of_time(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 0.1)
    monkeypatch.setattr(module, "SECONDS_PER_MB", 0.0)
    monkeypatch.setattr(worker, "_GRACE", 1.0)


def test_what_keeps_its_promises():
    for value in (None, 1, 0.5, "é ع \U0001f600", {"a": [True, "x"]}, "x" * 90_000):
        assert kind(lambda content, value=value: value) is None


def test_an_exception_is_found_with_its_place():
    found = check(target(raising(ValueError("a\nb"))), b"x").finding
    assert (found.kind, found.reason) == ("error", "ValueError: a b")
    assert found.place == "ValueError test_check.py:read"
    assert "Traceback" in found.trace
    assert kind(raising(RecursionError())) == kind(raising(SystemExit(1))) == "error"


def test_a_documented_error_is_no_finding_if_it_is_one_line():
    assert kind(raising(UserError("one line")), allowed=(UserError,)) is None
    for text in ("two\nlines", "", "\ud800"):
        assert kind(raising(UserError(text)), allowed=(UserError,)) is not None
    assert kind(raising(KeyError("x")), allowed=(UserError,)) == "error"


@pytest.mark.parametrize("value", ["\ud800", float("nan"), {1}, b"x", {"a": ["\x00"]}, object()])
def test_a_result_that_cannot_be_written(value):
    assert kind(lambda content: value) == "result"


def test_a_backslash_and_digits_are_no_nul():
    assert kind(lambda content: "\\u0000") is None


def test_a_result_that_is_too_large():
    assert kind(lambda content: "x" * (module.FLOOR + 10), b"x", growth=10) == "large"
    assert kind(lambda content: "x" * module.FLOOR, b"x", growth=10) is None


def test_a_result_that_differs():
    numbers = itertools.count()
    assert kind(lambda content: next(numbers)) == "unsteady"
    assert kind(lambda content: random.random()) == "unsteady"


def test_what_hangs(short_of_time):
    def swallowing(content: bytes) -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    assert kind(swallowing) == "slow"


def test_waiting_is_not_slow(short_of_time):
    assert kind(lambda content: time.sleep(0.3)) is None


def test_what_takes_memory(monkeypatch):
    monkeypatch.setattr(module, "MOST_MEMORY", 50_000_000)
    assert kind(lambda content: len(b"x" * 100_000_000)) == "memory"
    assert kind(lambda content: len(b"x" * 10_000_000)) is None


@pytest.mark.process
def test_connections_files_and_processes(tmp_path):
    def connect(content: bytes) -> None:
        with socket.socket() as made:
            made.connect(("127.0.0.1", 9))

    def swallowing(content: bytes) -> None:
        try:
            (tmp_path / "x").write_text("x")
        except BaseException:
            return

    assert kind(connect) == "escape"
    assert kind(swallowing) == "escape"
    assert kind(lambda content: socket.getaddrinfo("a.example", 80)) == "escape"
    assert kind(lambda content: subprocess.run(["true"], check=False)) == "escape"
    assert kind(lambda content: (tmp_path / "y").mkdir()) == "escape"
    assert not list(tmp_path.iterdir())
    (tmp_path / "z").write_text("read")
    assert kind(lambda content: (tmp_path / "z").read_text()) is None


@pytest.mark.process
def test_a_crash_and_a_hang_in_c_are_found_and_the_rest_is_read(short_of_time):
    def read(content: bytes) -> int:
        if content == b"crash":
            os.abort()
        if content == b"hang":
            sum(itertools.repeat(1))
        return len(content)

    result = read_inputs(target(read), [b"a", b"crash", b"b", b"hang", b"c"])
    assert result.inputs == 5
    found = {finding.kind: finding for finding in result.findings.values()}
    assert found["crash"].content == b"crash"
    assert found["crash"].place == "SIGABRT"
    assert found["slow"].content == b"hang"


@pytest.mark.process
def test_a_planted_fault_is_found_and_made_small():
    def read(content: bytes) -> int:
        if content.count(b"<b>") > 3 and b"</p>" in content:
            raise KeyError("planted")
        return len(content)

    planted = target(read)
    mutator = Mutator(planted, 3)
    inputs = (mutator.input(number) for number in range(5000))
    found = next(content for content in inputs if check(planted, content).finding)
    [finding] = read_inputs(planted, [found]).findings.values()
    assert sorted(finding.content) == sorted(b"<b><b><b><b></p>")


@pytest.mark.parametrize("name", TARGETS)
def test_examples_are_read_without_a_finding(name):
    mutator = Mutator(TARGETS[name], 1)
    with folder_for_inputs():
        for number in range(min(len(mutator.seeds), 2)):
            found = check(TARGETS[name], mutator.input(number)).finding
            assert found is None, (found.kind, found.reason, found.trace)


@pytest.mark.process
def test_the_command_line(tmp_path, capsys):
    path = tmp_path / "x.bin"
    path.write_bytes(b"fr MA UTC\n5 janvier 2026")
    folder = str(tmp_path / "found")
    assert main(["--target", "dates", "--input", str(path), "--findings", folder]) == 0
    assert "dates        1" in capsys.readouterr().out
    assert main(["--list"]) == 0
    assert main(["--target", "dates", "--minutes", "0.005", "--seed", "9"]) == 0
    assert "seed 9: repeat with --seed 9" in capsys.readouterr().out


@pytest.mark.process
def test_a_finding_is_saved_and_the_command_repeats_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(TARGETS, "dates", target(raising(ValueError("planted"))))
    path = tmp_path / "x.bin"
    path.write_bytes(b"x")
    folder = tmp_path / "found"
    code = main(["--target", "dates", "--input", str(path), "--findings", str(folder)])
    assert code == 1
    saved = sorted(found.name for found in folder.iterdir())
    assert [name.rpartition(".")[2] for name in saved] == ["bin", "txt"]
    shown = capsys.readouterr().out
    assert f"python -m tests.fuzz --target planted --input {folder / saved[0]}" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["--minutes", "0"],
        ["--target", "none"],
        ["--input", "x"],
        ["--target", "page", "--input", "missing"],
    ],
    ids=" ".join,
)
def test_mistakes_in_the_command(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_the_other_engine_needs_its_package(capsys, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SystemExit) as end:
        main(["--engine", "atheris"])
    assert end.value.code == 2
    assert "pip install atheris" in capsys.readouterr().err
