"""JSON-LD and OpenGraph."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsel import Selector

from newsscraper.items.records import Witness
from newsscraper.pages.witness import witness


def _linked(*data: object) -> Witness:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(entry)}</script>' for entry in data
    )
    return witness(Selector(f"<html><head>{scripts}</head><body></body></html>").root)


def _meta(**names: str) -> Witness:
    tags = "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in names.items()
    )
    return witness(Selector(f"<html><head>{tags}</head><body></body></html>").root)


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Le port de Safi rouvre",
    "datePublished": "2024-05-07T10:30:00+01:00",
    "author": {"@type": "Person", "name": "Salma Berrada"},
    "publisher": {"@type": "Organization", "name": "Atlas Matin"},
    "articleSection": "Économie",
    "image": [
        "https://x.example/a.jpg",
        {"@type": "ImageObject", "url": "https://x.example/b.jpg"},
    ],
}
EXPECTED = Witness(
    headline="Le port de Safi rouvre",
    published="2024-05-07T10:30:00+01:00",
    author="Salma Berrada",
    section="Économie",
    source="Atlas Matin",
    images=("https://x.example/a.jpg", "https://x.example/b.jpg"),
)


@pytest.mark.parametrize(
    "data",
    [
        (ARTICLE,),
        ([ARTICLE],),
        (
            {
                "@context": "https://schema.org",
                "@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE],
            },
        ),
        ({"@type": "BreadcrumbList", "name": "x"}, ARTICLE),
        ({**ARTICLE, "@type": ["Article", "NewsArticle"]},),
        ({**ARTICLE, "author": "Salma Berrada", "publisher": "Atlas Matin"},),
    ],
)
def test_the_forms_of_json_ld(data: tuple[object, ...]):
    assert _linked(*data) == EXPECTED


def test_open_graph():
    found = _meta(
        og__title="عودة الدراسة",
        article__published_time="2024-05-07",
        article__author="أمينة الوردي",
        article__section="مجتمع",
        og__image="https://x.example/a.jpg",
    )
    assert found == Witness(
        "عودة الدراسة", "2024-05-07", "أمينة الوردي", "مجتمع", None, ("https://x.example/a.jpg",)
    )


def test_the_address_of_a_profile_is_not_a_name():
    assert _meta(article__author="https://social.example/salma").author is None


def test_json_ld_is_preferred_to_open_graph():
    script = (
        '<script type="application/ld+json">'
        f"{json.dumps({'@type': 'NewsArticle', 'headline': 'Deux'})}</script>"
    )
    page = (
        '<html><head><meta property="og:title" content="Un"><meta property="og:image"'
        f' content="/a.jpg">{script}</head></html>'
    )
    found = witness(Selector(page).root)
    assert (found.headline, found.images) == ("Deux", ("/a.jpg",))


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        "[]",
        "3",
        '"NewsArticle"',
        '{"@type": "NewsArticle"',
        '{"@type": null, "headline": "x"}',
        '{"@type": {"a": 1}, "headline": "x"}',
        '{"@type": [{"a": 1}], "headline": "x"}',
        '{"@type": [null, 3], "headline": "x"}',
        '{"@type": "Recipe", "headline": "x"}',
        '{"@graph": {"@type": 3}}',
        (
            '{"@type": "NewsArticle", "headline": [], "author": {}, "publisher": [null], "image":'
            ' {"url": ["x"]}}'
        ),
        '{"@type": "NewsArticle", "headline": 5, "datePublished": 20240507, "image": 3}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 10_000,
    ],
)
def test_broken_or_other_json_ld_is_skipped(script: str):
    page = (
        '<html><head><meta property="og:title" content="Un"><script'
        f' type="application/ld+json">{script}</script></head></html>'
    )
    found = witness(Selector(page).root)
    assert found == Witness(headline="Un")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["NewsArticle", "Article"]),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@graph",
                    "headline",
                    "datePublished",
                    "author",
                    "publisher",
                    "image",
                    "name",
                    "url",
                    "x",
                ]
            ),
            children,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(JSON)
@settings(deadline=None, max_examples=400)
def test_any_json_can_be_read_and_gives_only_texts(data: object):
    found = _linked(data)
    for value in (
        found.headline,
        found.published,
        found.author,
        found.section,
        found.source,
        *found.images,
    ):
        assert value is None or (isinstance(value, str) and value)


def test_a_page_without_metadata():
    assert (
        witness(
            Selector("<html><head><title>Titre</title></head><body><p>Texte</p></body></html>").root
        )
        == Witness()
    )


ENVELOPES = [
    "{}",
    "\ufeff{}",
    "\u200b\n {} \u00a0",
    "{};",
    "{},",
    "{} ; ",
    "<!-- {} -->",
    "<!--\n{}\n-->",
    "<!--//\n{}\n//-->",
    "<!--/* {} */-->",
    "<![CDATA[{}]]>",
    "//<![CDATA[\n{}\n//]]>",
    "// <![CDATA[\n{}\n// ]]>",
    "//<![CDATA[{}//]]>",
    "/*<![CDATA[*/{}/*]]>*/",
    "/* <![CDATA[ */\n{}\n/* ]]> */",
    "<!--//--><![CDATA[//><!--\n{}\n//--><!]]>",
    '// la page "d\'hier"\n{}',
    "/* schema [v2] */ {}",
    "<!-- [schema] -->{}<!-- fin -->",
    "{}\n// fin",
    "var data = {};",
    '{{"@type": "WebSite", "name": "x"}}\n{}',
    '{{"@type": "WebSite", "name": "x"}},\n{}',
    '[{{"@type": "WebSite", "name": "x",}},\n// article\n{},]',
    '{{"@type": "WebSite", "url": "https://x.example/", "mainEntity": {}, }}',
]


def _script(text: str, kind: str = "application/ld+json") -> Witness:
    return witness(
        Selector(
            f'<html><head><script type="{kind}">{text}</script></head><body></body></html>'
        ).root
    )


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_json_ld_is_read_from_any_wrapping(envelope: str):
    assert _script(envelope.format(json.dumps(ARTICLE, ensure_ascii=False))) == EXPECTED


def test_comment_marks_inside_texts_are_kept():
    headline = "Prix : 3 // 4, <!-- ou --> /* non */ ,} ]]> \\\\ fin"
    data = json.dumps({"@type": "NewsArticle", "headline": headline})
    assert _script(f"//<![CDATA[\n{data};\n//]]>").headline == headline


def test_json_that_was_escaped_for_html_is_read():
    assert _script(json.dumps(ARTICLE).replace('"', "&quot;")) == EXPECTED


@pytest.mark.parametrize("quote", ["&#34;", "&#x22;", "&amp;quot;", "&amp;#34;"])
def test_json_escaped_in_other_ways_is_read(quote: str):
    assert _script(json.dumps(ARTICLE).replace('"', quote)) == EXPECTED


def test_an_invalid_backslash_is_removed():
    text = json.dumps(
        {"@type": "NewsArticle", "headline": 'L?été \\ "neuf" \n fin'}, ensure_ascii=False
    ).replace("?", "\\'")
    assert _script(text).headline == 'L\'été \\ "neuf" \n fin'


@pytest.mark.parametrize(
    "kind", ["APPLICATION/LD+JSON", "application/ld+json; charset=utf-8", " Application/Ld+Json "]
)
def test_the_media_type_is_read_in_any_case(kind: str):
    assert _script(json.dumps(ARTICLE), kind) == EXPECTED


@pytest.mark.parametrize(
    "kind",
    [
        "https://schema.org/NewsArticle",
        "http://schema.org/Article/",
        "schema:BlogPosting",
        "newsArticle",
        ["WebPage", "http://schema.org/ReviewNewsArticle"],
        "AdvertiserContentArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "LiveBlogPosting",
        "SatiricalArticle",
        "MedicalScholarlyArticle",
        "TechArticle",
        "APIReference",
        "SocialMediaPosting",
        "DiscussionForumPosting",
        "WebPage, NewsArticle",
        "Thing https://schema.org/NewsArticle",
        [["Thing"], ["NewsArticle"]],
    ],
)
def test_every_subtype_of_article_is_accepted(kind: object):
    assert _linked({**ARTICLE, "@type": kind}) == EXPECTED


@pytest.mark.parametrize(
    "data",
    [
        {"@context": "https://schema.org", "@graph": ARTICLE},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "WebPage", "mainEntity": [{"@type": "Person", "name": "x"}, ARTICLE]},
        {"@graph": [{"@type": "WebPage", "mainEntity": ARTICLE}]},
        {"@graph": [[{"@graph": [ARTICLE]}]]},
        [[[ARTICLE]], {"@type": "WebSite"}],
        {"@type": "WebPage", "mainEntityOfPage": ARTICLE},
        {**ARTICLE, "mainEntityOfPage": {"@type": "Article", "@id": "https://x.example/1"}},
    ],
)
def test_where_an_article_may_be_in_the_data(data: object):
    assert _linked(data) == EXPECTED


def test_references_are_resolved():
    article = {
        **ARTICLE,
        "author": [{"@id": "https://x.example/#/person/1"}],
        "publisher": {"@id": "#organization"},
        "image": [{"@id": "#image"}, "https://x.example/b.jpg"],
    }
    website = {
        "@type": "WebSite",
        "publisher": {"@type": "Organization", "@id": "#organization", "name": "Atlas Matin"},
    }
    person = {"@id": "https://x.example/#/person/1", "@type": "Person", "name": "Salma Berrada"}
    image = {"@id": "#image", "@type": "ImageObject", "contentUrl": "https://x.example/a.jpg"}
    assert _linked({"@graph": [article, website]}, [person, image]) == EXPECTED
    assert (
        _linked(
            {
                "@graph": [
                    {**article, "author": "https://x.example/#/person/1"},
                    website,
                    person,
                    image,
                ]
            }
        )
        == EXPECTED
    )
    circular = [
        {"@id": "#a", "url": "#b", "@type": "NewsArticle", "author": {"@id": "#a"}},
        {"@id": "#b", "url": "#a"},
    ]
    assert _linked(circular).author is None


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ([{"name": "Salma Berrada"}, {"name": "Yassine Alami"}], "Salma Berrada, Yassine Alami"),
        ([{"name": "سلمى برادة"}, "ياسين العلمي"], "سلمى برادة، ياسين العلمي"),
        (["Salma Berrada", {"name": "Salma Berrada"}], "Salma Berrada"),
        ({"@type": "Person", "name": ["Salma Berrada"]}, "Salma Berrada"),
        ("https://reseau.example/salma", None),
        ({"@type": "Person", "name": "https://reseau.example/salma"}, None),
        ({"@type": "Person", "url": "https://reseau.example/salma"}, None),
        (["https://reseau.example/salma", "Salma Berrada"], "Salma Berrada"),
        ("www.reseau.example/salma", None),
        ("redaction@x.example", None),
        ("@salma", None),
        ("Salma &amp; Yassine", "Salma & Yassine"),
        ("L&#039;&eacute;quipe", "L'équipe"),
    ],
)
def test_authors(author: object, expected: str | None):
    assert _linked({**ARTICLE, "author": author}).author == expected


@pytest.mark.parametrize(
    ("linked", "meta", "expected"),
    [
        ("0000-00-00", "2024-05-07", "2024-05-07"),
        ("-0001-11-30T00:00:00+00:00", "2024-05-07", "2024-05-07"),
        ("1970-01-01T00:00:00Z", "2024-05-07", "2024-05-07"),
        ("{{ date }}", "7 mai 2024", "7 mai 2024"),
        (["", None, "2024-05-07"], "2024-05-09", "2024-05-07"),
        ({"@type": "Date", "@value": "2024-05-07"}, "2024-05-09", "2024-05-07"),
        ("2024-05-07", "0000-00-00", "2024-05-07"),
        ("0000-00-00", "demain", "0000-00-00"),
    ],
)
def test_the_first_valid_date_counts(linked: object, meta: str, expected: str):
    script = (
        '<script type="application/ld+json">'
        f"{json.dumps({'@type': 'Article', 'datePublished': linked})}</script>"
    )
    page = (
        f'<html><head>{script}<meta property="article:published_time"'
        f' content="{meta}"></head></html>'
    )
    assert witness(Selector(page).root).published == expected


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="parsely-pub-date" content="2024-05-07T10:00:00Z">',
        '<meta name="sailthru.date" content="2024-05-07T10:00:00Z">',
        '<meta name="DC.date.issued" content="2024-05-07T10:00:00Z">',
        '<meta name="DCTERMS.issued" scheme="W3CDTF" content="2024-05-07T10:00:00Z">',
        '<meta name="pubdate" content="2024-05-07T10:00:00Z">',
        '<meta name="PublishDate" content="2024-05-07T10:00:00Z">',
        '<meta property="Article:Published_Time" content="2024-05-07T10:00:00Z">',
        '<meta name="cXenseParse:recs:publishtime" content="2024-05-07T10:00:00Z">',
        '<meta name="citation_publication_date" content="2024-05-07T10:00:00Z">',
        (
            '<meta name="date" content="2001-01-01"><meta name="pubdate"'
            ' content="2024-05-07T10:00:00Z">'
        ),
        (
            '<meta name="pubdate" content=""><meta name="publication_date"'
            ' content="2024-05-07T10:00:00Z">'
        ),
        (
            """<meta name="parsely-page" content='{"title": "x","""
            """ "pub_date": "2024-05-07T10:00:00Z"}'>"""
        ),
    ],
)
def test_meta_tags_of_common_systems(tag: str):
    assert (
        witness(Selector(f"<html><head>{tag}</head></html>").root).published
        == "2024-05-07T10:00:00Z"
    )


@pytest.mark.parametrize(
    "name", ["date", "dc.date", "last-modified", "article:modified_time", "dc.date.modified"]
)
def test_other_dates_are_not_dates_of_publication(name: str):
    assert (
        witness(
            Selector(f'<html><head><meta name="{name}" content="2024-05-07"></head></html>').root
        ).published
        is None
    )


@given(st.text(alphabet='{}[]",:;/*<!->\\ \n&@typeNwsAricl', max_size=40))
@settings(deadline=None, max_examples=200)
def test_any_text_around_json_can_be_searched(text: str):
    _script(text.replace("</", "< /"))
    assert _script(f"{text}\n").headline is None


@pytest.mark.parametrize(
    "text", ['"\\', '"\\"', "//", "/*", "<!--", "//\n", ", ", "[", "{", '{"a":', "[{", "&quot;"]
)
def test_reading_json_ld_takes_linear_time(text: str):
    _script(text * (200_000 // len(text)))
