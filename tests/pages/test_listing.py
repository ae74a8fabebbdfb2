"""Listings, author pages and front pages in unknown markup, and their next pages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsscraper

LISTING = "https://www.maghress.com/fr/sahelpress"
AUTHOR = "https://www.maghress.com/fr/author/Nora+Tazi"
ENTRIES = [
    (
        "/fr/sahelpress/5103",
        "Safi rouvre sa gare après deux ans de travaux",
        "2026-02-04",
        "La gare de Safi a rouvert mardi (...)",
    ),
    (
        "/fr/sahelpress/5102",
        "Le marché de gros change d'adresse",
        "2026-02-03",
        "Les grossistes partent lundi pour la zone (...)",
    ),
    (
        "/fr/sahelpress/5101",
        "Une école flottante pour Oualidia",
        "2026-02-01",
        "Le projet attendait depuis dix ans (...)",
    ),
]
HEAD = (
    "<div><a href='/fr/'>Accueil</a> <a href='/fr/norteya'>Norte Ya</a></div><h1>Sahel Press</h1>"
)
FOOT = "<div><a href='/fr/contact'>Contact</a> Tous droits réservés 2026</div>"


def _numeric(day: str) -> str:
    return " - ".join(reversed(day.split("-")))


def _page(entry: str, around: str = "{}", *, between: str = "", foot: str = FOOT) -> str:
    """A listing with entries in this markup."""
    entries = [
        entry.format(href=href, headline=headline, date=_numeric(day), teaser=teaser)
        for href, headline, day, teaser in ENTRIES
    ]
    return (
        "<html><head><title>Sahel Press</title></head>"
        f"<body>{HEAD}{around.format(between.join(entries))}{foot}</body></html>"
    )


def _listed(page: str, url: str = LISTING) -> list[tuple[str, str | None, str | None, str | None]]:
    found = newsscraper.extract(page, url=url)
    assert found.kind in ("listing", "author", "front")
    listed = [link for link in found.links if link.published or link.teaser]
    return [
        (link.url.removeprefix("https://www.maghress.com"), link.text, link.published, link.teaser)
        for link in listed
    ]


@pytest.mark.parametrize(
    ("entry", "around"),
    [
        ("<li><a href='{href}'>{headline}</a> {date}<br>{teaser}</li>", "<ul>{}</ul>"),
        (
            (
                "<tr><td><a"
                " href='{href}'>{headline}</a></td><td>{date}</td></tr><tr><td>{teaser}</td></tr>"
            ),
            "<table>{}</table>",
        ),
        (
            "<tr><td>{date}</td><td><a href='{href}'>{headline}</a></td><td>{teaser}</td></tr>",
            "<table>{}</table>",
        ),
        (
            (
                "<span><a href='{href}'>{headline}</a> <span>{date}</span>"
                " <span>{teaser}</span></span>"
            ),
            "<div>{}</div>",
        ),
        (
            "<section><b>{date}</b><p><a href='{href}'>{headline}</a></p><p>{teaser}</p></section>",
            "{}",
        ),
        ("<p><a href='{href}'>{headline}</a></p><p>{date}</p><p>{teaser}</p>", "<td>{}</td>"),
        ("<a href='{href}'>{headline}</a><br>{date}<br>{teaser}<br><br>", "<div>{}</div>"),
        (
            (
                "<h2><a href='{href}'>{headline}</a></h2><div><a href='/fr/sahelpress'>Sahel"
                " Press</a> | {date} | {teaser}</div>"
            ),
            "{}",
        ),
        (
            (
                "<div><a href='{href}'>{headline}</a><i>Publié dans <a href='/fr/sahelpress'>Sahel"
                " Press</a> le {date}</i><p>{teaser}</p></div>"
            ),
            "{}",
        ),
        ("<div><a href='{href}'>{headline}</a><p>{teaser}</p><span>{date}</span></div>", "{}"),
        (
            "<div><a href='{href}'>{headline}</a> <span>{teaser}</span> <span>{date}</span></div>",
            "{}",
        ),
        (
            (
                "<div><a href='{href}'><img src='/t.jpg'></a>"
                "<div><a href='{href}'>{headline}</a><p>{date}</p><p>{teaser}</p></div></div>"
            ),
            "{}",
        ),
        ("<dt><a href='{href}'>{headline}</a></dt><dd>{date}</dd><dd>{teaser}</dd>", "<dl>{}</dl>"),
        ("<p>{date}</p><p><a href='{href}'>{headline}</a></p><p>{teaser}</p>", "<div>{}</div>"),
        ("{date} <a href='{href}'>{headline}</a><br>{teaser}<br>", "<div>{}</div>"),
    ],
)
@pytest.mark.parametrize("url", [LISTING, AUTHOR, "https://www.maghress.com/fr"])
def test_dates_and_teasers_beside_links(entry: str, around: str, url: str):
    assert _listed(_page(entry, around), url) == ENTRIES


@pytest.mark.parametrize(
    "date",
    ["4 février 2026", "mercredi 4 février 2026", "2026-02-04", "04/02/2026", "٠٤ - ٠٢ - ٢٠٢٦"],
)
def test_other_forms_of_a_date(date: str):
    page = _page(
        "<div><a href='{href}'>{headline}</a><span>{date}</span><p>{teaser}</p></div>"
    ).replace("04 - 02 - 2026", date)
    assert _listed(page)[0][2] == "2026-02-04"


def test_a_date_in_a_teaser_is_not_the_date_of_the_entry():
    page = _page("<div><a href='{href}'>{headline}</a><p>{teaser}</p></div>")
    page = page.replace(
        "a rouvert mardi",
        "a rouvert le 02 - 01 - 2019 devant une foule venue de toute la région de Safi et au-delà",
    )
    assert [published for _, _, published, _ in _listed(page)] == [None, None, None]


def test_a_date_before_the_first_link_makes_all_dates_uncertain():
    page = _page("{date} <a href='{href}'>{headline}</a> ", "<div>{}</div>")
    assert _listed(page) == []


def test_a_teaser_in_a_side_list_does_not_hide_the_date():
    side = "<td><a href='{0}'>{1}</a><p>{3}</p></td>".format(*ENTRIES[1])
    assert (
        _listed(_page("<h2><a href='{href}'>{headline}</a></h2>{date}<p>{teaser}</p>", foot=side))
        == ENTRIES
    )


def test_no_form_of_ticker_is_part_of_the_list():
    strip = " • ".join(
        f"<a href='/fr/norteya/{n}'>Les pêcheurs demandent un autre quai {n}</a>" for n in range(8)
    )
    page = _page("<p><a href='{href}'>{headline}</a></p><p>{date}</p><p>{teaser}</p>").replace(
        "<h1>", f"<p>{strip}</p><h1>"
    )
    found = newsscraper.extract(page, url=LISTING)
    assert found.ticker is not None
    assert len(found.ticker.items) == 8
    assert _listed(page) == ENTRIES


# The next page.


def _next(links: str, url: str = LISTING, head: str = "") -> str | None:
    page = _page(
        "<div><a href='{href}'>{headline}</a> {date}<p>{teaser}</p></div>", foot=links
    ).replace("<head>", f"<head>{head}")
    found = [
        link.url for link in newsscraper.extract(page, url=url).links if link.leads_to == "next"
    ]
    assert len(found) < 2
    return found[0].removeprefix("https://www.maghress.com") if found else None


SECOND = "/fr/sahelpress?page=2"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (f"<a href='{SECOND}'>Suivant</a>", SECOND),
        (f"<li><a href='{SECOND}'>Page suivante 2</a></li>", SECOND),
        ("<a href='?page=2'>Articles plus anciens</a>", SECOND),
        (f"<a href='{SECOND}'>الصفحة التالية</a>", SECOND),
        (f"<a href='{SECOND}' rel='Next nofollow'>→</a>", SECOND),
        (f"<a href='{SECOND}' title='Page suivante'><img src='/r.png'></a>", SECOND),
        (f"<a href='{SECOND}' aria-label='Next page'>›</a>", SECOND),
        (
            (
                f"<b>1</b> <a href='{SECOND}'>2</a> <a href='/fr/sahelpress?page=3'>3</a> <a"
                " href='/fr/sahelpress?page=90'>»</a>"
            ),
            SECOND,
        ),
        (f"<a href='/fr/sahelpress?page=1'>1</a> <a href='{SECOND}'>2</a>", SECOND),
        (
            "<a href='/fr/sahelpress?page=0'>1</a> <a href='/fr/sahelpress?page=1'>2</a>",
            "/fr/sahelpress?page=1",
        ),
        (
            "<a href='/fr/sahelpress/page/2'>2</a> <a href='/fr/sahelpress/page/3'>3</a>",
            "/fr/sahelpress/page/2",
        ),
        ("<a href='/fr/sahelpress/page-2.html'>»</a>", "/fr/sahelpress/page-2.html"),
        (
            "<a href='/fr/sahelpress?start=20'>»</a> <a href='/fr/sahelpress?start=40'>»»</a>",
            "/fr/sahelpress?start=20",
        ),
        (
            "<a href='/fr/sahelpress?n=2'>2</a> <a href='/fr/sahelpress?n=3'>3</a>",
            "/fr/sahelpress?n=2",
        ),
        (f"<a href='{SECOND}'>المزيد</a>", SECOND),
        ("<a href='/fr/sahelpress?before=5101'>Suivant</a>", "/fr/sahelpress?before=5101"),
        (
            "<a href='/fr/list.php?src=sahelpress&amp;page=2'>Suivant</a>",
            "/fr/list.php?src=sahelpress&page=2",
        ),
        (
            (
                "<a href='#'>Suivant</a><a href='/fr/sahelpress/5200'>Suivant</a><a"
                f" href='{SECOND}'>Suivant</a>"
            ),
            SECOND,
        ),
    ],
)
def test_the_next_page_of_the_first_page(links: str, expected: str):
    assert _next(links) == expected


def test_the_head_names_the_next_page():
    assert _next("", head=f"<link rel='prefetch next' href='{SECOND}'>") == SECOND
    assert _next("", head="<link rel='next' href='/fr/sahelpress/5200'>") is None


THIRD = "/fr/sahelpress?page=3"
PAGES = "".join(f"<a href='/fr/sahelpress?page={n}'>{n}</a> " for n in (1, 2, 3, 4, 9))


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (PAGES, THIRD),
        (f"<a href='{LISTING}'>Suivant</a>", None),
        (f"<a href='{SECOND}'>Suivant</a>", None),
        ("<a class='nav-btn left' href='?page=1'>x</a>", None),
        ("<a href='/fr/sahelpress?page=1'>« Suivant</a>" + PAGES, THIRD),
        ("<a href='/fr/sahelpress'>1</a> <a href='?page=1'>1</a>", None),
        ("<a href='/fr/sahelpress?page=57'>57</a>", None),
    ],
)
def test_the_next_page_of_the_second_page(links: str, expected: str | None):
    assert _next(links, f"{LISTING}?page=2") == expected


@pytest.mark.parametrize(
    "links",
    [
        "",
        "<a href='/fr/sahelpress/5200'>Suivant</a>",
        "<a href='/fr/sahelpress/5200' rel='next'>Article suivant</a>",
        "<a class='nav-btn left' href='/fr/sahelpress/5200'>x</a>",
        "<a href='/fr/norteya'>Suivant</a>",
        "<a href='/fr/norteya?page=2'>Suivant</a>",
        "<a href='/fr/norteya/page/2'>Suivant</a>",
        "<a href='/fr/author/Ali+Rami'>Suivant</a>",
        "<a href='/sahelpress?page=2'>Suivant</a>",
        "<a href='/fr/'>Suivant</a>",
        "<a href='https://www.djazairess.com/fr/sahelpress?page=2'>Suivant</a>",
        "<a href='/fr/sahelpress#fin'>Suivant</a>",
        "<a href='javascript:more()'>Suivant</a>",
        "<a href='/fr/norteya?page=2'>2</a>",
        "<a href='/fr/sahelpress?page=2&amp;sort=old'>2</a>",
        "<a href='/fr/sahelpress?year=2019'>2019</a>",
        "<a href='/fr/sahelpress?page=12'>12</a>",
    ],
)
def test_links_that_do_not_lead_to_the_next_page(links: str):
    assert _next(links) is None


@pytest.mark.parametrize(
    ("links", "url", "expected"),
    [
        ("<a href='/fr/author/Nora+Tazi?page=2'>2</a>", AUTHOR, "/fr/author/Nora+Tazi?page=2"),
        ("<a href='/fr/author/Nora%20Tazi/2'>Suivant</a>", AUTHOR, "/fr/author/Nora%20Tazi/2"),
        ("<a href='/fr/author/Ali+Rami?page=2'>Suivant</a>", AUTHOR, None),
        ("<a href='/fr/sahelpress?page=2'>Suivant</a>", AUTHOR, None),
        ("<a href='/fr/?page=2'>2</a>", "https://www.maghress.com/fr/", "/fr/?page=2"),
        ("<a href='/fr/page/2'>Suivant</a>", "https://www.maghress.com/fr/", "/fr/page/2"),
        ("<a href='/fr/sahelpress?page=2'>Suivant</a>", "https://www.maghress.com/fr/", None),
        ("<a href='/fr/sahelpress/page/3'>3</a>", f"{LISTING}/page/2", "/fr/sahelpress/page/3"),
        (
            "<a href='/fr/sahelpress?page=2'>Suivant</a>",
            "https://www.maghress.com/fr/Sahel-Press",
            "/fr/sahelpress?page=2",
        ),
    ],
)
def test_the_next_page_of_other_pages(links: str, url: str, expected: str | None):
    assert _next(links, url) == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "/fr/a/1",
                "?page=2",
                "?page=٣",
                "?p=9999999",
                "//[",
                "/p/2",
                "/author/x/2",
                "",
                "#",
                "é?=&page",
            ]
        )
    ),
    st.sampled_from([None, LISTING, "https://www.maghress.com/fr/a?page=2", "http://["]),
)
@settings(max_examples=60, deadline=None)
def test_any_links_can_be_searched_for_the_next_page(hrefs: list[str], url: str | None):
    links = "".join(
        f"<a href='{href}'>{'Suivant' if i % 2 else i}</a>" for i, href in enumerate(hrefs)
    )
    page = _page("<p><a href='{href}'>{headline}</a> {date}</p>", foot=links)
    assert (
        len([link for link in newsscraper.extract(page, url=url).links if link.leads_to == "next"])
        <= 1
    )
