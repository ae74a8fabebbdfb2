"""The ticker in text captures and on HTML pages."""

from __future__ import annotations

from html import escape
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.items.records import Capture, RawTickerItem
from newsscraper.pages import ticker
from newsscraper.pages.document import Document
from newsscraper.pipelines.ticker import snapshot
from newsscraper.text.cleaning import clean
from tests.replica import corpus, render

NBSP4 = "\u00a0" * 4
# A headline as printed: single spaces, no-break spaces before French punctuation, none at its ends.
WORDS = st.text(alphabet="abéç'’\"«»:?!.,%-(07)اليومñ¿", min_size=1, max_size=8)
HEADLINES = st.lists(WORDS, min_size=1, max_size=6).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", "\u00a0"]), min_size=len(words) - 1, max_size=len(words) - 1
    ).map(lambda gaps: "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True)))
)
STRIPS = st.lists(st.just("") | HEADLINES, max_size=12)


def _headlines(entries: tuple[RawTickerItem, ...]) -> list[str]:
    return [clean(entry.headline) for entry in entries]


@given(STRIPS.filter(any), st.sampled_from([NBSP4, "    ", "\u00a0   ", "\u00a0 \u00a0 "]))
@settings(deadline=None, max_examples=300)
def test_a_line_of_headlines_round_trips(strip: list[str], separator: str):
    entries = ticker.from_line("".join(headline + separator for headline in strip))
    assert _headlines(entries) == [clean(headline) for headline in strip]
    found = snapshot(entries, None, None, None, None)
    assert found is not None
    expected = [(position, clean(text)) for position, text in enumerate(strip, start=1) if text]
    assert [(item.position, item.headline) for item in found.items] == expected
    assert all(item.url is None and item.article_id is None for item in found.items)


@pytest.mark.parametrize("separator", [NBSP4, "    "])
def test_a_trimmed_line_keeps_all_headlines(separator: str):
    line = separator.join(["Titre un", "Titre deux", "Titre trois"])
    assert _headlines(ticker.from_line(line)) == ["Titre un", "Titre deux", "Titre trois"]


def test_repeated_entries_are_kept_and_empty_ones_counted():
    line = NBSP4.join(["Pluie à Fès", "", "Pluie à Fès", "عودة الدراسة", "«La sequía»", ""])
    found = snapshot(ticker.from_line(line), None, "maghress", "fr", None)
    assert found is not None
    assert [(item.position, item.headline) for item in found.items] == [
        (1, "Pluie à Fès"),
        (3, "Pluie à Fès"),
        (4, "عودة الدراسة"),
        (5, "«La sequía»"),
    ]
    assert found.id.startswith("maghress/fr/")


def test_only_empty_entries_give_no_ticker():
    assert snapshot(ticker.from_line(NBSP4 * 5), None, "maghress", "fr", None) is None


@pytest.mark.parametrize(
    ("line", "divided"),
    [
        ("un titre", False),
        ("un   titre", False),
        (f"un{NBSP4}deux", True),
        ("un    deux", True),
        ("", False),
    ],
)
def test_has_separator(line: str, divided: bool):
    assert ticker.has_separator(line) is divided


@given(st.text())
@settings(deadline=None, max_examples=200)
def test_any_line_can_be_read(line: str):
    entries = ticker.from_line(line)
    assert sum(len(entry.headline) for entry in entries) <= len(line)
    assert len(entries) <= len(line) // 4 + 1
    if not ticker.has_separator(line):
        assert entries == (RawTickerItem(line),)


def _tree(strip: str, *, inside: str = "div") -> tuple[RawTickerItem, ...]:
    page = (
        "<html><body><ul><li><a href='/fr/'>Accueil</a></li><li><a href='/fr/atlasmatin'>Atlas"
        f" Matin</a></li></ul><{inside} class='x'>{strip}</{inside}><div id='main'><span"
        " class='articletitle'>Titre</span><span class='articlecontent'>Texte avec <a"
        " href='/fr/a/9'>lien</a>.</span></div><div id='side'><a href='/fr/b/1'>Autre un</a> <a"
        " href='/fr/b/2'>Autre deux</a></div></body></html>"
    )
    return ticker.find_strip(Document(Capture(page))).entries


LINKS = [
    ("Grève à Safi", "/fr/a/1"),
    ("Los pozos ya no dan abasto", "/fr/b/22"),
    ("Grève à Safi", "/fr/a/1"),
    ("أمطار", "/fr/c/333"),
]


