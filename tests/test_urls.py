"""Addresses in one normal form."""

from __future__ import annotations

from time import process_time
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsscraper.sites import address_of, canonical_url
from newsscraper.urls import absolute, canonical, host_of, normal_path, with_scheme
from tests.sites.seven import SEVEN

HOSTS = st.sampled_from(
    [
        *"example.org www.example.org WWW.Example.ORG example.org. example.org:443 example.org:80"
        " example.org:8080".split(),
        *"user:secret@example.org مثال.إختبار www.maghress.com 127.0.0.1 web.archive.org".split(),
    ]
)
PATHS = st.text(alphabet="%25aDfF80/.+ é~اAB;=@,:'()", max_size=25)
QUERIES = st.sampled_from(
    ["", "?", "?id=5&page=2", "?utm_source=x&id=5", "?fbclid=1", "?a=b&&c=%20d", "?q=été"]
)
URLS = st.builds(
    "{}{}/{}{}{}".format,
    st.sampled_from(["http://", "https://", "HTTPS://", "", "//"]),
    HOSTS,
    PATHS,
    QUERIES,
    st.sampled_from(["", "#", "#haut", "#a/b?c"]),
)


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("https://www.turess.com/fr/a/1", "/fr/b/2", "https://www.turess.com/fr/b/2"),
        ("https://www.turess.com/fr/a/1", "3", "https://www.turess.com/fr/a/3"),
        ("https://www.turess.com/fr/a/1", "?page=2", "https://www.turess.com/fr/a/1?page=2"),
        ("https://www.turess.com/fr/a/1", "//cdn.example/i.jpg", "https://cdn.example/i.jpg"),
        ("https://www.turess.com/fr/a/1", "  http://x.example/y\n", "http://x.example/y"),
        (None, "https://x.example/y", "https://x.example/y"),
        (None, "/fr/b/2", None),
        ("https://www.turess.com/", "#haut", None),
        ("https://www.turess.com/", "mailto:redaction@x.example", None),
        ("https://www.turess.com/", "javascript:void(0)", None),
        ("https://www.turess.com/", "data:image/gif;base64,AAAA", None),
        ("https://www.turess.com/", "tel:+21671000000", None),
        ("https://www.turess.com/", "", None),
        ("https://www.turess.com/", None, None),
        ("https://www.turess.com/fr/a/1", "\\fr\\b\\2", "https://www.turess.com/fr/b/2"),
        ("https://www.turess.com/fr/a/1", "..\\b\\2", "https://www.turess.com/fr/b/2"),
        ("https://www.turess.com/fr/a/1", "\\\\cdn.example\\i.jpg", "https://cdn.example/i.jpg"),
        (
            "https://www.turess.com/fr/a/1",
            "https:\\\\x.example\\y?u=a\\b",
            "https://x.example/y?u=a\\b",
        ),
        ("https://www.turess.com/fr/a/1", "///cdn.example/i.jpg", "https://cdn.example/i.jpg"),
        ("https://www.turess.com/fr/a/1", "https:///x.example/y", "https://x.example/y"),
        ("https://www.turess.com/fr/a/1", "https:/x.example/y", "https://x.example/y"),
        ("https://www.turess.com/fr/a/1", "https:/fr/b/2", "https://www.turess.com/fr/b/2"),
        ("https://www.turess.com/fr/a/1", "https:2", "https://www.turess.com/fr/a/2"),
        ("https://www.turess.com/fr/a/1", "http:/fr/b/2", None),
        ("https://www.turess.com/fr/a/1", "http://http://x.example/y", "http://x.example/y"),
        ("https://www.turess.com/fr/a/1", "www.x.example/y", "https://www.x.example/y"),
        ("https://www.turess.com/fr/a/1", "www.html", "https://www.turess.com/fr/a/www.html"),
        ("https://www.turess.com/fr/a/1", "/fr/x/%2e%2E/b/2", "https://www.turess.com/fr/b/2"),
        ("https://www.turess.com/fr/a/1", "%2e%2e/b/2", "https://www.turess.com/fr/b/2"),
        ("https://www.turess.com/fr/a/1", "/a%2e%2eb", "https://www.turess.com/a%2e%2eb"),
        ("https://www.turess.com/fr/a/1", "\u200b/fr/b/2\u200f", "https://www.turess.com/fr/b/2"),
        ("https://www.turess.com/fr/a/1", "\u200b#haut", None),
        ("https://www.turess.com/", "http://[", None),
        (
            "https://web.archive.org/web/20200101000000/https://www.turess.com/fr/a/1",
            "https://web.archive.org/web/20200101000000/https://www.turess.com/fr/b/2",
            "https://www.turess.com/fr/b/2",
        ),
    ],
)
def test_absolute(base: str | None, href: str | None, expected: str | None):
    assert absolute(base, href) == expected


