"""Error, CAPTCHA and consent pages, and pages that resemble them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.extraction import read
from newsscraper.items.records import Capture
from newsscraper.pages.refusal import ChallengePage, ErrorPage
from tests.replica import corpus, render

ARTICLE_URL = "https://www.maghress.com/fr/atlasmatin/999999999"


def _page(title: str, heading: str = "", body: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head>"
        f"<body><h1>{heading}</h1><p>{body}</p></body></html>"
    )


ERRORS = [
    "404 Not Found",
    "404",
    "Error 404",
    "Erreur 404",
    "403 Forbidden",
    "500 Internal Server Error",
    "502 Bad Gateway",
    "503 Service Temporarily Unavailable",
    "504 Gateway Time-out",
    "HTTP 404",
    "Page not found",
    "Page Not Found | Maghress",
    "Maghress - Page introuvable",
    "Page non trouvée",
    "Cette page n'existe pas",
    "La page demandée n'existe plus",
    "الصفحة غير موجودة",
    "الصفحة المطلوبة غير موجودة",
    "Página no encontrada",
    "Error establishing a database connection",
    "Too Many Requests",
    "خطأ 404",
]


@pytest.mark.parametrize("heading", ERRORS)
def test_errors_under_status_200(heading: str):
    for page in (_page(heading), _page("Maghress", heading)):
        assert ErrorPage(Capture(page)).matches()
        for url in (ARTICLE_URL, "https://www.maghress.com/fr/atlasmatin"):
            found = extract(page, url=url)
            assert (found.kind, found.articles) == ("error", [])


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 502, 503])
@pytest.mark.parametrize(
    "content", [b"", b"gone", b"<html><body>Bonjour</body></html>", b"\x89PNG\r\n\x1a\n"]
)
def test_the_http_status_counts(status: int, content: bytes):
    page = read(Capture(content, url=ARTICLE_URL, status=status))
    assert page.kind == "error"
    assert page.article() is None


WALLS = [
    "Just a moment...",
    "Attention Required! | Cloudflare",
    "Checking your browser before accessing maghress.com",
    "Please wait...",
    "Are you a robot?",
    "Access denied",
    "Vérification de sécurité",
    "Avant de continuer",
    "Before you continue",
    "Gestion des cookies",
    "قبل المتابعة إلى الموقع",
    "Antes de continuar",
]


@pytest.mark.parametrize("heading", WALLS)
@pytest.mark.parametrize("status", [None, 200, 403, 503])
def test_captcha_and_consent_pages(heading: str, status: int | None):
    for content in (
        _page(heading, "", "Activez JavaScript."),
        _page("maghress.com", heading, "Activez JavaScript."),
    ):
        page = read(Capture(content, url=ARTICLE_URL, status=status))
        assert page.kind == "challenge"
        assert page.article() is None


@pytest.mark.parametrize(
    "mark",
    [
        '<form id="challenge-form"></form>',
        '<div class="g-recaptcha"></div>',
        '<script src="https://js.hcaptcha.com/1/api.js"></script><div class="h-captcha"></div>',
        '<div class="cf-turnstile"></div>',
        '<iframe src="/_Incapsula_Resource?x=1"></iframe>',
    ],
)
def test_markers_of_known_products_on_a_page_with_little_text(mark: str):
    page = (
        f"<html><head><title>maghress.com</title></head><body>{mark}<p>Un moment.</p></body></html>"
    )
    assert ChallengePage(Capture(page, url=ARTICLE_URL)).matches()


@pytest.mark.parametrize("name", ["challenge", "consent"])
def test_captcha_pages_of_the_replica(name: str):
    for story in corpus.stories()[:5]:
        found = extract(render.wall(name, story.site, story.path), url=story.url)
        assert (found.kind, found.articles) == ("challenge", [])


@pytest.mark.parametrize("heading", ["Forbidden", "Access Denied | maghress.com", "Security check"])
def test_the_same_words_alone_are_refusals(heading: str):
    page = _page(heading, heading, "Activez JavaScript.")
    assert extract(page, url=ARTICLE_URL).kind in ("error", "challenge")


def test_a_consent_dialog_on_an_article_is_not_a_consent_page():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs * 6)
    dialog = "<div><h2>We value your privacy</h2><p>We use cookies.</p><button>Accept all</button>"
    page = (
        f"<html><head><title>{story.headline}</title></head>"
        f"<body>{dialog}</div><article><h1>{story.headline}</h1>{body}</article></body></html>"
    )
    found = extract(page, url="https://www.example.org/regions/khouribga.html")
    assert found.kind == "article"
    wall = page.replace(story.headline, "We value your privacy")
    assert extract(wall, url="https://www.example.org/regions/khouribga.html").kind == "challenge"


def test_articles_are_not_refusals():
    """Covers the whole corpus, in the known layout and in an unknown one."""
    for story in corpus.stories():
        page = render.article(story)
        assert not ErrorPage(Capture(page)).matches(), story.id
        assert not ChallengePage(Capture(page)).matches(), story.id
        body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
        foreign = (
            f"<html><head><title>{story.headline}</title></head>"
            f"<body><h1>{story.headline}</h1>{body}</body></html>"
        )
        assert not ErrorPage(Capture(foreign)).matches(), story.id
        assert not ChallengePage(Capture(foreign)).matches(), story.id


# Headlines that begin or end like the heading of an error or CAPTCHA page.
HEADLINES = [
    "404 logements sociaux distribués à Khouribga avant la fin de l'année",
    "500 dirhams pour chaque famille d'élève",
    "404 kilomètres à vélo",
    "500 logements distribués",
    "Tanger - 420 logements attribués",
    "403 مدارس جديدة",
    "Missing trawler's black box still not found",
    "Erreur médicale : un médecin relaxé",
    "La page des années de sécheresse est tournée",
    "Un instant de poésie dans les jardins de l'Oudaya",
    "Consentement des patients : les hôpitaux s'organisent",
    "تحقق أول إنتاج للزعفران في مزارع تالوين",
    "Captchas et robots : nos étudiants enquêtent",
    "Forbidden fruit: quinces return to the markets of Meknes",
    "Not found on any map: the springs of Tafilalt",
    "Too many requests for help, says the mayor of Azilal",
    "Security checks tightened at Menara airport",
    "Access denied to the old harbour, and fishermen protest",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_that_resembles_an_error_is_a_headline(headline: str):
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    page = (
        f"<html><head><title>{headline}</title></head>"
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    )
    found = extract(page, url="https://www.example.org/regions/khouribga.html")
    assert found.kind == "article"
    assert [article.headline for article in found.articles] == [headline]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_listing_with_such_a_headline_is_a_listing(headline: str):
    entries = "".join(
        f"<div><h2><a href='/fr/atlasmatin/{number}'>{text}</a></h2>"
        f"<span>0{number} - 05 - 2024</span><p>Le texte commence (...)</p></div>"
        for number, text in enumerate(
            ["La pluie revient à Fès", headline, "Le marché aux fleurs déménage"], start=1
        )
    )
    page = (
        "<html><head><title>Atlas Matin</title></head><body><h1>Atlas"
        f" Matin</h1>{entries}</body></html>"
    )
    found = extract(page, url="https://www.maghress.com/fr/atlasmatin")
    assert found.kind == "listing"
    assert [link.text for link in found.links if link.leads_to == "article"][1] == headline


@given(st.text(max_size=200), st.sampled_from([None, 200, 404]))
@settings(deadline=None, max_examples=150)
def test_any_page_can_be_checked(text: str, status: int | None):
    page = f"<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>"
    capture = Capture(page, status=status)
    assert ErrorPage(capture).matches() or status != 404
    assert ChallengePage(capture).matches() in (True, False)
