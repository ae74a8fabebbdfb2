"""The dates of any news page."""

from __future__ import annotations

import pytest

from newsscraper import extract
from newsscraper.items.records import Capture
from newsscraper.pages.document import Document
from newsscraper.pages.fields import find_published
from newsscraper.pages.fields.stated_dates import read_date
from tests.pages.fields.pages import FETCHED, HEADLINE, URL, fields, linked, meta, page

H1 = f"<h1>{HEADLINE}</h1>"


def published(html: str, url: str | None = URL) -> tuple[str | None, str | None]:
    found = fields(html, url).published
    return found.iso, found.witness


@pytest.mark.parametrize(
    ("head", "witness"),
    [
        (linked(datePublished="2026-01-20T08:30:00+01:00"), "json-ld"),
        (meta(article__published_time="2026-01-20T08:30:00+01:00"), "opengraph"),
        (meta(pubdate="2026-01-20T08:30:00+0100"), "meta"),
        ('<meta itemprop="datePublished" content="2026-01-20T08:30:00+01:00">', "microdata"),
        (meta(date="2026-01-20 08:30:00 +01:00"), "meta"),
    ],
)
def test_the_time_of_the_metadata_with_its_zone(head: str, witness: str):
    assert published(page(head)) == ("2026-01-20T08:30:00+01:00", witness)


@pytest.mark.parametrize(
    "time",
    [
        *"2026-01-20T08:30:00Z 2026-01-20T08:30:00+01:00 2026-01-20T08:30:00-05:30".split(),
        *"2026-01-20T08:30:00+14:00 2026-01-20T08:30:00+15:00 2026-01-20T24:30:00Z".split(),
        *"2026-02-30T08:30:00Z 1026-01-20T08:30:00Z 2026-01-20T08:30+01:00:30".split(),
    ],
)
def test_a_time_in_the_usual_form_is_read_as_any_other(time: str):
    """A space before it makes it unusual, and changes nothing."""
    assert read_date(time) == read_date(f" {time}")


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("en", "January 20, 2026"),
        ("en", "Tuesday, 20 January 2026 at 08:30"),
        ("en", "20th of January 2026"),
        ("fr", "Publié le 20 janvier 2026 à 8h30"),
        ("de", "Veröffentlicht am 20. Jänner 2026"),
        ("de", "20.01.2026, 08:30 Uhr"),
        ("de", "20 | 01 | 2026"),
        ("es", "20 de enero de 2026"),
        ("pl", "20 stycznia 2026"),
        ("ru", "20 января 2026, 08:30"),
        ("el", "20 Ιανουαρίου 2026"),
        ("tr", "20 Ocak 2026"),
        ("lt", "2026 m. sausio 20 d."),
        ("ar", "الثلاثاء 20 يناير 2026"),
        ("ar", "٢٠ كانون الثاني ٢٠٢٦"),
        ("fa", "۳۰ دی ۱۴۰۴"),
        ("fa", "۱۴۰۴/۱۰/۳۰"),
        ("ur", "20 جنوری 2026"),
        ("he", "20 בינואר 2026"),
        ("hi", "20 जनवरी 2026"),
        ("ja", "2026年1月20日 8時30分"),
        ("ko", "입력 2026.01.20 08:30"),
        ("zh", "2026-01-20 08:30"),
        ("fr", "20/01/2026"),
        ("en-GB", "07/01/2026"),
    ],
)
def test_a_printed_date_near_the_headline(lang: str, printed: str):
    expected = "2026-01-07" if printed.startswith("07") else "2026-01-20"
    assert published(page("", f"{H1}<p class='meta'>{printed}</p>", lang=lang)) == (
        expected,
        "printed",
    )


def test_a_date_in_numbers_of_an_unclear_order_is_left_out():
    html = page("", f"{H1}<p>05/04/2025</p>")
    assert published(html) == (None, None)
    record = extract(html, url=URL, fetched_at=FETCHED).articles[0]
    assert (record.published, record.published_raw) == (None, "05/04/2025")
    assert "date_ambiguous" in record.warnings


@pytest.mark.parametrize("lang", ["", "en-US", "ar"])
def test_the_script_of_the_title_decides_if_the_language_does_not(lang: str):
    html = page("", "<h1>ميناء العرائش</h1><p>05/04/2025</p>", title="ميناء العرائش", lang=lang)
    assert published(html) == ("2025-04-05", "printed")


def test_a_reading_in_the_future_settles_the_order():
    assert published(page("", f"{H1}<p>05/01/2026</p>")) == ("2026-01-05", "printed")


