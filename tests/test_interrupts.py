"""Ctrl-C and SIGTERM are recorded, and obeyed at points where no work is half done."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.waiting import LIMIT

pytestmark = pytest.mark.process


def ran(code: str) -> str:
    # A shell that runs the tests in the background has them ignore Ctrl-C, and a child inherits
    # that.
    begin = "import os, signal, weakref\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    script = f"{begin}from newsscraper import interrupts\ninterrupts.install()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=LIMIT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_is_raised_at_once_if_it_is_not_held(name):
    code = (
        f"try:\n    os.kill(os.getpid(), signal.{name})\nexcept KeyboardInterrupt:\n   "
        " print('raised')"
    )
    assert ran(code) == "raised\n"


def test_a_held_signal_is_obeyed_afterwards():
    code = """
with interrupts.held():
    os.kill(os.getpid(), signal.SIGINT)
    print("inside")
try:
    interrupts.obey()
except KeyboardInterrupt:
    print("obeyed")
"""
    assert ran(code) == "inside\nobeyed\n"


def test_a_second_signal_does_not_wait():
    code = """
with interrupts.held():
    os.kill(os.getpid(), signal.SIGINT)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except KeyboardInterrupt:
        print("raised")
"""
    assert ran(code) == "raised\n"


def test_a_signal_swallowed_by_a_callback_is_obeyed_later():
    code = """
class Thing: pass
thing = Thing()
reference = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))
del thing
print("swallowed")
try:
    interrupts.obey()
except KeyboardInterrupt:
    print("obeyed")
"""
    assert ran(code) == "swallowed\nobeyed\n"


def test_without_a_signal_nothing_is_raised():
    assert ran("interrupts.obey()\nwith interrupts.held(): print('on')") == "on\n"


def test_a_background_job_still_ignores_it():
    code = (
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\ninterrupts.install()\nos.kill(os.getpid(),"
        " signal.SIGINT)\nprint('on')"
    )
    assert ran(code) == "on\n"
