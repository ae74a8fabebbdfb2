"""The corpus is what it claims to be; the fixtures are made from it; every page made from it gives
its record back."""

from __future__ import annotations

from collections import Counter

import pytest

import newsscraper
from newsscraper.items.serialize import record
from tests.replica import corpus, expected, render
from tests.replica.cases import cases
from tests.replica.corpus import DOMAINS, FIXTURES

STORIES = corpus.stories()
FETCHED_AT = "2026-01-30T12:00:00Z"


def test_its_size_and_spread():
    assert len(STORIES) >= 80
    assert {story.site for story in STORIES} == set(DOMAINS)
    assert len({(story.site, story.source.slug) for story in STORIES}) >= 15
    languages = Counter(story.language for story in STORIES)
    assert set(languages) == {"ar", "fr", "en", "es"}
    assert min(languages.values()) >= 10
    assert sum(1 for story in STORIES if len(story.paragraphs) >= 4) >= 80


def test_its_oddities_are_all_there():
    assert sum(1 for story in STORIES if story.byline) >= 15
    assert sum(1 for story in STORIES if story.agency) >= 12
    assert sum(1 for story in STORIES if story.pictures) >= 25
    assert sum(1 for story in STORIES if story.truncated) >= 10
    assert sum(1 for story in STORIES if story.lost_bytes) >= 3
    assert sum(1 for story in STORIES if story.headline.isupper()) >= 4
    told_twice = Counter(story.story for story in STORIES if story.story)
    assert len(told_twice) >= 6
    assert min(told_twice.values()) >= 2
    for slug in told_twice:
        assert len({story.source.slug for story in STORIES if story.story == slug}) >= 2


def test_no_text_is_repeated():
    paragraphs = Counter(paragraph for story in STORIES for paragraph in story.paragraphs)
    assert [text for text, count in paragraphs.items() if count > 1] == []
    assert max(Counter(story.headline for story in STORIES).values()) == 1


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_an_article_file_is_sound(story):
    assert story.source.slug == story.path.split("/")[-2]
    assert story.edition in story.source.editions
    assert story.original_url.startswith(story.source.home)
    assert story.agency is None or story.agency in "\n".join(story.paragraphs)
    assert (story.author is None) == (story.byline is None)
    assert story.truncated == story.paragraphs[-1].endswith("(...)")
    assert story.lost_bytes == ("\ufffd" in "".join(story.paragraphs))
    assert all(picture.after <= len(story.paragraphs) for picture in story.pictures)


def test_numbers_grow_with_time_within_a_source():
    for key in {(story.site, story.source.slug) for story in STORIES}:
        dates = [
            s.published
            for s in sorted(STORIES, key=lambda s: s.number)
            if (s.site, s.source.slug) == key
        ]
        assert dates == sorted(dates)


def test_pages_weigh_what_a_portal_s_pages_weigh():
    sizes = [len(render.article(s, render.strip(s.site, s.edition)).encode()) for s in STORIES]
    assert min(sizes) >= 30_000
    assert max(sizes) <= 60_000


def test_the_fixtures_are_what_the_corpus_gives():
    written = {path: content for case in cases() for path, content in case.files().items()}
    different = [
        str(path)
        for path, content in written.items()
        if not path.exists() or path.read_bytes() != content
    ]
    assert different == [], "run `make fixtures` and look at the difference"
    there = {path for name in DOMAINS for path in (FIXTURES / name).rglob("*") if path.is_file()}
    assert there == set(written)


FORMS = {
    "html": ("ArticlePage", render.article, {}),
    "columns": ("WordedArticlePage", render.column_article, {}),
    "text": ("TextCapturePage", render.text_capture, {"text_form": True}),
    "text, plain spaces": (
        "TextCapturePage",
        lambda s, t: render.text_capture(s, t, separator="    "),
        {"text_form": True},
    ),
}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
@pytest.mark.parametrize("form", FORMS)
def test_every_article_comes_back_in_every_form(story, form):
    layout, page, options = FORMS[form]
    strip = render.strip(
        story.site, story.edition, story.number % 7, empty_at=4 if story.number % 3 == 0 else None
    )
    found = newsscraper.extract(page(story, strip), url=story.url, fetched_at=FETCHED_AT)
    assert found.kind == "article"
    got = found.articles[0].to_dict()
    wanted = expected.article(story, layout=layout, fetched_at=FETCHED_AT, strip=strip, **options)
    got["warnings"].sort()
    assert {name: got[name] for name in wanted} == wanted
    ticker = expected.ticker(story.site, story.edition, strip, linked=form in ("html", "columns"))
    assert found.ticker.id == ticker["id"]
    shown = [{**record(item), "language": None} for item in found.ticker.items]
    assert shown == [{**item, "language": None} for item in ticker["items"]]


CHARSETS = {True: ("cp1256", "iso8859-6"), False: ("cp1252",)}


@pytest.mark.parametrize(
    ("story", "charset"),
    [
        pytest.param(story, charset, id=f"{story.id}-{charset}")
        for story in STORIES[::6]
        for charset in ("utf-8", "utf-8-sig", "utf-16", *CHARSETS[story.language == "ar"])
    ],
)
def test_every_article_comes_back_in_the_character_sets_of_its_language(story, charset):
    """Undeclared: what the bytes are has to be found out."""
    page = render.article(story, (), charset="NONE").replace('<meta charset="NONE">\n', "")
    content = page.encode(charset, "xmlcharrefreplace")
    found = newsscraper.extract(content, url=story.url, fetched_at=FETCHED_AT)
    got = found.articles[0].to_dict()
    wanted = expected.article(story, layout="ArticlePage", fetched_at=FETCHED_AT)
    assert {name: got[name] for name in ("headline", "body", "source", "author")} == {
        name: wanted[name] for name in ("headline", "body", "source", "author")
    }
    assert found.ticker is None
