"""The command line: ``python -m tests.fuzz --help``."""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.session import Result, fuzz, prepare, read_inputs
from tests.fuzz.summary import described, saved, table
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS

EXAMPLES = """
examples:
  python -m tests.fuzz --minutes 10               all targets in turn
  python -m tests.fuzz --target warc --minutes 2  one of them
  python -m tests.fuzz --seed 17 --minutes 1      the inputs of an earlier run
  python -m tests.fuzz --target warc --input fuzz-findings/warc-error-0123456789.bin
                                                  read an input again
  python -m tests.fuzz --engine atheris --target page --minutes 30
                                                  led by coverage (pip install atheris)

exit codes: 0 nothing found, 1 something found, 2 a mistake in the command, 130 stopped by Ctrl-C
"""


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        description="Change examples of what strangers write, read them, and check what every"
        " reader promises: no exception, JSON types, a bounded size and processor time, the same"
        " result twice, no connection and no written file.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--minutes", type=float, default=1.0, help="for all targets together (1)")
    made.add_argument(
        "--target", action="append", choices=sorted(TARGETS), help="only this one; repeatable"
    )
    made.add_argument("--seed", type=int, help="number that the inputs depend on (random)")
    made.add_argument(
        "--input", action="append", type=Path, metavar="FILE", help="only read this file"
    )
    made.add_argument(
        "--findings",
        type=Path,
        default=Path("fuzz-findings"),
        metavar="FOLDER",
        help="where inputs with findings are written (%(default)s)",
    )
    made.add_argument(
        "--engine", choices=("own", "atheris"), default="own", help="what makes inputs (own)"
    )
    made.add_argument("--list", action="store_true", help="list the targets")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the fuzzer; return the exit code."""
    options = parser().parse_args(arguments)
    if options.list:
        for target in TARGETS.values():
            print(f"{target.name:12} {target.about}")
        return 0
    chosen = [TARGETS[name] for name in options.target or TARGETS]
    if problem := _problem(options, chosen):
        parser().error(problem)
    if options.input:
        contents = [path.read_bytes() for path in options.input]
        results = [read_inputs(chosen[0], contents)]
        _print_findings(results[0], options.findings)
        return _end(results)
    seed = random.randrange(1 << 32) if options.seed is None else options.seed
    print(f"seed {seed}: repeat with --seed {seed}", flush=True)
    results: list[Result] = []
    prepare()
    try:
        for target in chosen:
            results.append(_turn(target, seed, 60 * options.minutes / len(chosen), options.engine))
            _print_findings(results[-1], options.findings)
    except KeyboardInterrupt:
        _end(results)
        return 130
    return _end(results)


def _problem(options: argparse.Namespace, chosen: Sequence[Target]) -> str | None:
    """What is wrong with the options."""
    if options.minutes <= 0:
        return "--minutes must be more than 0"
    if options.input and len(chosen) != 1:
        return "--input needs the --target that reads it"
    missing = [str(path) for path in options.input or () if not path.is_file()]
    if missing:
        return f"no such file: {', '.join(missing)}"
    if options.engine == "atheris" and importlib.util.find_spec("atheris") is None:
        return "--engine atheris needs a package: pip install atheris"
    return None


def _turn(target: Target, seed: int, seconds: float, engine: str) -> Result:
    if engine == "atheris":
        from tests.fuzz.with_atheris import fuzz_by_coverage

        return fuzz_by_coverage(target, seed, seconds)
    return fuzz(target, seed, seconds)


def _print_findings(result: Result, folder: Path) -> None:
    """Save the findings of a target and print them, as soon as its turn is over."""
    print(f"{result.target}: {result.inputs} inputs, {len(result.findings)} findings", flush=True)
    for finding in result.findings.values():
        lines = described(finding, saved(finding, folder), result.times[finding.key])
        print(*lines, sep="\n", flush=True)


def _end(results: Sequence[Result]) -> int:
    """Print the table; return the exit code."""
    print(*table(results), sep="\n")
    return 1 if any(result.findings for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