@pytest.mark.parametrize(
    "head",
    [linked(datePublished="2025-04-05T09:00:00Z"), meta(article__published_time="2025-04-05")],
)
def test_a_witness_settles_the_order(head: str):
    assert published(page(head, f"{H1}<p>05/04/2025</p>"))[0][:10] == "2025-04-05"


def test_the_address_settles_the_order():
    url = "https://www.dawn-of-fes.example/2025/04/05/harbour"
    assert published(page("", f"{H1}<p>05/04/2025</p>"), url) == ("2025-04-05", "printed")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2026/01/20/harbour-reopens", "2026-01-20"),
        ("https://a.example/news/2026-01-20-harbour", "2026-01-20"),
        ("https://a.example/20260120/harbour", "2026-01-20"),
        ("https://a.example/2026/jan/20/harbour", "2026-01-20"),
        ("https://a.example/2026/january/20/harbour", "2026-01-20"),
        ("https://a.example/2026/house/20/harbour", None),
        ("https://a.example/2026/mag/20-harbours", None),
        ("https://a.example/2026/01/harbour", None),
        ("https://a.example/2026/12", None),
        ("https://a.example/2031/01/20/harbour", None),
        ("https://a.example/2026/13/45/harbour", None),
    ],
)
def test_the_date_in_the_address_is_the_last_witness(url: str, expected: str | None):
    found = fields(page(), url).published
    assert (found.iso, found.witness) == (expected, "url" if expected else None)


def test_the_printed_day_counts_if_the_metadata_are_in_utc():
    head = linked(datePublished="2026-01-21T03:10:00Z")
    html = page(head, f"{H1}<time datetime='2026-01-20T22:10:00-05:00'>January 20, 2026</time>")
    assert published(html) == ("2026-01-20T22:10:00-05:00", "printed")


def test_a_day_that_no_zone_explains_does_not_replace_the_stated_time():
    head = linked(datePublished="2026-01-20T13:10:00Z")
    assert published(page(head, f"{H1}<p>19 January 2026</p>"))[0] == "2026-01-20T13:10:00+00:00"


def test_a_printed_date_replaces_that_of_the_content_system():
    """A site that moved to another system states the day of the move for its older articles."""
    head = linked(datePublished="2025-11-20", dateModified="2025-11-20")
    html = page(head, f"{H1}<p>Published April 3, 2023</p>")
    assert published(html) == ("2023-04-03", "printed")
    record = extract(html, url=URL, fetched_at=FETCHED).articles[0]
    assert "date_disputed" in record.warnings


@pytest.mark.parametrize(
    "line",
    [
        "<p>Updated January 25, 2026</p>",
        "<p><span>Last updated:</span> <time>January 25, 2026</time></p>",
        "<p><time class='modified'>January 25, 2026</time></p>",
        "<div class='field--name-changed'><time>January 25, 2026</time></div>",
    ],
)
def test_the_date_of_a_change_is_not_that_of_publication(line: str):
    head = linked(datePublished="2026-01-20")
    assert published(page(head, H1 + line)) == ("2026-01-20", "json-ld")
    record = extract(page("", H1 + line), url=URL, fetched_at=FETCHED).articles[0]
    assert (record.published, record.modified) == (None, "2026-01-25")
    assert record.witnesses is not None
    assert record.witnesses.modified == "printed"


@pytest.mark.parametrize(
    "end",
    [
        "<footer>© 2026 Dawn of Fes, 12 January 2026</footer>",
        "<section class='comments'><time>21 January 2026</time></section>",
        "<div class='related-articles'><time datetime='2026-01-02'>2 January</time></div>",
        "<aside><time datetime='2026-01-02'>2 January 2026</time></aside>",
        "<p>Copyright 12 January 2026</p>",
    ],
)
def test_dates_of_other_things_are_not_used(end: str):
    assert published(page("", end=end)) == (None, None)


def test_a_date_at_the_end_that_is_said_to_be_of_the_publication():
    assert published(page("", end="<p>Posted on January 20, 2026</p>")) == ("2026-01-20", "printed")


def test_a_date_after_the_fetch_is_not_believed():
    assert published(page(linked(datePublished="2027-05-01"))) == (None, None)


def test_one_faulty_script_does_not_hide_the_other():
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "datePub</script>'
    assert published(page(broken + linked(datePublished="2026-01-20")))[0] == "2026-01-20"


