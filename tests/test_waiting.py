import subprocess
import sys

import pytest

from tests import waiting
from tests.waiting import wait_for


def test_it_returns_the_first_true_answer():
    answers = iter([0, "", None, ["there"], ["later"]])
    assert wait_for(lambda: next(answers)) == ["there"]


def test_it_fails_when_the_limit_is_over(monkeypatch):
    monkeypatch.setattr(waiting, "LIMIT", 0.0)
    with pytest.raises(AssertionError, match=r"waited 0 s in vain for .*test_waiting\.py:\d+"):
        wait_for(lambda: False)


@pytest.mark.process
def test_it_fails_when_the_process_has_exited_and_shows_what_it_wrote():
    process = subprocess.Popen(
        [sys.executable, "-c", "raise SystemExit('no such site')"], stderr=subprocess.PIPE
    )
    with process, pytest.raises(AssertionError, match=r"exited with 1 before .*\nno such site"):
        wait_for(lambda: False, process)


@pytest.mark.process
def test_what_a_process_did_before_it_exited_counts(tmp_path):
    made = tmp_path / "made"
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; open(sys.argv[1], 'w')", made]
    ) as process:
        process.wait()
        assert wait_for(made.exists, process)
