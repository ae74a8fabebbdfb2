"""The fixtures: which pages are kept in fixtures/<site>/<PageClass>/<case>/, and what is expected
of each.

``python -m tests.replica build`` writes them from the corpus. A test holds that the files are what
it would write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.replica import expected, render
from tests.replica.corpus import DOMAINS, FIXTURES, Headline, Story, by_id, of, sources, stories

FETCHED_AT = "2026-01-30T12:00:00Z"


@dataclass
class Case:
    """One fixture: its input, what is known of it, what it must give."""

    site: str
    page_class: str
    name: str
    content: bytes
    meta: dict[str, Any]
    output: dict[str, Any]
    suffix: str = "html"

    @property
    def folder(self) -> Path:
        return FIXTURES / self.site / self.page_class / self.name

    def files(self) -> dict[Path, bytes]:
        return {
            self.folder / f"input.{self.suffix}": self.content,
            self.folder / "meta.json": _json(self.meta),
            self.folder / "output.json": _json(self.output),
        }


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass
class _Moment:
    """Gives each case a ticker of its own: the strip moves on from page to page."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def strip(self, site: str, edition: str, *, empty: bool = False) -> list[Headline | None]:
        moment = self.counts[site, edition] = self.counts.get((site, edition), 0) + 1
        return render.strip(site, edition, moment, empty_at=8 if empty else None)


# Stories with a page of their own among the fixtures: each site, edition and language, and each
# oddity at least once.
_HTML = """
    maghress/fr/atlasmatin/103412 maghress/ar/manaratalatlas/71845 maghress/fr/bouregregnews/221340
    maghress/fr/elfarodelrif/1042 maghress/fr/elfarodelrif/2315 djazairess/fr/lepharedoran/71562
    djazairess/ar/sadaalhidab/371388 djazairess/fr/horizondutell/523870
    turess/fr/lacotedesjasmins/7755 turess/ar/shamsalsahel/17440 masress/ar/delta24/233561
    masress/ar/nabdalnil/861430 masress/en/cairoledger/53644 sauress/ar/najdalyaum/1046621
    sauress/en/redseapost/7385 sudaress/ar/multaqaalnilain/112336 yemeress/ar/wadihadramout/421774
""".split()
_COLUMN = [
    "maghress/fr/atlasmatin/171344",
    "masress/ar/delta24/878816",
    "sauress/en/redseapost/8944",
]
_TEXT = [
    "maghress/fr/elfarodelrif/3560",
    "djazairess/ar/sadaalhidab/302114",
    "turess/fr/lacotedesjasmins/2733",
    "masress/en/cairoledger/30412",
    "sauress/ar/najdalyaum/1004518",
    "sudaress/ar/multaqaalnilain/91207",
    "yemeress/ar/wadihadramout/470335",
    "maghress/ar/manaratalatlas/84962",
]


def cases() -> Iterator[Case]:
    """All of them, in a fixed order."""
    moment = _Moment()
    for number, identity in enumerate(_HTML):
        yield _article(by_id(identity), moment, empty=number % 4 == 0)
    for identity in _COLUMN:
        story = by_id(identity)
        strip = moment.strip(story.site, story.edition)
        yield _article_case(
            story,
            "WordedArticlePage",
            _slug(story),
            render.column_article(story, strip).encode(),
            strip,
        )
    for number, identity in enumerate(_TEXT):
        yield _text(by_id(identity), moment, number)
    yield from _encodings(moment)
    yield from _listings(moment)
    yield from _feeds()
    yield from _refusals(moment)


def _slug(story: Story) -> str:
    return f"{story.source.slug}-{story.number}"


def _article(story: Story, moment: _Moment, *, empty: bool) -> Case:
    strip = moment.strip(story.site, story.edition, empty=empty)
    return _article_case(
        story, "ArticlePage", _slug(story), render.article(story, strip).encode(), strip
    )


