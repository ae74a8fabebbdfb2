"""Invented pages in the evaluation folder's form."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from benchmarks.news.sets import Page

STORY = "The harbour of Safi reopens on Monday after two weeks of repairs to its northern pier."


def html(body: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    return f"<html><head>{head}</head><body><h1>Safi</h1>{paragraphs}</body></html>"


def page(
    name: str = "1",
    set_name: str = "scrapinghub",
    domain: str = "example.com",
    body: str | None = STORY,
    **values: Any,
) -> Page:
    return Page(
        id=name,
        set=set_name,
        url=f"https://www.{domain}/{name}.html",
        file=Path(f"{name}.html.gz"),
        domain=domain,
        body=body,
        **values,
    )


def write_set(folder: Path, name: str, entries: dict[str, dict[str, Any]]) -> None:
    """Writes a set; ``html`` of an entry is the page, all else is gold."""
    (folder / name / "pages").mkdir(parents=True)
    gold = {}
    for number, (key, entry) in enumerate(entries.items()):
        file = f"{number:04}.html.gz"
        content = entry.get("html", html(entry.get("body") or STORY))
        packed = gzip.compress(content.encode() if isinstance(content, str) else content)
        (folder / name / "pages" / file).write_bytes(packed)
        gold[key] = {**{k: v for k, v in entry.items() if k != "html"}, "file": file}
    (folder / name / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
