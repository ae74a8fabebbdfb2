"""The saved pages of fixtures/<site>/<PageClass>/<case>/, and a command that adds one.

    python -m tests.fixtures add page.html --page-class ArticlePage --case name \\
        --url https://www.maghress.com/fr/yabiladi/148210

It copies the page and writes meta.json, and an output.json whose values are all "TODO": a person
reads them from the page and writes them by hand. The extractor is not asked; a test fails until no
TODO is left. A field that is missing in output.json is not tested.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import newsscraper
from newsscraper.captures import CaptureFile
from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.sites import site_of

ROOT = Path(__file__).resolve().parents[1] / "fixtures"
TODO = "TODO"
_OF_OTHER_SITES = """
    canonical_url body_markdown modified modified_at tags description lead_image paywalled witnesses
    rights
""".split()
_BY_HAND = [
    name
    for name in ARTICLE_FIELDS
    if name not in ("extractor_version", "language_confidence", "content_hash", "ticker_id")
    and name not in _OF_OTHER_SITES
]


@dataclass(frozen=True)
class Fixture:
    """One case."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(ROOT).as_posix()

    @property
    def page_class(self) -> str:
        return self.folder.parent.name

    @property
    def input(self) -> Path:
        return next(path for path in self.folder.iterdir() if path.stem == "input")

    @property
    def output(self) -> dict[str, Any]:
        return json.loads((self.folder / "output.json").read_text(encoding="utf-8"))

    def extract(self) -> newsscraper.Extraction:
        """The way that ``newsscraper extract`` takes: the page, and its meta.json beside it."""
        return newsscraper.extract_capture(CaptureFile(str(self.input)).read())


def fixtures() -> list[Fixture]:
    """All cases, in name order."""
    return [Fixture(path.parent) for path in sorted(ROOT.glob("*/*/*/output.json"))]


def add(page: Path, url: str, page_class: str, case: str, fetched_at: str | None) -> Path:
    """Makes a case of a saved page.

    Raises:
        SystemExit: the address is on no known site, or the case is there already.
    """
    site = site_of(url)
    if site is None:
        sys.exit(f"no known site has the address {url}")
    folder = ROOT / site.name / page_class / case
    if folder.exists():
        sys.exit(f"{folder} is there already")
    folder.mkdir(parents=True)
    suffix = ".txt" if page_class == "TextCapturePage" else page.suffix
    shutil.copyfile(page, folder / f"input{suffix}")
    _write(folder / "meta.json", {"url": url, "fetched_at": fetched_at})
    output: dict[str, Any] = {"kind": TODO, "warnings": TODO}
    if page_class in ("ListingPage", "FrontPage", "AuthorPage", "FeedPage"):
        output |= {"article": None, "entries": TODO, "next": TODO}
    elif page_class not in ("ErrorPage", "ChallengePage"):
        output |= {"article": dict.fromkeys(_BY_HAND, TODO), "ticker": TODO}
    _write(folder / "output.json", output)
    return folder


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("add", help="make a case of a saved page")
    command.add_argument("page", type=Path)
    command.add_argument("--url", required=True)
    command.add_argument("--page-class", required=True)
    command.add_argument("--case", required=True)
    command.add_argument("--fetched-at")
    options = parser.parse_args(arguments)
    folder = add(options.page, options.url, options.page_class, options.case, options.fetched_at)
    print(
        f"{folder}: now write output.json by hand, from what the page shows; drop what you do not"
        " want tested"
    )


if __name__ == "__main__":
    main()
