"""Measures imports and first calls in fresh processes, where nothing is cached.

The result is CPU time, the minimum over several processes: other work on the machine only ever
makes times longer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, NamedTuple

from evaluation.tables import ROOT

_COLD = """
import json, sys, time
from pathlib import Path
def peak():  # not getrusage: on Linux that tells of the parent's memory too
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) if status.exists() else 0
memory = peak()
began = time.process_time()
{code}
spent = time.process_time() - began
grown = peak() - memory
heavy = {{"dateparser", "langdetect", "scrapy", "lxml"}}
print(json.dumps([spent * 1000, grown / 1024, sorted(set(sys.modules) & heavy)]))
"""
_CALLS = """
import json, sys, time
{setup}
given = json.load(sys.stdin)
for warm in given["warm"]:
    call(*warm)
times = []
for arguments in given["calls"]:
    began = time.process_time()
    call(*arguments)
    times.append((time.process_time() - began) * 1e6)
print(json.dumps(times))
"""


class Cold(NamedTuple):
    """The time and memory that a fresh process used."""

    milliseconds: float
    megabytes: float
    """0 if the system does not report it."""
    modules: tuple[str, ...]
    """The heavy modules that it imported."""


def cold(code: str, rounds: int = 5) -> Cold:
    """The cost of running `code` in a fresh process, imports included."""
    runs = [_run(_COLD.format(code=code)) for _ in range(rounds)]
    return Cold(min(run[0] for run in runs), min(run[1] for run in runs), tuple(runs[0][2]))


def first_calls(
    setup: str, calls: list[list[Any]], warm: list[list[Any]], rounds: int = 3
) -> list[float]:
    """The microseconds of each call, made once per process after warming up.

    Args:
        setup: Python code that defines ``call``.
        calls: The arguments of each call.
        warm: The arguments of the calls that warm up the process.
        rounds: How many processes to run; the minimum of each call counts.

    """
    given = json.dumps({"calls": calls, "warm": warm})
    runs = [_run(_CALLS.format(setup=setup), given) for _ in range(rounds)]
    return [min(times) for times in zip(*runs, strict=True)]


def _run(code: str, given: str = "") -> Any:
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, check=True, cwd=ROOT, timeout=300
    )
    return json.loads(done.stdout)