def _article_case(
    story: Story,
    page_class: str,
    name: str,
    content: bytes,
    strip: Sequence[Headline | None],
    *,
    warnings: Sequence[str] = (),
    meta: dict[str, Any] | None = None,
) -> Case:
    record = expected.article(story, layout=page_class, fetched_at=FETCHED_AT, strip=strip)
    record["warnings"] = sorted({*record["warnings"], *warnings})
    output = {
        "kind": "article",
        "article": record,
        "ticker": expected.ticker(story.site, story.edition, strip),
        "original_link": {"url": story.original_url, "leads_to": "original"},
        "warnings": record["warnings"],
    }
    return Case(
        story.site,
        page_class,
        name,
        content,
        {"url": story.url, "fetched_at": FETCHED_AT, **(meta or {})},
        output,
    )


def _text(story: Story, moment: _Moment, number: int) -> Case:
    strip = moment.strip(story.site, story.edition, empty=number % 3 == 1)
    separator = "    " if number % 2 else render.NBSP4
    with_url = number != 3
    record = expected.article(
        story,
        layout="TextCapturePage",
        fetched_at=FETCHED_AT,
        strip=strip,
        text_form=True,
        with_url=with_url,
    )
    ticker = expected.ticker(story.site, story.edition, strip, linked=False)
    if not with_url:
        ticker["id"] = f"text/{ticker['id'].rsplit('/', 1)[1]}"
        record["ticker_id"] = ticker["id"]
    meta = {"url": story.url, "fetched_at": FETCHED_AT} if with_url else {"fetched_at": FETCHED_AT}
    output = {
        "kind": "article",
        "article": record,
        "ticker": ticker,
        "warnings": record["warnings"],
    }
    content = render.text_capture(story, strip, separator=separator).encode()
    return Case(story.site, "TextCapturePage", _slug(story), content, meta, output, "txt")


def _encodings(moment: _Moment) -> Iterator[Case]:
    """Other character sets than UTF-8: declared, undeclared, wrongly declared."""
    arabic, french = by_id("masress/ar/nabdalnil/214387"), by_id("turess/fr/lacotedesjasmins/6408")
    for story, charset, declared, name, warnings in (
        (arabic, "cp1256", "windows-1256", "windows-1256-declared", ()),
        (arabic, "cp1256", None, "windows-1256-undeclared", ("encoding_guessed",)),
        (arabic, "cp1256", "utf-8", "windows-1256-as-utf-8", ("encoding_mismatch",)),
        (french, "cp1252", "windows-1252", "windows-1252-declared", ()),
        (french, "cp1252", None, "windows-1252-undeclared", ("encoding_guessed",)),
        (french, "cp1252", "windows-1256", "windows-1252-as-windows-1256", ("encoding_mismatch",)),
        (french, "utf-8", "windows-1252", "utf-8-as-windows-1252", ("encoding_mismatch",)),
    ):
        strip = [
            entry
            for entry in moment.strip(story.site, story.edition)
            if entry and _fits(entry.text, charset)
        ]
        page = render.article(story, strip, charset=declared or "CHARSET")
        if declared is None:
            page = page.replace('<meta charset="CHARSET">\n', "")
        content = page.encode(charset, "xmlcharrefreplace")
        yield _article_case(story, "ArticlePage", name, content, strip, warnings=warnings)


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _listings(moment: _Moment) -> Iterator[Case]:
    for site, edition, slug, size in (
        ("maghress", "fr", "atlasmatin", 4),
        ("masress", "ar", "nabdalnil", 3),
        ("sauress", "en", "redseapost", 3),
        ("yemeress", "ar", "wadihadramout", 4),
    ):
        prefix = "" if edition == "ar" else f"/{edition}"
        total = len(of(site, edition, slug))
        for page in (1, 2):
            strip = moment.strip(site, edition)
            address = f"https://www.{DOMAINS[site]}{prefix}/{slug}"
            shown = of(site, edition, slug)[(page - 1) * size : page * size]
            yield Case(
                site,
                "ListingPage",
                f"{slug}-page-{page}",
                render.listing(site, edition, slug, page, size, strip).encode(),
                {"url": address + (f"?page={page}" if page > 1 else ""), "fetched_at": FETCHED_AT},
                {
                    "kind": "listing",
                    "article": None,
                    "ticker": expected.ticker(site, edition, strip),
                    "entries": [expected.entry(story) for story in shown],
                    "next": f"{address}?page={page + 1}" if page * size < total else None,
                    "warnings": [],
                },
            )
    for site, edition in (
        ("maghress", "fr"),
        ("djazairess", "ar"),
        ("masress", "en"),
        ("sudaress", "ar"),
    ):
        strip = moment.strip(site, edition)
        url = f"https://www.{DOMAINS[site]}/" + ("" if edition == "ar" else edition)
        yield Case(
            site,
            "FrontPage",
            edition,
            render.front(site, edition, strip).encode(),
            {"url": url, "fetched_at": FETCHED_AT},
            {
                "kind": "front",
                "article": None,
                "ticker": expected.ticker(site, edition, strip),
                "entries": [expected.entry(story) for story in of(site, edition)[:12]],
                "next": None,
                "warnings": [],
            },
        )
    for site, edition in (("maghress", "fr"), ("masress", "ar"), ("djazairess", "fr")):
        signed = [story for story in of(site, edition) if story.author]
        name = signed[0].author or ""
        prefix = "" if edition == "ar" else f"/{edition}"
        double = name.replace(" ", "%2B") if site == "djazairess" else name.replace(" ", "+")
        yield Case(
            site,
            "AuthorPage",
            edition,
            render.author(site, edition, name, signed[:2]).encode(),
            {
                "url": f"https://www.{DOMAINS[site]}{prefix}/author/{double}",
                "fetched_at": FETCHED_AT,
            },
            {
                "kind": "author",
                "article": None,
                "ticker": None,
                "entries": [expected.entry(story) for story in signed[:2]],
                "next": None,
                "warnings": [],
            },
        )