@pytest.mark.parametrize("inside", ["div", "marquee", "span", "p", "td"])
@pytest.mark.parametrize("separator", [NBSP4, "&nbsp;" * 4, "&#160;" * 4, "&#xA0;" * 4])
def test_links_each_followed_by_four_no_break_spaces(inside: str, separator: str):
    strip = "".join(f'<a href="{href}">{text}</a>{separator}' for text, href in LINKS)
    assert _tree(strip, inside=inside) == tuple(RawTickerItem(text, href) for text, href in LINKS)


def test_empty_entries_keep_their_place():
    strip = (
        f'<a href="/fr/a/1">Un</a>{NBSP4}<a href="/"></a>{NBSP4}{NBSP4}<a'
        f' href="/fr/a/2">Deux</a>{NBSP4}'
    )
    entries = _tree(strip)
    assert [(clean(entry.headline), entry.href) for entry in entries if clean(entry.headline)] == [
        ("Un", "/fr/a/1"),
        ("Deux", "/fr/a/2"),
    ]
    assert [clean(entry.headline) for entry in entries] == ["Un", "", "", "Deux"]


@pytest.mark.parametrize(
    "strip",
    [
        "".join(f'<a href="{href}">{text}{NBSP4}</a>' for text, href in LINKS),
        "".join(f'<a href="{href}"><b>{text}</b></a>{NBSP4}\n' for text, href in LINKS),
        "".join(f'<span><a href="{href}">{text}</a></span>{NBSP4}' for text, href in LINKS),
        "".join(
            f'<!-- x --><a href="{href}"><img src="/i.png">{text}</a>{NBSP4}'
            for text, href in LINKS
        ),
    ],
)
def test_other_nestings_of_the_strip(strip: str):
    found = [(clean(entry.headline), entry.href) for entry in _tree(strip)]
    assert found == LINKS


@pytest.mark.parametrize(
    "strip",
    [
        "<marquee>{}</marquee>",
        '<div class="newsTicker"><ul>{}</ul></div>',
        '<div id="TICKER">{}</div>',
    ],
)
def test_a_strip_without_separators_is_found_by_its_name(strip: str):
    found = _tree(
        strip.format("".join(f'<li><a href="{href}">{text}</a></li>' for text, href in LINKS))
    )
    assert [(clean(entry.headline), entry.href) for entry in found] == LINKS


@pytest.mark.parametrize(
    "strip",
    [
        "",
        "<p>Un texte sans lien</p>",
        "<a href='/fr/'>Accueil</a> <a href='/fr/a'>Source</a>",
        (
            f"<a href='/fr/'>Accueil</a>{NBSP4}<a href='/fr/sources'>Sources</a>{NBSP4}<a"
            f" href='/ar/'>عربي</a>{NBSP4}"
        ),
    ],
)
def test_a_menu_is_not_a_ticker(strip: str):
    assert _tree(strip) == ()


@given(st.lists(st.tuples(st.just("") | HEADLINES, st.integers(1, 10**6)), min_size=1, max_size=12))
@settings(deadline=None, max_examples=150)
def test_a_strip_of_links_round_trips(entries: list[tuple[str, int]]):
    strip = "".join(
        f'<a href="/fr/x/{number}">{escape(text)}</a>{NBSP4}' for text, number in entries
    )
    found = _tree(strip)
    assert [(clean(entry.headline), entry.href) for entry in found] == [
        (clean(t), f"/fr/x/{n}") for t, n in entries
    ]


@given(st.text() | st.text(alphabet="<>a/=' hrefmquti\u00a0&nbsp;0"))
@settings(deadline=None, max_examples=150)
def test_any_page_can_be_searched(page: str):
    for entry in ticker.find_strip(Document(Capture(f"<html><body>{page}</body></html>"))).entries:
        assert isinstance(entry.headline, str)


# One story per edition for each of the three elements in which the templates put the ticker.
SHOWN = list(
    {(story.site, story.edition, story.number % 3): story for story in corpus.stories()}.values()
)


@pytest.mark.parametrize("story", SHOWN, ids=[story.id for story in SHOWN])
def test_the_strip_of_a_replica_page(story: corpus.Story):
    strip = render.strip(story.site, story.edition, story.number, empty_at=4)
    page = render.article(story, strip)
    found = ticker.find_strip(Document(Capture(page))).entries
    assert [(clean(entry.headline), entry.href) for entry in found] == [
        (clean(entry.text), entry.path) if entry else ("", "/") for entry in strip
    ]


