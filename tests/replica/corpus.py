"""The corpus as objects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CORPUS = FIXTURES / "corpus"

DOMAINS = {
    name: f"{name}.com"
    for name in ["maghress", "masress", "djazairess", "turess", "sauress", "sudaress", "yemeress"]
}


@dataclass(frozen=True)
class Picture:
    src: str
    caption: str | None
    after: int


@dataclass(frozen=True)
class Source:
    site: str
    slug: str
    name: str
    editions: tuple[str, ...]
    home: str


@dataclass(frozen=True)
class Story:
    """An article of the corpus."""

    site: str
    edition: str
    source: Source
    number: int
    headline: str
    language: str
    published: str
    original_url: str
    paragraphs: tuple[str, ...]
    byline: str | None
    author: str | None
    agency: str | None
    truncated: bool
    lost_bytes: bool
    story: str | None
    pictures: tuple[Picture, ...]

    @property
    def path(self) -> str:
        prefix = "" if self.edition == "ar" else f"/{self.edition}"
        return f"{prefix}/{self.source.slug}/{self.number}"

    @property
    def id(self) -> str:
        return f"{self.site}/{self.edition}/{self.source.slug}/{self.number}"

    @property
    def url(self) -> str:
        return f"https://www.{DOMAINS[self.site]}{self.path}"

    @property
    def printed_date(self) -> str:
        year, month, day = self.published.split("-")
        return f"{day} - {month} - {year}"

    @property
    def teaser(self) -> str:
        first = self.paragraphs[0]
        return first if first.endswith("(...)") else " ".join(first.split()[:18]) + " (...)"


@dataclass(frozen=True)
class Headline:
    """A ticker's entry: an article of the corpus, or a headline that only tickers show."""

    text: str
    language: str
    path: str


@cache
def sources() -> dict[tuple[str, str], Source]:
    data = tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))
    return {
        (site, slug): Source(site, slug, entry["name"], tuple(entry["editions"]), entry["home"])
        for site, entries in data.items()
        for slug, entry in entries.items()
    }


@cache
def sources_of(site: str, edition: str) -> tuple[Source, ...]:
    """The newspapers of a site's edition."""
    return tuple(
        source
        for source in sources().values()
        if source.site == site and edition in source.editions
    )


@cache
def stories() -> tuple[Story, ...]:
    return tuple(_story(path) for path in sorted((CORPUS / "articles").glob("*/*/*/*.toml")))


def of(site: str, edition: str, slug: str | None = None) -> list[Story]:
    """Stories of a site's edition, newest first."""
    found = [
        s
        for s in stories()
        if s.site == site and s.edition == edition and slug in (None, s.source.slug)
    ]
    return sorted(found, key=lambda story: (story.published, story.number), reverse=True)


def by_id(identity: str) -> Story:
    return next(story for story in stories() if story.id == identity)


@cache
def headlines(site: str, edition: str) -> tuple[Headline, ...]:
    """What the ticker of a site's edition may show: a fixed mix of the corpus and of the further
    headlines."""
    slugs = [
        slug
        for (name, slug), source in sources().items()
        if name == site and edition in source.editions
    ]
    prefix = "" if edition == "ar" else f"/{edition}"
    further = [
        (line, path.stem.split(".")[2])
        for path in sorted((CORPUS / "headlines").glob(f"{site}.{edition}.*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    invented = [
        Headline(text, language, f"{prefix}/{slugs[number % len(slugs)]}/{990000 + number}")
        for number, (text, language) in enumerate(further)
    ]
    told = [
        Headline(story.headline, story.language, story.path)
        for story in of(site, edition)
        if not story.lost_bytes
    ]
    # Dealt in turn, so that every stretch of some fifty holds all languages.
    mixed: list[Headline] = []
    step = 7
    pool = invented + told
    while pool:
        mixed.append(pool.pop((len(mixed) * step) % len(pool)))
    return tuple(mixed)


def _story(path: Path) -> Story:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    site, edition, slug = path.parts[-4:-1]
    return Story(
        site=site,
        edition=edition,
        source=sources()[site, slug],
        number=int(path.stem),
        headline=data["headline"],
        language=data["language"],
        published=data["published"],
        original_url=data["original_url"],
        paragraphs=tuple(part.strip() for part in data["body"].strip().split("\n\n")),
        byline=data.get("byline"),
        author=data.get("author"),
        agency=data.get("agency"),
        truncated=data.get("truncated", False),
        lost_bytes=data.get("lost_bytes", False),
        story=data.get("story"),
        pictures=tuple(
            Picture(p["src"], p.get("caption"), p.get("after", 0)) for p in data.get("images", [])
        ),
    )
