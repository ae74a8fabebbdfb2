"""The project's own pages of the Maghreb, as a set."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from benchmarks.news.domains import registered_domain
from benchmarks.news.sets import Page

PARTS = ("own", "blind")
_PAGES = "tests.press.pages"


def press_pages(part: str, folder: Path) -> list[Page]:
    """The pages of a part, written to files; empty if there is no such part.

    Args:
        part: ``own``, or ``blind``: made by somebody who had not read the extractor.
        folder: Where the files are written.

    """
    try:
        made: Any = importlib.import_module(_PAGES)
        found = list(made.pages(part))
    except (ModuleNotFoundError, FileNotFoundError):
        return []
    pages = []
    for number, page in enumerate(found):
        file = folder / f"{part}-{number:04}.html"
        file.write_text(page.html, encoding="utf-8")
        pages.append(
            Page(
                id=f"{page.system}/{page.id}",
                set=f"press-{part}",
                url=page.url,
                file=file,
                domain=registered_domain(page.url) or page.system,
                body="\n".join(page.body),
                title=page.headline,
                authors=tuple(page.authors),
                date=page.published or None,
            )
        )
    return pages
