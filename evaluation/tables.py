"""Where every table of the evaluation is. The only place that names their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.replica import corpus

DATA = Path(__file__).parent / "data"


def rows(path: Path) -> list[list[str]]:
    """The rows of a file of tab-separated values; empty lines and those that begin with ``#`` are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@cache
def corpus_texts() -> tuple[tuple[str, str], ...]:
    """(language, text) of every headline and paragraph of the corpus that has not lost letters."""
    found = [
        (story.language, text)
        for story in corpus.stories()
        if not story.lost_bytes
        for text in (story.headline, *story.paragraphs)
    ]
    for path in sorted((corpus.CORPUS / "headlines").glob("*.txt")):
        found += [(path.stem.rsplit(".", 1)[1], line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(found)


@cache
def sound_texts() -> tuple[tuple[str, str], ...]:
    """(language, text) of sound texts that a repair might be tempted by, in many languages, and of the corpus."""
    return (*((language, text) for language, text in rows(DATA / "sound.tsv")), *corpus_texts())
