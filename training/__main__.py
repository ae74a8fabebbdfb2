"""Writes the weights of the generic reading: ``python -m training --eval ../shared/eval``."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.news.sets import load
from newsscraper.pages.generic import model
from training.fit import fit


def main() -> None:
    """Train on all pages of the evaluation sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--out", type=Path, default=model.DEFAULT, help="file to write")
    arguments = parser.parse_args()
    pages = load(arguments.eval)
    if not pages:
        parser.error(f"{arguments.eval} contains no set")
    fit(pages, arguments.out)
    print(f"{arguments.out}: {arguments.out.stat().st_size:,} bytes, from {len(pages)} pages")


if __name__ == "__main__":
    main()
