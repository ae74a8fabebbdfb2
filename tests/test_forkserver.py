"""A forked command is a process as a fresh interpreter's would be."""

import os
import signal
import subprocess
import sys
from textwrap import dedent

import pytest

from tests.forkserver import kill_what_is_left, run, start

pytestmark = pytest.mark.process


def script(folder, text):
    (folder / "script.py").write_text(dedent(text), encoding="utf-8")
    return ["script.py"]


def test_the_command_line_says_and_does_the_same(tmp_path):
    for words in (["--version"], ["sites"], ["extract", "nothing.html"], ["nonsense"]):
        new = subprocess.run(
            [sys.executable, "-m", "newsscraper", *words],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        done = run(*words, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (
            new.returncode,
            new.stdout,
            new.stderr,
        )


def test_streams_folder_and_environment_are_its_own(tmp_path):
    asked = """
        import os, sys
        print(sys.stdin.read(), os.getcwd(), os.environ["ANSWER"], "HOME" in os.environ, sys.argv)
        print(__name__, file=sys.stderr)
        sys.path[0] == os.getcwd() or sys.exit("the path")
        """
    done = run(
        "é",
        program=script(tmp_path, asked),
        cwd=tmp_path,
        stdin="قرأ".encode(),
        env=known("HOME", ANSWER="42"),
    )
    assert (done.returncode, done.stderr) == (0, b"__main__\n")
    assert done.stdout.decode() == f"قرأ {tmp_path} 42 False ['script.py', 'é']\n"


def known(*without, **more):
    return {**{name: value for name, value in os.environ.items() if name not in without}, **more}


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("raise SystemExit(3)", 3, ""),
        ("raise SystemExit('no')", 1, "no\n"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9, ""),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -15, ""),
        ("import atexit, sys; atexit.register(lambda: print('end', file=sys.stderr))", 0, "end\n"),
    ],
)
def test_it_ends_as_an_interpreter_does(tmp_path, text, code, told):
    done = run(program=script(tmp_path, text), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (code, b"", told)


def test_an_exception_is_reported(tmp_path):
    done = run(program=script(tmp_path, "1 / 0"), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(b"Traceback")
    assert done.stderr.endswith(b"ZeroDivisionError: division by zero\n")


def test_one_leaves_nothing_behind_for_the_next(tmp_path):
    marks = "import os, newsscraper\nprint(hasattr(newsscraper, 'mark'), 'MARK' in os.environ)\n"
    name = script(tmp_path, marks + "newsscraper.mark = os.environ['MARK'] = ''")
    assert [run(program=name, cwd=tmp_path).stdout for _ in range(2)] == [b"False False\n"] * 2


def test_what_only_a_fresh_interpreter_heeds_starts_one(tmp_path):
    text = "import sys; print('newsscraper' in sys.modules, sys.stdout.encoding)"
    done = run(program=script(tmp_path, text), cwd=tmp_path, env=known(PYTHONIOENCODING="ascii"))
    assert done.stdout == b"False ascii\n"


def test_the_zone_of_its_environment_is_its_own(tmp_path):
    name = script(tmp_path, "import time; print(time.strftime('%H:%M', time.localtime(0)))")
    assert run(program=name, cwd=tmp_path, env=known(TZ="UTC-3")).stdout == b"03:00\n"
    assert run(program=name, cwd=tmp_path, env=known(TZ="UTC+5")).stdout == b"19:00\n"


def test_what_nobody_has_ended_is_killed(tmp_path):
    process = start([], program=script(tmp_path, "import signal; signal.pause()"), cwd=tmp_path)
    kill_what_is_left()
    assert process.returncode == -signal.SIGKILL