def _feeds() -> Iterator[Case]:
    for kind, site, edition, slug, charset in (
        ("rss", "djazairess", "ar", "sadaalhidab", "utf-8"),
        ("rss", "maghress", "fr", None, "utf-8"),
        ("atom", "turess", "fr", "lacotedesjasmins", "utf-8"),
        ("rss", "yemeress", "ar", None, "windows-1256"),
        ("atom", "sauress", "en", "redseapost", "utf-8"),
    ):
        content = render.feed(kind, site, edition, slug, charset=charset).encode(
            charset, "xmlcharrefreplace"
        )
        prefix = "" if edition == "ar" else f"/{edition}"
        url = f"https://www.{DOMAINS[site]}{prefix}" + (f"/{slug}" if slug else "") + "/rss"
        entries = [expected.entry(story) for story in of(site, edition, slug)[:10]]
        output = {
            "kind": "feed",
            "article": None,
            "ticker": None,
            "entries": entries,
            "next": None,
            "warnings": [],
        }
        yield Case(
            site,
            "FeedPage",
            f"{kind}-{slug or edition}",
            content,
            {"url": url, "fetched_at": FETCHED_AT},
            output,
            "xml",
        )


def _refusals(moment: _Moment) -> Iterator[Case]:
    nothing = {"article": None, "entries": [], "next": None, "warnings": []}
    for site, edition in (("maghress", "fr"), ("masress", "ar"), ("sauress", "en")):
        strip = moment.strip(site, edition)
        prefix = "" if edition == "ar" else f"/{edition}"
        slug = next(
            slug
            for (name, slug), source in sources().items()
            if name == site and edition in source.editions
        )
        # What was asked for was an article; the answer comes under status 200.
        meta = {
            "url": f"https://www.{DOMAINS[site]}{prefix}/{slug}/999999999",
            "fetched_at": FETCHED_AT,
        }
        output = {"kind": "error", **nothing, "ticker": expected.ticker(site, edition, strip)}
        del output["entries"]  # the side columns of an error page list articles all the same
        yield Case(
            site,
            "ErrorPage",
            f"{edition}-not-found",
            render.error(site, edition, strip).encode(),
            meta,
            output,
        )
    for name, site in (("challenge", "turess"), ("consent", "maghress")):
        story = next(story for story in stories() if story.site == site)
        meta = {"url": story.url, "fetched_at": FETCHED_AT}
        page = render.wall(name, site, story.path).encode()
        yield Case(
            site,
            "ChallengePage",
            name,
            page,
            meta,
            {"kind": "challenge", **nothing, "ticker": None},
        )
