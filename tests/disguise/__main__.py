"""``python -m tests.disguise``: how many fields come out right of the fixtures in each disguise,
and which do not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.disguise import DISGUISES
from tests.disguised import Disguised, disguised


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.disguise", description=__doc__)
    parser.add_argument(
        "--only", metavar="TEXT", default="", help="fixtures with this in their name"
    )
    parser.add_argument(
        "--write", metavar="FOLDER", type=Path, help="write the pages there, to be looked at"
    )
    options = parser.parse_args(arguments)
    cases = [case for case in disguised() if options.only in case.fixture.name]
    if options.write is not None:
        _write(cases, options.write)
    failed = 0
    for name in DISGUISES:
        of_this = [case for case in cases if case.name == name]
        wrong = {
            case: [field for field in case.fields if not case.is_right(field)] for case in of_this
        }
        compared = sum(len(case.fields) for case in of_this)
        articles = [case for case in of_this if case.output.get("article")]
        sound = sum(1 for case in articles if not wrong[case])
        failures = sum(map(len, wrong.values()))
        failed += failures
        print(
            f"{name}: {compared - failures} of {compared} fields right; {sound} of {len(articles)}"
            " articles without a fault"
        )
        for case, fields in wrong.items():
            if fields:
                print(f"  {case.fixture.name}: {_short(case, fields)}")
    return 1 if failed else 0


def _short(case: Disguised, fields: list[str]) -> str:
    if len(fields) > 1 and "kind" in fields:
        return f"{len(fields)} fields; taken for {case.extract().kind}"
    return " ".join(dict.fromkeys(field.removeprefix("article.") for field in fields))


def _write(cases: Sequence[Disguised], folder: Path) -> None:
    for case in cases:
        path = folder / case.name / f"{case.fixture.name.replace('/', '-')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.page())


if __name__ == "__main__":
    sys.exit(main())