def test_the_page_of_the_data_has_a_date_too():
    data = '{"@graph": [{"@type": "WebPage", "datePublished": "2026-01-20"}]}'
    html = page(f'<script type="application/ld+json">{data}</script>')
    assert published(html) == ("2026-01-20", "json-ld")


def test_the_function_for_the_date_alone():
    root = Document(Capture(page(linked(datePublished="2026-01-20")))).root
    found = find_published(root, URL)
    assert (str(found.day), found.witness) == ("2026-01-20", "json-ld")


def test_the_last_change_is_never_before_the_publication():
    head = linked(datePublished="2026-01-20", dateModified="2025-12-01")
    assert fields(page(head)).details("").modified is None
    head = linked(datePublished="2026-01-20", dateModified="2026-01-21T07:00:00+01:00")
    assert fields(page(head)).details("").modified == "2026-01-21T07:00:00+01:00"


@pytest.mark.parametrize("printed", ["Il y a 3 jours", "منذ 3 أيام"])
def test_a_date_relative_to_the_fetch_is_read_by_the_record(printed: str):
    html = page("", f"{H1}<time>{printed}</time>", lang="fr")
    record = extract(html, url=URL, fetched_at=FETCHED).articles[0]
    assert (record.published, record.published_raw) == ("2026-01-27", printed)


def test_the_data_of_a_script_are_the_last_but_one_witness():
    script = '<script>window.state = {"article":{"publishedAt":"2026-01-20T08:30:00Z"}}</script>'
    assert published(page(script)) == ("2026-01-20T08:30:00+00:00", "script")
    other = script.replace("2026-01-20", "2026-01-21")
    assert published(page(script + other)) == (None, None)


def test_a_date_after_the_last_change_is_not_that_of_publication():
    """An announcement prints the dates of its events."""
    head = linked(datePublished="2025-11-27", dateModified="2025-11-27")
    html = page(head, f"{H1}<p>21 January 2026</p><p>Tasting</p><p>28 January 2026</p>")
    assert published(html) == ("2025-11-27", "json-ld")


@pytest.mark.parametrize(
    "end",
    [
        "<div><span>Published:</span> 20 January 2026 <br></div>",
        "<aside class='meta'><time datetime='2026-01-20'>20 January</time></aside>",
        "<p class='author__meta-date'>20 January 2026</p>",
        "<p><span class='entry-meta-date updated'>20 January 2026</span></p>",
    ],
)
def test_a_date_that_is_the_articles_own(end: str):
    assert published(page("", f"{H1}{end}"))[0] == "2026-01-20"


@pytest.mark.parametrize(
    "end",
    [
        "<div><span>Published:</span> 20 January 2026 <br></div>",
        "<p class='author__meta-date'>20 January 2026</p>",
    ],
)
def test_it_may_be_far_from_the_headline(end: str):
    assert published(page("", end=end))[0] == "2026-01-20"


@pytest.mark.parametrize("title", ["Two boats were lost near Asilah", "渔民罢工结束了"])
def test_an_aside_with_another_article_is_not_a_dateline(title: str):
    aside = f"<aside><time>2 January 2026</time> <a href='/x'>{title}</a>"
    assert published(page("", f"{H1}{aside}</aside>")) == (None, None)


def test_a_marked_date_has_the_time_that_is_not_printed():
    mark = '<span itemprop="datePublished" content="2026-01-20T08:30:00Z">20 January 2026</span>'
    assert published(page("", f"{H1}{mark}")) == ("2026-01-20T08:30:00+00:00", "microdata")


def test_a_marked_date_disputes_a_printed_one():
    mark = '<span itemprop="datePublished" content="2026-01-10"></span>'
    found = fields(page("", f"{H1}<p>20 January 2026</p><p>Anas</p>{mark}")).published
    assert (found.iso, found.is_disputed) == ("2026-01-20", True)


def test_a_date_far_before_the_headline_is_not_the_article_s():
    """Many sites print today's date above everything."""
    other = "<div><time>2 January 2026</time><a href='/x'>Two boats were lost near Asilah</a></div>"
    html = page("", end=other).replace("<nav>", "<p class='date'>31 January 2026</p><nav>")
    assert published(html)[0] is None


def test_the_date_of_today_above_a_page_is_not_the_article_s():
    other = "<div><time>2 January 2026</time><a href='/x'>Two boats were lost near Asilah</a></div>"
    html = page("", end=other).replace("<nav>", "<p class='date'>31 January 2026</p><nav>")
    assert published(html) == (None, None)