@pytest.mark.parametrize(
    "href",
    [
        "https://www.lixus.example/a/b.html?page=2#top",
        "https://www.lixus.example//a",
        "/a/b.html",
        "/a/b/?q=1",
        "/.a/b",
    ],
)
def test_a_link_that_needs_no_repair_stays_as_it_is(href: str):
    assert absolute("https://www.phare.example/x/y", href) == (
        href if href[0] == "h" else f"https://www.phare.example{href}"
    )


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/a#", "/a"),
        ("/a?", "/a"),
        ("/a;", "/a"),
        ("/a/../b.html", "/b.html"),
        ("/a/./b", "/a/b"),
        ("/a/%2e%2e/b", "/b"),
    ],
)
def test_a_link_with_empty_parts_or_dots_is_repaired(href: str, path: str):
    base = "https://www.phare.example/x/y"
    assert absolute(base, href) == f"https://www.phare.example{path}"


@given(st.none() | st.text() | URLS, st.none() | st.text() | URLS)
@settings(deadline=None, max_examples=200)
def test_absolute_returns_an_http_address_or_none(base: str | None, href: str | None):
    found = absolute(base, href)
    assert found is None or found.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.maghress.com/fr/x/1", "maghress.com"),
        ("HTTP://WWW.MAGHRESS.COM./", "maghress.com"),
        ("http://maghress.com:80/", "maghress.com"),
        ("https://maghress.com:443/", "maghress.com"),
        ("https://maghress.com:8443/", "maghress.com:8443"),
        ("https://user:secret@maghress.com/", "maghress.com"),
        ("https://fr.maghress.com/", "fr.maghress.com"),
        ("https://notmaghress.com/", "notmaghress.com"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("maghress.com/fr/x/1", ""),
        ("mailto:a@b.example", ""),
        ("http://[", ""),
        ("http://x.example:99999999/", ""),
        ("", ""),
    ],
)
def test_host_of(url: str, expected: str):
    assert host_of(url) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "/"),
        ("/", "/"),
        ("/fr/yabiladi/148210/", "/fr/yabiladi/148210"),
        ("//fr///yabiladi/./148210", "/fr/yabiladi/148210"),
        ("/fr/x/../yabiladi/148210", "/fr/yabiladi/148210"),
        ("/../../a", "/a"),
        ("/%D8%A7%D9%84", "/%D8%A7%D9%84"),
        ("/%d8%a7%d9%84", "/%D8%A7%D9%84"),
        ("/ال", "/%D8%A7%D9%84"),
        ("/%25D8%25A7%25D9%2584", "/%D8%A7%D9%84"),
        ("/%2525D8%2525A7", "/%D8%A7"),
        ("/%7Eauteur", "/~auteur"),
        ("/a%20b", "/a%20b"),
        ("/a b", "/a%20b"),
        ("/%E9t%E9", "/%E9t%E9"),
        ("/taux-de-100%25", "/taux-de-100%25"),
        ("/fr/x/%2e%2E/a", "/fr/a"),
        ("/fr/%2e/a", "/fr/a"),
        ("/fr/x/%252e%252e/a", "/fr/x/%252E%252E/a"),
        ("/a%2Fb/c", "/a%2Fb/c"),
        ("/a%252fb", "/a%2Fb"),
        ("\\fr\\a", "/fr/a"),
    ],
)
def test_normal_path(path: str, expected: str):
    assert normal_path(path) == expected


