"""The Python API: kinds, links, identity, and pages that are not what their address says."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import newsscraper
from newsscraper import Capture
from newsscraper.text.cleaning import clean
from tests.replica import corpus, expected, render

STORY = corpus.by_id("maghress/fr/atlasmatin/103412")
SEED = Path(__file__).resolve().parents[2] / "shared/seed/maghress_article_capture.txt"


def test_a_time_may_be_a_datetime_or_a_text():
    page = render.article(STORY)
    for moment in (
        datetime(2026, 1, 30, 12, tzinfo=UTC),
        "2026-01-30T12:00:00Z",
        "2026-01-30T13:00:00+01:00",
        "2026-01-30 12:00",
    ):
        assert (
            newsscraper.extract(page, fetched_at=moment).articles[0].fetched_at
            == "2026-01-30T12:00:00Z"
        )
    with pytest.raises(ValueError, match="not an ISO 8601 time: 'noon'"):
        newsscraper.extract(page, fetched_at="noon")


@pytest.mark.parametrize(
    ("hours", "is_kept"), [(-1, True), (23, True), (25, False), (24 * 365, False)]
)
def test_a_fetch_time_more_than_a_day_ahead_is_ignored(hours: int, is_kept: bool):
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours)
    found = newsscraper.extract(
        render.article(STORY, render.strip("maghress", "fr")), url=STORY.url, fetched_at=moment
    )
    [article] = found.articles
    assert article.headline == clean(STORY.headline)
    assert article.published == STORY.published
    assert article.fetched_at == (moment.strftime("%Y-%m-%dT%H:%M:%SZ") if is_kept else None)
    assert ("fetched_in_future" in article.warnings) is not is_kept
    assert found.ticker is not None
    assert bool(found.ticker.sightings) is is_kept


@pytest.mark.parametrize(
    "url",
    [
        "http://maghress.com/fr/atlasmatin/103412",
        "https://www.maghress.com/fr/atlasmatin/103412/",
        "https://WWW.Maghress.com:443/fr/atlasmatin/103412?utm_source=rss&page=2#comments",
        "//www.maghress.com/fr/atlasmatin/103412",
        "maghress.com/fr/atlasmatin/103412",
        "https://www.maghress.com/fr/%61tlasmatin/103412",
        "https://www.maghress.com/fr/%2561tlasmatin/103412",
        "https://web.archive.org/web/20260130120000/https://www.maghress.com/fr/atlasmatin/103412",
        "http://web.archive.org/web/2026id_/http://maghress.com/fr/atlasmatin/103412",
    ],
)
def test_one_article_has_one_identity(url):
    [article] = newsscraper.extract(render.article(STORY), url=url).articles
    assert (article.id, article.url, article.source_id) == (STORY.id, STORY.url, "atlasmatin")


def test_two_editions_with_one_number_are_two_articles():
    arabic = newsscraper.extract(
        render.article(STORY), url="https://www.maghress.com/atlasmatin/103412"
    ).articles[0]
    assert arabic.id == "maghress/ar/atlasmatin/103412"
    assert arabic.id != STORY.id


def test_without_an_address_the_page_s_own_is_used_with_a_warning():
    found = newsscraper.extract(render.article(STORY))
    assert found.articles[0].id == STORY.id
    assert found.warnings == ["url_from_page"]


def test_a_page_of_another_host_is_named_after_its_address():
    page = render.article(STORY)
    first, second, third = (
        newsscraper.extract(page, url=url).articles[0].id
        for url in (
            "http://news.example/a?id=7&utm_medium=x",
            "https://www.news.example/a?id=7#x",
            "https://news.example/a?id=8",
        )
    )
    assert first == second
    assert first.startswith("news.example/")
    assert first != third


def test_a_text_capture_without_an_address_is_named_after_its_content():
    moments = [
        newsscraper.extract(render.text_capture(STORY, render.strip("maghress", "fr", n))).articles[
            0
        ]
        for n in (1, 2)
    ]
    assert moments[0].id == moments[1].id == f"text/{moments[0].content_hash[:20]}"
    assert moments[0].ticker_id != moments[1].ticker_id
    assert (moments[0].site, moments[0].edition, moments[0].url) == (None, None, None)


def test_links_say_what_they_lead_to():
    found = newsscraper.extract(
        render.article(STORY, render.strip("maghress", "fr")), url=STORY.url
    )
    led = {link.url: link.leads_to for link in found.links}
    assert led[STORY.original_url] == "original"
    assert led["https://www.maghress.com/fr"] == "front"
    assert led["https://www.maghress.com/"] == "front"
    assert led["https://www.maghress.com/fr/rss"] == "feed"
    assert led["https://www.maghress.com/fr/atlasmatin"] == "listing"
    assert led["https://www.maghress.com/fr/section/3"] == "other"
    assert led["https://www.masress.com/"] == "front"
    assert list(led.values()).count("original") == 1
    ticker = [entry for entry in render.strip("maghress", "fr") if entry]
    for entry in ticker:
        assert led[f"https://www.maghress.com{entry.path}"] == "article"
    assert len(led) == len(found.links)


def test_an_extraction_can_be_pickled():
    found = newsscraper.extract(
        render.article(STORY, render.strip("maghress", "fr")), url=STORY.url
    )
    again = pickle.loads(pickle.dumps(found))
    assert again.to_dict() == found.to_dict()
    assert len(again.links) > 100


def test_a_front_page_at_an_article_s_address_is_not_an_article():
    found = newsscraper.extract(
        render.front("maghress", "fr", render.strip("maghress", "fr")), url=STORY.url
    )
    assert found.kind in ("listing", "front")
    assert found.articles == []
    assert found.ticker is not None


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_the_status_of_the_response_counts(status):
    found = newsscraper.extract_capture(Capture(render.article(STORY), STORY.url, status=status))
    assert (found.kind, found.articles) == ("error", [])


def test_a_captcha_page_with_an_error_status_is_a_challenge():
    found = newsscraper.extract_capture(
        Capture(render.wall("challenge", "turess", "/a/1"), STORY.url, status=403)
    )
    assert found.kind == "challenge"


@pytest.mark.parametrize(
    "path", ["about", "contact", "fr/terms", "fr/section/1", "fr/section/1/x", "fr/page/2"]
)
def test_a_page_of_a_known_site_that_is_not_an_article_has_no_article(path):
    text = (
        "<p>"
        + "Nous publions les articles de nombreux journaux, avec un lien vers leur source. " * 8
        + "</p>"
    )
    page = (
        f"<html><head><title>À propos</title></head><body><h1>À propos</h1>{text * 4}</body></html>"
    )
    found = newsscraper.extract(page, url=f"https://www.maghress.com/{path}")
    assert (found.kind, found.articles) == ("unknown", [])


def test_an_unknown_layout_of_a_known_site_is_read_by_the_generic_class():
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.paragraphs)
    page = (
        f'<html><head><title>{STORY.headline}</title><meta property="og:title"'
        f' content="{STORY.headline}"></head><body><nav><a'
        f' href="/">x</a></nav><main><h1>{STORY.headline}</h1>{paragraphs}</main></body></html>'
    )
    found = newsscraper.extract(page, url=STORY.url)
    [article] = found.articles
    assert article.layout == "GenericArticlePage"
    assert article.id == STORY.id
    assert article.headline == STORY.headline
    assert article.body == "\n\n".join(STORY.paragraphs)
    assert {"generic_layout", "no_date", "no_source"} <= set(article.warnings)


def test_a_page_without_headline_and_body_is_rejected_with_a_warning():
    found = newsscraper.extract(
        '<span class="articletitle"> </span><span class="articlecontent"> </span>', url=STORY.url
    )
    assert found.articles == []
    page = (
        '<span class="articlecontent"></span><span class="articlenewspaper">Publié dans X le 01 -'
        " 02 - 2025</span>"
    )
    found = newsscraper.extract(page, url=STORY.url)
    assert found.articles == []
    assert found.rejected == ["neither headline nor body could be read"]
    assert "rejected" in found.warnings


def test_a_different_date_in_the_metadata_gives_a_warning():
    linked = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":'
        ' "2024-12-24T08:00:00Z"}</script>'
    )
    page = render.article(STORY).replace("</head>", f"{linked}</head>")
    [article] = newsscraper.extract(page, url=STORY.url).articles
    assert article.published == STORY.published
    assert article.warnings == ["date_disputed"]


def test_a_date_after_the_fetch_is_ignored():
    [article] = newsscraper.extract(
        render.article(STORY), url=STORY.url, fetched_at="2023-04-16T12:00:00Z"
    ).articles
    assert (article.published, article.published_raw) == (None, STORY.printed_date)
    assert article.warnings == ["date_in_future"]


@pytest.mark.skipif(
    not SEED.exists(), reason="the capture of the real page is kept beside the project, not in it"
)
@pytest.mark.parametrize("form", ["as it is", "plain spaces", "with its address", "bytes"])
def test_the_real_page(form):
    content = SEED.read_text(encoding="utf-8")
    if form == "plain spaces":
        content = content.replace("\u00a0", " ")
    url = "http://maghress.com/fr/yabiladi/148210" if form == "with its address" else None
    found = newsscraper.extract(content.encode() if form == "bytes" else content, url=url)
    [article] = found.articles
    assert article.headline == "US startup Iozera's Moroccan AI project sparks questions"
    assert article.source == "Yabiladi"
    assert article.published == "2024-05-07"
    assert article.language == "en"
    assert len(article.body.split("\n\n")) == 7
    assert article.body.startswith("American technology startup")
    assert article.body.endswith("in Dakhla.")
    assert "signal" not in article.body
    assert "Cliquez" not in article.body
    languages = [item.language for item in found.ticker.items]
    assert (
        len(languages),
        languages.count("fr"),
        languages.count("en"),
        languages.count("es"),
    ) == (48, 45, 1, 2)
    assert article.id == (
        "maghress/fr/yabiladi/148210" if url else f"text/{article.content_hash[:20]}"
    )
    assert found.warnings == (["no_original_url"] if url else ["no_url", "no_original_url"])


def test_expected_values_are_independent_of_the_extractor():
    """The corpus side must not import the package: what is expected would then be what is
    printed."""
    for module in (corpus, expected, render):
        assert "import newsscraper" not in Path(module.__file__).read_text(encoding="utf-8")
        assert "from newsscraper" not in Path(module.__file__).read_text(encoding="utf-8")