NEWS = [
    ("La gare de Safi rouvre après deux ans de travaux", "/fr/sahelpress/5101"),
    ("Los pescadores de Larache piden otro muelle", "/fr/norteya/88"),
    ("Trois écoles de Taza reçoivent un bus neuf", "/fr/ouedinfo/20417"),
    ("أمطار غزيرة على سهول الغرب هذا المساء", "/fr/sahelpress/5102"),
    ("Water returns to the terraces above Azilal", "/fr/ouedinfo/20418"),
    ("La récolte des olives commence plus tôt", "/fr/norteya/89"),
]
MENU = (
    "<div><a href='/fr/'>Accueil</a> <a href='/fr/sahelpress'>Sahel Press</a> <a"
    " href='/fr/norteya'>Norte Ya</a></div>"
)
ARTICLE = (
    "<div><h1>Un pont pour le village</h1><div>Publié dans <a href='/fr/sahelpress'>Sahel Press</a>"
    " le 04 - 02 - 2026</div><p>Le chantier du pont a commencé lundi.</p></div>"
)


def _above(strip: str, below: str = "", *, menu: str = MENU) -> list[tuple[str, str | None]]:
    """The entries found if the strip is above an article."""
    page = (
        "<html><head><title>Un pont pour le"
        f" village</title></head><body>{menu}{strip}{ARTICLE}{below}</body></html>"
    )
    document = Document(Capture(page, "https://www.maghress.com/fr/sahelpress/5000"))
    return [(clean(entry.headline), entry.href) for entry in ticker.find_strip(document).entries]


def _joined(separator: str, around: str = "<div class='k3'>{}</div>", each: str = "{}") -> str:
    return around.format(
        separator.join(each.format(f'<a href="{href}">{text}</a>') for text, href in NEWS)
    )


INLINE = [
    "&nbsp;",
    "&nbsp;&nbsp;&nbsp;",
    "&#8195;",
    "&thinsp;&thinsp;",
    "\u3000",
    "      ",
    " • ",
    "&nbsp;|&nbsp;",
    " +++ ",
    " – ",
]
INLINE += [" ● ", " / ", "<b> *** </b>", "<span>&bull;</span>", "<img src='/dot.gif'>"]


@pytest.mark.parametrize("separator", INLINE)
@pytest.mark.parametrize(
    "around", ["<div>{}</div>", "<p>{}</p>", "<table><tr><td>À la une</td><td>{}</td></tr></table>"]
)
def test_other_separators_on_one_line(separator: str, around: str):
    assert _above(_joined(separator, around)) == NEWS


@pytest.mark.parametrize(
    ("around", "each"),
    [
        ("<ul>{}</ul>", "<li>{}</li>"),
        ("<ul>{}</ul>", "<li><span>{}</span></li>"),
        ("<div>{}</div>", "<div><b>{}</b></div>"),
        ("<table><tr>{}</tr></table>", "<td>{}</td>"),
        ("<section>{}</section>", "{}<br>"),
        ("<div><p>Flash info</p><ul>{}</ul></div>", "<li>{}</li>"),
        ("<div><h4>عاجل</h4><ul>{}</ul></div>", "<li>{}</li>"),
        ("<div><span>Dernières nouvelles</span><ul>{}</ul></div>", "<li>{}</li>"),
        ("<noscript><ul>{}</ul></noscript>", "<li>{}</li>"),
        ("<div>{}</div>", "{}"),
    ],
)
def test_list_items_of_one_shape_above_the_headline(around: str, each: str):
    assert _above(_joined("", around, each)) == NEWS


def test_separators_of_eight_spaces_give_no_empty_entries():
    assert _above(_joined("&nbsp;" * 8, "<div>{}" + "&nbsp;" * 8 + "</div>")) == NEWS


@pytest.mark.parametrize("separator", [NBSP4, " • "])
def test_an_empty_entry_counts(separator: str):
    strip = _joined(separator).replace(f">{NEWS[2][0]}<", "><").replace(NEWS[2][1], "/")
    assert _above(strip) == [*NEWS[:2], ("", "/"), *NEWS[3:]]


@pytest.mark.parametrize(
    "around",
    ["<div>{0}</div><noscript>{0}</noscript>", "<noscript>{0}</noscript><div>{0}</div>", "{0}{0}"],
)
@pytest.mark.parametrize("separator", [NBSP4, " • ", "li"])
def test_a_copy_of_the_strip_is_left_out(around: str, separator: str):
    strip = (
        _joined("", "<ul>{}</ul>", "<li>{}</li>")
        if separator == "li"
        else _joined("", "{}", "{}" + separator)
    )
    assert _above(around.format(strip)) == NEWS


STRIP_LINE = _joined("&nbsp;" * 4, "{}")
LIST_LINE = _joined("", "<ul>{}</ul>", "<li>{}</li>")