@pytest.mark.parametrize(
    "name",
    ["Salma+Berrada", "Salma%2BBerrada", "Salma%252BBerrada", "Salma Berrada", "Salma%20Berrada"],
)
def test_the_plus_of_a_name_is_one_however_it_is_written(name: str):
    assert normal_path(f"/fr/author/{name}", plus=True) == "/fr/author/Salma+Berrada"


@given(st.text(max_size=30) | PATHS)
@example("/%2%35D8")
@example("/%%41a")
@settings(deadline=None, max_examples=300)
def test_normal_path_is_idempotent(path: str):
    once = normal_path(path)
    assert normal_path(once) == once
    assert once.isascii()
    assert (
        len(once) <= 12 * len(path) + 1
    )  # four bytes of three characters each, and the leading slash


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("maghress.com/fr/yabiladi/148210", "https://maghress.com/fr/yabiladi/148210"),
        (" maghress.com ", "https://maghress.com"),
        ("//maghress.com/x", "https://maghress.com/x"),
        ("http://maghress.com/x", "http://maghress.com/x"),
        ("localhost:8080/x", "https://localhost:8080/x"),
    ],
)
def test_with_scheme(url: str, expected: str):
    assert with_scheme(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://Example.ORG/A/b?id=5#c", "https://example.org/A/b?id=5"),
        ("example.org", "https://example.org/"),
        ("https://www.example.org/a/", "https://www.example.org/a"),
        ("http://example.org:80/a", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=5&fbclid=z", "https://example.org/a?id=5"),
        ("https://example.org/a?gclid=1", "https://example.org/a"),
        ("https://example.org/a?utmost=1", "https://example.org/a?utmost=1"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/%25D8%25A7", "https://example.org/%D8%A7"),
        (
            "https://web.archive.org/web/20240101120000/http://example.org/a",
            "https://example.org/a",
        ),
        (
            "https://web.archive.org/web/20240101120000id_/http://example.org/a",
            "https://example.org/a",
        ),
        ("http://[::1]/a", "https://[::1]/a"),
        ("http://[fe80::1%25eth0]/a", "http://[fe80::1%25eth0]/a"),
        ("http://[::%00]/a", "http://[::%00]/a"),
        ("https://archive.org/web/2024/https:/example.org/a", "https://example.org/a"),
        ("http://wayback.archive.org/web/2014*/http://example.org/a", "https://example.org/a"),
        ("https://www.web.archive.org:443/web/*/example.org/a", "https://example.org/a"),
        ('https://example.org/a"', "https://example.org/a"),
        ("« https://example.org/a", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("[https://example.org/a]", "https://example.org/a"),
        ('https://example.org/a?q="b"', 'https://example.org/a?q="b"'),
    ],
)
def test_canonical(url: str, expected: str):
    assert canonical(url) == expected


@given(st.text() | URLS)
@example("https://example.org/a?b #c")
@example("https://web.archive.org/web/2020/https://web.archive.org/web/2021/https://example.org/a")
@example("https://example.org/%2%35D8")
@example("http://[::1]:8080/a")
@example("https://www./a")
@settings(deadline=None, max_examples=500)
def test_canonical_is_idempotent(url: str):
    once = canonical(url)
    assert canonical(once) == once
    assert len(once) <= 20 * len(url) + 40


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/\ud800",
        "\udcff",
        "https://example.org/?q=\udce9",
        "https://\udce9.example/",
    ],
)
def test_lone_surrogates_from_a_shell_raise_nothing(url: str):
    canonical(url)
    canonical_url(url)
    host_of(url)
    absolute(url, url)


SLUGS = st.sampled_from(
    [
        "yabiladi",
        "le-matin",
        "Al_Bayane",
        "المساء",
        "l'économiste",
        "لوماتان-24",
        "nuevo diario",
        "a.b",
    ]
)
ENCODERS = [
    lambda slug: slug,
    lambda slug: quote(slug),
    lambda slug: quote(slug).lower() if slug != slug.upper() and slug.islower() else quote(slug),
    lambda slug: quote(quote(slug)),
    lambda slug: quote(quote(quote(slug))),
]
SPELLINGS = st.tuples(
    st.sampled_from(["http://", "https://", "HTTP://", ""]),
    st.sampled_from(["", "www.", "WWW."]),
    st.sampled_from(["", ":default"]),
    st.sampled_from(["/", "//"]),
    st.sampled_from(ENCODERS),
    st.sampled_from(["", "/"]),
    st.sampled_from(["", "?", "?page=3", "?utm_source=fb&x=é", "?u=https://www.masress.com/a/1"]),
    st.sampled_from(["", "#", "#commentaires", "#/fr/x/2"]),
)


