"""Sites that differ from the seven: default edition, URLs, page classes."""

from __future__ import annotations

import pytest

import newsscraper
from newsscraper.pages.article import ArticlePage
from newsscraper.pages.listing import FrontPage, ListingPage
from newsscraper.scope import ScopeError, scope_of
from newsscraper.sites import PageClasses, Site, address_of, canonical_url, register, site_of
from newsscraper.sites.page_classes import PLATFORM_PAGES
from tests.sites import french_first as french_first_site
from tests.sites import regional
from tests.sites.registered import registered


@pytest.fixture
def french_first():
    with registered(french_first_site.SITE) as site:
        yield site


@pytest.fixture
def regional_site():
    with registered(regional.SITE) as site:
        yield site


# A site whose default edition is French


@pytest.mark.parametrize(
    ("path", "kind", "edition", "source", "article_id", "canonical"),
    [
        ("/", "front", "fr", None, None, "/"),
        ("/fr", "front", "fr", None, None, "/"),
        ("/ar/", "front", "ar", None, None, "/ar"),
        ("/rss", "feed", "fr", None, None, "/rss"),
        ("/ar/rss", "feed", "ar", None, None, "/ar/rss"),
        ("/matin", "listing", "fr", "matin", None, "/matin"),
        ("/fr/matin", "listing", "fr", "matin", None, "/matin"),
        ("/ar/matin", "listing", "ar", "matin", None, "/ar/matin"),
        ("/matin/7", "article", "fr", "matin", "francoress/fr/matin/7", "/matin/7"),
        ("/fr/matin/7", "article", "fr", "matin", "francoress/fr/matin/7", "/matin/7"),
        ("/ar/matin/7", "article", "ar", "matin", "francoress/ar/matin/7", "/ar/matin/7"),
        ("/ar/author/A+B", "author", "ar", None, None, "/ar/author/A+B"),
    ],
)
def test_addresses_of_a_french_first_site(
    french_first, path, kind, edition, source, article_id, canonical
):
    address = address_of(f"http://francoress.example{path}")
    assert (address.kind, address.edition, address.source_id) == (kind, edition, source)
    assert address.article_id == article_id
    assert address.url == f"https://www.francoress.example{canonical}"
    assert canonical_url(address.url) == address.url


def test_pages_of_a_french_first_site_have_their_addresses(french_first):
    root = "https://www.francoress.example"
    assert french_first.home == french_first.front_url("fr") == f"{root}/"
    assert french_first.front_url("ar") == f"{root}/ar"
    assert french_first.listing_url("fr", "matin") == f"{root}/matin"
    assert french_first.listing_url("ar", "matin") == f"{root}/ar/matin"
    assert french_first.feed_url("fr") == f"{root}/rss"
    assert french_first.author_url("ar", "Awa Diop") == f"{root}/ar/author/Awa+Diop"


def test_pages_of_a_french_first_site_are_read_in_their_edition(french_first):
    page = (
        '<span class="articletitle">Le port rouvre</span><span class="articlenewspaper">Publié dans'
        ' <a href="/matin">Matin</a> le 05 - 01 - 2026</span><span class="articlecontent">Le port'
        " rouvre ses quais aux navires ce matin.</span>"
    )
    [article] = newsscraper.extract(page, "https://francoress.example/matin/7").articles
    assert (article.id, article.edition, article.source_id, article.published) == (
        "francoress/fr/matin/7",
        "fr",
        "matin",
        "2026-01-05",
    )
    entries = "".join(f'<p><a href="/matin/{number}">Un titre</a></p>' for number in (1, 2, 3))
    front = newsscraper.extract(entries, "https://francoress.example/")
    assert (front.kind, front.edition) == ("front", "fr")
    assert [link.article_id for link in front.links] == [
        f"francoress/fr/matin/{number}" for number in (1, 2, 3)
    ]
    assert newsscraper.extract(entries, "https://francoress.example/ar").edition == "ar"


def test_a_crawl_of_a_french_first_site_covers_its_own_editions(french_first):
    scope = scope_of("francoress")
    assert scope.editions == ("fr", "ar")
    assert scope_of("francoress", ["ar"]).editions == ("ar",)
    assert scope_of("francoress", sources=["matin"]).sources == ("matin",)
    with pytest.raises(ScopeError, match="invalid source 'ar'"):
        scope_of("francoress", sources=["ar"])
    french = scope_of("francoress", ["fr"])
    assert french.covers(address_of("https://francoress.example/matin/7"))
    assert not french.covers(address_of("https://francoress.example/ar/matin/7"))


