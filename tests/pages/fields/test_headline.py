"""The headline of any news page."""

from __future__ import annotations

import pytest

from tests.pages.fields.pages import HEADLINE, fields, linked, meta, page


def headline(html: str) -> tuple[str | None, str | None]:
    found = fields(html).headline
    return (found.text or "").strip() or None, found.witness


def test_the_heading_that_the_metadata_repeat():
    html = page(meta(og__title=HEADLINE), f"<h1>Dawn of Fes</h1><h1>{HEADLINE}</h1>")
    assert headline(html) == (HEADLINE, "printed")


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><a href='/'>Waves and tides</a></h1>",
        "<h1><a href='https://www.dawn-of-fes.example/'>Waves and tides</a></h1>",
        "<a href='./'><h1>Waves and tides</h1></a>",
        "<h1>Dawn of Fes</h1>",
    ],
)
def test_the_name_of_the_site_is_not_a_headline(heading: str):
    html = page(meta(og__site_name="Dawn of Fes"), heading, title=f"{HEADLINE} | Dawn of Fes")
    assert headline(html) == (HEADLINE, "title")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (f"<span>Fishing</span> {HEADLINE}", HEADLINE),
        (f"27.01.2026 {HEADLINE}", HEADLINE),
        (f"{HEADLINE} | Dawn of Fes", HEADLINE),
        (f"{HEADLINE} posted by Anas", HEADLINE),
        (f"{HEADLINE} and a strike", f"{HEADLINE} and a strike"),
    ],
)
def test_what_else_is_in_the_heading_is_left_out(printed: str, expected: str):
    html = page(meta(og__title=HEADLINE), f"<h1>{printed}</h1>")
    assert headline(html)[0] == expected


def test_a_lesser_heading_that_is_equal_to_the_stated_headline():
    html = page(meta(og__title=HEADLINE), f"<h1>News of the coast</h1><h2>{HEADLINE}</h2>")
    assert headline(html) == (HEADLINE, "printed")


def test_without_a_heading_the_metadata_are_used_in_order():
    html = page(linked(headline="From the data") + meta(og__title="From the tags"), "")
    assert headline(html) == ("From the data", "json-ld")
    assert headline(page(meta(og__title="From the tags"), "")) == ("From the tags", "opengraph")


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - Dawn of Fes",
        f"{HEADLINE} | News | Dawn of Fes",
        f"{HEADLINE} – Dawn of Fes",
        f"Dawn of Fes » {HEADLINE}",
    ],
)
def test_the_title_without_the_names_around_it(title: str):
    assert headline(page("", "", title=title)) == (HEADLINE, "title")


def test_the_data_of_a_related_article_are_not_used():
    other = linked(headline="Snow on the Toubkal", datePublished="2026-01-02")
    own = linked(headline=HEADLINE, datePublished="2026-01-20")
    found = fields(page(other + own))
    assert found.headline.text == HEADLINE
    assert found.published.iso == "2026-01-20"


@pytest.mark.parametrize(
    "printed",
    [
        f"<font size='5'><b>{HEADLINE}</b></font>",
        f"<span class='news_title'>{HEADLINE}</span>",
        f"<table><tr><td>{HEADLINE}</td></tr></table>",
    ],
)
def test_a_headline_that_is_not_in_a_heading(printed: str):
    found = fields(page("", printed, title=f"Dawn of Fes : {HEADLINE}")).headline
    assert (found.text, found.witness) == (HEADLINE, "printed")


def test_the_name_of_the_site_in_the_metadata_does_not_hide_the_heading():
    head = meta(og__title="Dawn of Fes", og__site_name="Dawn of Fes")
    html = page(head, f"<h1>{HEADLINE}</h1>", title="Dawn of Fes - All news of the north")
    assert headline(html) == (HEADLINE, "printed")


def test_an_empty_page_has_no_headline():
    assert headline("<html></html>") == (None, None)


def test_a_heading_s_link_to_itself_is_not_part_of_it():
    heading = f"<h1>{HEADLINE}<a class='headerlink' href='#dawn'>¶</a></h1>"
    html = page("", heading, title=f"{HEADLINE} — Dawn of Fes")
    assert headline(html) == (HEADLINE, "printed")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (f"<span>Fishing and trade</span> {HEADLINE}", HEADLINE),
        (f"27 January 2026 {HEADLINE}", HEADLINE),
        (f"Fishing and trade | {HEADLINE}", HEADLINE),
        (f"After ten days of storm, {HEADLINE}", f"After ten days of storm, {HEADLINE}"),
        (f"Crowds watch as {HEADLINE}", f"Crowds watch as {HEADLINE}"),
        (f"Fishing and trade: {HEADLINE}", f"Fishing and trade: {HEADLINE}"),
    ],
)
def test_a_kicker_that_the_title_does_not_have_is_left_out(printed: str, expected: str):
    html = page("", f"<h1>{printed}</h1>", title=f"{HEADLINE} | Dawn of Fes")
    assert headline(html)[0] == expected


def test_the_parts_of_a_heading_are_spaced_as_in_the_metadata():
    html = page(
        meta(og__title="Larache: Boats leave"), "<h1><i>Larache</i> : <b>Boats leave</b></h1>"
    )
    assert headline(html)[0] == "Larache: Boats leave"


def test_a_heading_with_an_anchor_does_not_link_home():
    html = page(
        "",
        f"<h1><a name='top'></a>{HEADLINE}</h1>",
        title=f"{HEADLINE} | A longer name of a site in Fes",
    )
    assert headline(html) == (HEADLINE, "printed")


def test_the_only_heading_rather_than_a_title_that_is_different():
    assert headline(page("", title="News of the coast"))[0] == HEADLINE


@pytest.mark.parametrize("slogan", ["All the news of the coast", "<a href='#'>Waves and tides</a>"])
def test_a_slogan_is_no_headline_if_an_element_prints_the_title(slogan: str):
    html = page("", f"<h1>{slogan}</h1><div>{HEADLINE}</div>", title=f"{HEADLINE} | Dawn of Fes")
    assert headline(html) == (HEADLINE, "printed")