@given(
    site=st.sampled_from(SEVEN),
    edition=st.sampled_from(["", "fr", "en"]),
    slug=SLUGS,
    number=st.integers(1, 10**9),
    spellings=st.lists(SPELLINGS, min_size=2, max_size=4),
)
@settings(deadline=None, max_examples=300)
def test_one_article_has_one_identity_however_its_address_is_written(
    site, edition, slug, number, spellings
):
    found = set()
    for scheme, www, port, slash, encode, closing, query, fragment in spellings:
        default = {"http://": ":80", "https://": ":443", "": ""}[scheme.lower()] if port else ""
        path = (
            slash + (f"{edition}{slash}" if edition else "") + f"{encode(slug)}/{number}{closing}"
        )
        url = f"{scheme}{www}{site.domain}{default}{path}{query}{fragment}"
        address = address_of(canonical(url))
        assert address is not None
        assert address.kind == "article"
        found.add((address.article_id, address.url, canonical_url(url)))
    assert len(found) == 1
    identity, url, same = found.pop()
    assert url == same
    assert identity.startswith(f"{site.name}/{edition or 'ar'}/")
    assert identity.endswith(f"/{number}")
    assert url.startswith(f"https://www.{site.domain}/")
    assert not set("?#") & set(url)


PIECES = st.sampled_from("/ // fr 148210 a-b_c~d . .. ?q=1 %41 + é : @ www.".split())
PLAIN_HOSTS = st.sampled_from(
    "https://www.maghress.com http://maghress.com https://www.com https://www.www.example.org".split()
)


@given(PLAIN_HOSTS, st.lists(PIECES, max_size=8).map("".join))
@example("https://www.maghress.com", "fr/yabiladi/148210")
@example("https://www.maghress.com", "fr//yabiladi/../148210/")
def test_the_fast_path_gives_the_same_address(host, path):
    """A fragment or the scheme's own port has it taken apart, and changes nothing."""
    url = f"{host}/{path}"
    port = "443" if url.startswith("https") else "80"
    assert canonical(url) == canonical(url + "#top")
    assert host_of(url) == host_of(f"{host}:{port}/{path}")


BASES = (
    "https://www.maghress.com/fr/yabiladi/1",
    "http://127.0.0.1:8000/a/b",
    "HTTPS://maghress.com",
    "https://web.archive.org/web/2020/https://www.maghress.com/",
)
LINK_PIECES = st.sampled_from(
    "a b.html - / // . .. %2e %D8 ; ? # & = : @ www.x.com web 2020".split()
)


@given(st.one_of(st.just(""), PLAIN_HOSTS), st.lists(LINK_PIECES, max_size=8).map("".join))
@example("https://web.archive.org", "web/2020/www.x.com")
@example("https://x.example", "a?")
@example("", "a/../b;#")
def test_the_fast_path_gives_the_same_link(host, path):
    """A tab has a link taken apart, and changes nothing."""
    href = f"{host}/{path}"
    for base in BASES:
        assert absolute(base, href) == absolute(base, f"{href[:1]}\t{href[1:]}")


def test_the_fast_path_accepts_only_normal_paths():
    assert normal_path("/fr/yabiladi/148210") == "/fr/yabiladi/148210"
    assert (
        normal_path("/fr/yabiladi/148210/")
        == normal_path("//fr/./yabiladi/148210")
        == "/fr/yabiladi/148210"
    )


@pytest.mark.parametrize(
    "text",
    [
        "\u200b" * 100_000 + "x" + "\u200b" * 100_000 + "y",
        "https://a.example/?b=" + "\u200b " * 100_000 + "x",
    ],
)
def test_invisible_characters_take_linear_time(text: str):
    started = process_time()
    canonical(text)
    assert process_time() - started < 1