# A site with page classes of its own


class OwnListing(ListingPage):
    layout = "OwnListing"

    def matches(self) -> bool:
        return True


class OwnFront(FrontPage):
    layout = "OwnFront"

    def matches(self) -> bool:
        return True


class OwnArticle(ArticlePage):
    layout = "OwnArticle"

    def matches(self) -> bool:
        return True


OWN_PAGES = Site(
    "ownpages",
    "ownpages.example",
    "MA",
    "Africa/Casablanca",
    pages=PageClasses(
        article=(OwnArticle, *PLATFORM_PAGES.article), listing=(OwnListing,), front=(OwnFront,)
    ),
)


@pytest.mark.parametrize(
    ("path", "layout"),
    [
        ("/", "OwnFront"),
        ("/fr", "OwnFront"),
        ("/matin/7", "OwnArticle"),
        ("/author/A", "AuthorPage"),
    ],
)
def test_each_kind_of_address_is_read_by_its_own_class(path, layout):
    with registered(OWN_PAGES):
        html = "<p>Rien</p>"
        assert newsscraper.extract(html, f"https://ownpages.example{path}").layout == layout


def test_a_listing_is_read_by_the_sites_own_class():
    listing_only = Site(
        "ownlisting",
        "ownlisting.example",
        "MA",
        "Africa/Casablanca",
        pages=PageClasses(listing=(OwnListing,), front=(OwnFront,)),
    )
    with registered(listing_only):
        found = newsscraper.extract("<p>Rien</p>", "https://ownlisting.example/matin")
        assert (found.kind, found.layout) == ("listing", "OwnListing")
        front = newsscraper.extract("<p>Rien</p>", "https://ownlisting.example/")
        assert (front.kind, front.layout) == ("front", "OwnFront")


def test_other_sites_keep_the_classes_of_the_platform():
    with registered(OWN_PAGES):
        found = newsscraper.extract("<p>Rien</p>", "https://www.maghress.com/matin")
        assert found.layout == "UnknownPage"


# A site with URLs of its own


@pytest.mark.parametrize(
    ("path", "kind", "source", "number"),
    [
        ("/", "front", None, None),
        ("/sports", "listing", "sports", None),
        ("/sports/?page=2", "listing", "sports", None),
        ("/sports/page-2.html", "other", None, None),
        ("/sports/le-derby-du-rif-4711.html", "article", "sports", "4711"),
        ("/sports/le-derby.html", "other", None, None),
        ("/fr/le-derby-4711.html", "other", None, None),
    ],
)
def test_urls_of_a_sites_own_scheme(regional_site, path, kind, source, number):
    address = address_of(f"https://regional.example{path}")
    assert (address.kind, address.source_id, address.number) == (kind, source, number)


def test_an_article_of_a_sites_own_scheme_has_its_id(regional_site):
    url = "https://www.regional.example/sports/le-derby-du-rif-4711.html"
    assert address_of(url + "?utm_source=x#top").url == url
    assert address_of(url).article_id == "regional/fr/sports/4711"


def test_a_site_may_have_no_feed_and_no_pages_of_authors(regional_site):
    assert regional_site.feed_url("fr") is None
    assert regional_site.author_url("fr", "Awa Diop") is None
    with pytest.raises(ScopeError, match="regional has no pages of authors"):
        scope_of("regional", authors=["Awa Diop"])


# Adding a site


def test_a_registered_site_is_known_everywhere(regional_site):
    assert newsscraper.SITES["regional"] is regional_site
    assert site_of("http://www.regional.example/sports") is regional_site
    assert scope_of("regional.example").site is regional_site


@pytest.mark.parametrize(
    ("site", "problem"),
    [
        (Site("maghress", "x.example", "MA", "UTC"), "already a site named 'maghress'"),
        (Site("x", "maghress.com", "MA", "UTC"), "already the domain of maghress"),
        (Site("x", "www.x.example", "MA", "UTC"), "not a domain"),
        (Site("x", "X.example", "MA", "UTC"), "not a domain"),
        (Site("x", "https://x.example", "MA", "UTC"), "not a domain"),
        (Site("x", "x.example", "MA", "UTC", ()), "x has no edition"),
    ],
)
def test_a_site_that_cannot_be_added(site, problem):
    before = dict(newsscraper.SITES)
    with pytest.raises(ValueError, match=problem):
        register(site)
    assert before == newsscraper.SITES
