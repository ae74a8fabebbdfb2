"""``python -m tests.replica serve``."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.replica import corpus
from tests.replica.corpus import DOMAINS
from tests.replica.trials import TRIALS
from tests.replica_tests.asking import connect
from tests.waiting import LIMIT


@pytest.fixture
def command() -> Iterator[subprocess.Popen[str]]:
    arguments = [
        sys.executable,
        "-m",
        "tests.replica",
        "serve",
        "--port",
        "0",
        "--link",
        "gone",
        "--fast",
    ]
    process = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=corpus.ROOT
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_a_signal(command, sent):
    assert command.stdout is not None
    lines = []
    while not lines or not lines[-1].startswith("ready"):
        lines.append(command.stdout.readline().rstrip())
        assert lines[-1], command.stderr.read()
    port = int(lines[-1].removeprefix("ready on port "))
    assert lines[:7] == [f"http://127.0.0.1:{port}/{site}" for site in DOMAINS]
    assert (
        f"newsscraper crawl maghress --base-url http://127.0.0.1:{port}/maghress -s"
        " DOWNLOAD_DELAY=0" in lines[7]
    )
    connection = connect(port)
    connection.request("GET", "/maghress/fr/")
    assert TRIALS["gone"] in connection.getresponse().read().decode()
    arguments = [sys.executable, "-m", "tests.replica", "serve", "--port", str(port)]
    if sent == signal.SIGTERM:
        again = subprocess.run(
            arguments, capture_output=True, text=True, cwd=corpus.ROOT, timeout=LIMIT, check=False
        )
        assert (again.returncode, again.stderr) == (
            2,
            f"port {port} is in use; choose another with --port\n",
        )
    command.send_signal(sent)
    _, errors = command.communicate(timeout=LIMIT)
    assert (command.returncode, errors) == (0, "")


def test_the_command_s_help_shows_an_example(capsys):
    from tests.replica.__main__ import main

    with pytest.raises(SystemExit) as ended:
        main(["serve", "--help"])
    assert ended.value.code == 0
    assert (
        "newsscraper crawl maghress --base-url http://127.0.0.1:8000/maghress"
        in capsys.readouterr().out
    )
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--link", "nothing"])
    assert ended.value.code == 2