@pytest.mark.parametrize(
    "code",
    [
        "document.write('{}');".format(STRIP_LINE.replace("'", "\\'")),
        'var band = "{}";'.format(STRIP_LINE.replace('"', '\\"').replace("/", "\\/")),
        "var band = `{}`;".format(_joined(" • ", "{}")),
        "var s = '';\n"
        + "\n".join(
            f"s += '<a href=\"{href}\">' + \"{text}\" + '</a>\\xa0\\u00a0&nbsp;&#160;';"
            for text, href in NEWS
        ),
        'show("{}");'.format(STRIP_LINE.replace("<", "\\u003c").replace('"', "\\x22")),
        'show("{}");'.format(
            STRIP_LINE.replace("<", "\\u003C")
            .replace('"', "\\u0022")
            .replace("/", "\\u002F")
            .replace("&", "\\u0026")
        ),
        f"document.getElementById('ticker').innerHTML = '{LIST_LINE}';",
        f"// l'heure\nvar t = 'l\\'été';\ndocument.write('{STRIP_LINE}');",
    ],
)
def test_a_strip_written_by_a_script(code: str):
    assert _above(f"<script>{code}</script>") == NEWS


def test_links_to_numbered_pages_of_an_application_are_not_a_strip():
    state = '{"posts":[' + ",".join(
        f'{{"href":"https:\\/\\/site.example\\/api\\/v2\\/posts\\/{number}",'
        f'"body":"<a href=\\"\\/2026\\/0{number}\\/un-titre\\">Un titre du jour</a>"}}'
        for number in range(1, 9)
    )
    assert _above(f"<script>window.state = {state}]}};</script>") == []


def test_a_strip_in_the_page_is_preferred_to_one_in_a_script():
    other = STRIP_LINE.replace("Safi", "Fès")
    assert _above(_joined(" • ") + f"<script>document.write('{other}');</script>") == NEWS


SIDE = "<div><p>Autres titres</p>" + _joined("", "<ul>{}</ul>", "<li>{}</li>") + "</div>"


@pytest.mark.parametrize(
    "strip",
    [
        "<ul>"
        + "".join(f"<li><a href='/fr/source{n}'>Le journal numéro {n}</a></li>" for n in range(9))
        + "</ul>",
        (
            "<p><a href='/fr/'>Accueil</a> &gt; <a href='/fr/sahelpress'>Sahel Press</a> &gt; <a"
            " href='/fr/sahelpress/1'>Ici</a></p>"
        ),
        "<p>" + " | ".join(f"<a href='/fr/page/{n}'>{n}</a>" for n in range(1, 9)) + "</p>",
        "<p>" + " | ".join(f"<a href='/fr/sahelpress/{n}'>{n}</a>" for n in range(1, 9)) + "</p>",
        "<div><h3>Les plus lus</h3>" + _joined("", "<ul>{}</ul>", "<li>{}</li>") + "</div>",
        "<div><h3>Dernières nouvelles</h3>" + _joined("", "<ul>{}</ul>", "<li>{}</li>") + "</div>",
        "<div><div>الأكثر قراءة</div>" + _joined("", "<ul>{}</ul>", "<li>{}</li>") + "</div>",
        "<div><div>Dernières nouvelles</div>"
        + _joined("", "<ul>{}</ul>", "<li>{}</li>")
        + "</div>",
        _joined("", "<ol>{}</ol>", "<li>{}</li>"),
        _joined("", "<aside><ul>{}</ul></aside>", "<li>{}</li>"),
        _joined("", "<ul>{}</ul>", "<li>{} <i>21:17</i></li>"),
        _joined("", "<ul>{}</ul>", "<li>{} 04 - 02 - 2026</li>"),
        _joined(
            "", "<div>{}</div>", "<div><img src='/a.jpg'>{}<p>Un début de texte (...)</p></div>"
        ),
        _joined("", "<ul><li><a href='/fr/s/eco'>Éco</a><ul>{}</ul></li></ul>", "<li>{}</li>"),
        "<p>Lire aussi : " + _joined(" | ", "{}") + "</p>",
        "<ul>"
        + "".join(
            f"<li><a href='/fr/sahelpress/{n}'>Un titre du même journal {n}</a></li>"
            for n in range(9)
        )
        + "</ul>",
        "".join(
            f"<div><a href='/fr/a/{n}'><img src='/{n}.jpg'> Un titre avec image</a></div>"
            for n in range(9)
        ),
        "<div class='sticker'>" + _joined("", "<ol>{}</ol>", "<li>{}</li>") + "</div>",
        f"<script>var related = '{LIST_LINE}';</script>",
        (
            "<script>var urls = ['/fr/a/1', '/fr/b/2', '/fr/c/3', '/fr/d/4'], href = 'href href"
            " href';</script>"
        ),
    ],
)
def test_other_rows_of_links_are_not_tickers(strip: str):
    assert _above(strip) == []


