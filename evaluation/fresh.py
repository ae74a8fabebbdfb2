"""Measures in a fresh process: what an import and a first call cost, and calls that nothing has
been remembered for.

CPU time, the least of several processes: other work on the machine makes times longer, never
    shorter.
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
print(json.dumps([spent * 1000, grown / 1024, sorted(set(sys.modules) & {{"dateparser", "langdetect", "scrapy", "lxml"}})]))
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
    """What a fresh process needed."""

    milliseconds: float
    megabytes: float
    """0 where the system does not tell."""
    modules: tuple[str, ...]
    """Heavy modules that it has imported."""


def cold(code: str, rounds: int = 5) -> Cold:
    """The cost of `code`, from its first import on."""
    runs = [_run(_COLD.format(code=code)) for _ in range(rounds)]
    return Cold(min(run[0] for run in runs), min(run[1] for run in runs), tuple(runs[0][2]))


def first_calls(
    setup: str, calls: list[list[Any]], warm: list[list[Any]], rounds: int = 3
) -> list[float]:
    """Microseconds of each call, each made once in a process that is warm, the least of several
    processes.

    Args:
        setup: Python code that defines ``call``.
        calls: Arguments of each call.
        warm: Arguments of calls made before.
        rounds: How many processes.

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
