"""Compares the reading of any news page with other extractors: ``python -m benchmarks.bodies``.

On the public sets in the evaluation folder: the texts of articles, headline, date and authors,
whether a page is an article, the main text of other pages; and on the project's own pages of the
Maghreb. Our models are measured by cross-validation in ten folds by domain, and as shipped. Every
extractor has a process of its own, and they take turns block by block. Times are CPU seconds of
these processes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.news import ours
from benchmarks.news.cross_validation import CrossValidation
from benchmarks.news.measurement import Measurement, Plan, heading
from benchmarks.news.peers import PEERS
from benchmarks.news.press import PARTS, press_pages
from benchmarks.news.sets import OTHER_SET, SETS, Page, load
from benchmarks.news.sheet import Sheet

PRESS = "press"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bodies", description=(__doc__ or "").partition("\n\n")[2]
    )
    parser.add_argument(
        "--eval", type=Path, default=Path("../shared/eval"), help="the folder with the sets"
    )
    parser.add_argument(
        "--sets",
        type=_listed,
        default=(*SETS, PRESS),
        help=f"of {', '.join(SETS)}, {PRESS}; all by default. Folds are always made of all sets",
    )
    parser.add_argument(
        "--peers",
        default="all",
        help=f"none, all, or of {', '.join(PEERS)}; or module:function, from a page and its URL to"
        " its text",
    )
    parser.add_argument(
        "--peer-python", default=sys.executable, help="the interpreter that has the peers"
    )
    parser.add_argument("--rounds", type=int, default=2, help="rounds; speeds are medians")
    parser.add_argument("--block", type=int, default=10, help="pages per turn")
    parser.add_argument("--limit", type=int, default=0, help="only so many pages of each set")
    parser.add_argument("--worst", type=int, default=0, help="list so many worst pages per set")
    parser.add_argument("--json", type=Path, help="write the tables to this file, too")
    parser.add_argument(
        "--no-cross-validation", action="store_true", help="measure the shipped weights only"
    )
    parser.add_argument(
        "--models",
        type=Path,
        help="keep the ten models in this folder; those that are there are used again",
    )
    parser.add_argument(
        "--jobs", type=int, default=2, help="models trained, and sets measured, at a time"
    )
    return parser.parse_args(arguments)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _peers(text: str) -> tuple[str, ...]:
    return {"none": (), "all": tuple(PEERS)}.get(text, _listed(text))


def _invalid(options: argparse.Namespace) -> str | None:
    """What is wrong with the options; None if nothing is."""
    if unknown := set(options.sets) - {*SETS, PRESS}:
        return f"unknown set: {', '.join(sorted(unknown))}"
    unknown = {peer for peer in _peers(options.peers) if peer not in PEERS and ":" not in peer}
    return f"unknown peer: {', '.join(sorted(unknown))}" if unknown else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables. Returns 2 if there are no pages or an option is invalid."""
    options = _options(arguments)
    if invalid := _invalid(options):
        print(invalid, file=sys.stderr)
        return 2
    every = load(options.eval, options.limit)
    if not every:
        print(f"no set in {options.eval}: use --eval FOLDER", file=sys.stderr)
        return 2
    sheet = Sheet({name: str(value) for name, value in vars(options).items()})
    with tempfile.TemporaryDirectory(prefix="newsscraper-bodies-") as scratch:
        _measure(options, every, sheet, Path(scratch))
    if options.json:
        sheet.write(options.json)
    return 0


def _measure(options: argparse.Namespace, every: list[Page], sheet: Sheet, scratch: Path) -> None:
    pages = {
        name: [page for page in every if page.set == name] for name in SETS if name in options.sets
    }
    pages = {name: of for name, of in pages.items() if of}
    wants_folds = bool(pages) and not options.no_cross_validation
    folds = _folds(options, every, sheet, scratch) if wants_folds else None
    plan = Plan(
        peers=_peers(options.peers),
        python=options.peer_python,
        own_python=sys.executable,
        rounds=options.rounds,
        block=options.block,
        worst=options.worst,
        jobs=options.jobs,
    )
    measurement = Measurement(plan, sheet, folds.weights if folds else None)
    if pages:
        for line in heading([page for of in pages.values() for page in of], folds is not None):
            sheet.remark(line)
        measurement.bodies(pages)
        measurement.fields(pages)
        measurement.kinds(pages)
    if OTHER_SET in pages:
        measurement.any_page(pages[OTHER_SET])
    for part in PARTS if PRESS in options.sets else ():
        if found := press_pages(part, scratch):
            measurement.press(f"press, {part}", found[: options.limit or None])
        else:
            sheet.remark(f"press, {part}: skipped, tests.press.pages has no such part")


def _folds(
    options: argparse.Namespace, every: list[Page], sheet: Sheet, scratch: Path
) -> CrossValidation | None:
    """The trained models of cross-validation; None if there is nothing to train."""
    if reason := ours.can_train():
        sheet.remark(f"cross-validation: skipped, {reason}")
        return None
    folder: Path = options.models or scratch
    folder.mkdir(parents=True, exist_ok=True)
    folds = CrossValidation(every, folder)
    folds.train(sheet.progress, options.jobs)
    return folds


if __name__ == "__main__":
    sys.exit(main())