@pytest.mark.parametrize(
    "below",
    [
        SIDE,
        _joined(" • "),
        _joined(" • ", "<p>Lire aussi : {}</p>"),
        _joined("", "<ul>{}</ul>", "<li>{}</li>"),
    ],
)
def test_links_below_the_headline_are_not_a_ticker(below: str):
    assert _above("", below) == []


@pytest.mark.parametrize("separator", [NBSP4, " • ", "&nbsp;"])
def test_a_side_list_is_not_part_of_the_ticker(separator: str):
    side = SIDE.replace("Safi", "Fès").replace("/5101", "/7001")
    assert _above(_joined(separator), side) == NEWS
    assert _above(side + _joined(separator)) == NEWS


def test_two_equally_likely_lists_give_no_ticker():
    other = _joined("", "<div>{}</div>", "<p>{}</p>").replace("Safi", "Fès")
    assert _above(_joined("", "<ul>{}</ul>", "<li>{}</li>") + MENU + other) == []


def test_a_strip_directly_in_the_body_ends_with_its_separators():
    strip = _joined(NBSP4, "{}")
    assert _above(strip, "<a href='/fr/sahelpress/9'>Un autre article du journal</a>") == NEWS
    assert (
        _above(strip + NBSP4, "<a href='/fr/sahelpress/9'>Un autre article du journal</a>") == NEWS
    )


@pytest.mark.parametrize(
    "name", ["class='newsTicker'", "id='ticker-1'", "class='top headlinesTicker'"]
)
def test_arrows_and_the_link_of_the_title_are_not_entries(name: str):
    links = "".join(
        f"<li><a href='{href}'><img src='/x.png'></a><a href='{href}'>{text}</a></li>"
        for text, href in NEWS
    )
    strip = (
        f"<div {name}><a href='#'>‹</a><a href='/fr/flash'>Flash info</a><ul>{links}</ul><a"
        " href='#n'>›</a></div>"
    )
    assert _above(strip) == NEWS


def test_a_page_named_after_its_ticker_is_not_the_ticker():
    texts = "<p>Un texte.</p>" * 30
    page = (
        f"<html><body class='with-ticker'>{MENU}<div"
        f" id='ticker-page'>{ARTICLE}{texts}{SIDE}</div></body></html>"
    )
    assert ticker.find_strip(Document(Capture(page))).entries == ()


PARTS = [
    "<li>",
    "</li>",
    "<ul>",
    "<a href='/fr/a/1'>",
    "</a>",
    " • ",
    "&nbsp;",
    "Un titre de trois mots",
    "<h1>",
    "</h1>",
]
PARTS += ["<script>'", "\\", "\"<a href='/x/2'>", "</script>", "<br>", "04 - 02 - 2026"]


@given(st.lists(st.sampled_from(PARTS)))
@settings(deadline=None, max_examples=60)
def test_any_row_of_links_can_be_searched(parts: list[str]):
    for entry in ticker.find_strip(
        Document(Capture(f"<html><body>{''.join(parts)}</body></html>"))
    ).entries:
        assert isinstance(entry.headline, str)


@pytest.mark.parametrize(
    ("code", "repeated"),
    [
        ('var a = "<a href=href=href=";', '//1"'),
        ('var a = "<a href=href=href=/x/1 >";', "&nbsp;<"),
        ('var a = "<a href=/x/1 href=/x/2 href=/x/3 href=/x/4 ', 'href=\\" '),
    ],
)
def test_a_script_is_searched_in_linear_time(code: str, repeated: str):
    def cost(times: int) -> float:
        document = Document(
            Capture(f"<html><body><script>{code}{repeated * times}</script></body></html>")
        )
        assert document.plain_text
        started = process_time()
        ticker.find_strip(document)
        return process_time() - started

    half, whole = (min(cost(times) for _ in range(3)) for times in (40_000, 80_000))
    assert whole < 3.2 * half


def test_a_copy_is_left_out_of_a_strip_with_known_separators():
    links = "".join(
        f"<a href='/fr/journal{n}/{n}'>Un titre du jour, le {n}</a>" + "&nbsp;" * 4
        for n in range(5)
    )
    document = Document(Capture(content=f"<html><body><div>{links * 2}</div></body></html>"))
    assert len(ticker.find_strip(document).entries) == 5
