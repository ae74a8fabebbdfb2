"""An article of the platform is found by its words, whatever its tags and classes are."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

import newsscraper
from newsscraper.items.records import Article


@dataclass(frozen=True)
class Words:
    """An invented article and the platform's wording in one language."""

    site: str
    path: str
    before: str
    between: str
    source: str
    headline: str
    paragraphs: tuple[str, str, str]
    closing: str
    share: str
    date: str = "07 - 05 - 2024"
    original: str = "https://journal.example/article/77"
    others: tuple[tuple[str, str], ...] = field(default=())

    @property
    def url(self) -> str:
        return f"https://www.{self.site}.com{self.path}"

    @property
    def listing(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def linked(self) -> str:
        return (
            f'{self.before} <a href="{self.listing}">{self.source}</a> {self.between} {self.date}'
        )


FRENCH = Words(
    "maghress",
    "/fr/lepharedusud/4821",
    "Publié dans",
    "le",
    "Le Phare du Sud",
    "Tiznit : la vieille minoterie devient une école de boulangerie",
    (
        (
            "La minoterie de la rue des Tanneurs, fermée depuis dix-neuf ans, accueille lundi ses"
            " trente premiers apprentis."
        ),
        (
            "Les travaux ont coûté 6,2 millions de DH. La commune en a payé la moitié, une"
            " association de boulangers le reste."
        ),
        (
            "« On apprend ici à faire du pain, pas seulement à le vendre », dit Brahim Ouhmmou, qui"
            " dirige l'école."
        ),
    ),
    "Cliquez ici pour lire l'article depuis sa source.",
    "Partager sur",
)
ARABIC = Words(
    "yemeress",
    "/shatialmahra/9034",
    "نشر في",
    "يوم",
    "شاطئ المهرة",
    "صيادو نشطون يطالبون بثلاجات لحفظ الأسماك قبل موسم الرياح",
    (
        (
            "طالب صيادون في نشطون بتوفير ثلاجات كافية لحفظ الأسماك قبل حلول موسم الرياح الذي يمنعهم"
            " من الخروج إلى البحر."
        ),
        (
            "وقال رئيس الجمعية سالم بلحاف إن نصف ما يصاد في الأسبوع الأخير يتلف قبل أن يصل إلى"
            " الأسواق القريبة."
        ),
        "ومن المنتظر أن تصل ثلاث ثلاجات جديدة إلى الميناء قبل نهاية الشهر المقبل.",
    ),
    "انقر هنا لقراءة الخبر من مصدره.",
    "شارك على",
)
ENGLISH = Words(
    "masress",
    "/en/deltaherald/660",
    "Published in",
    "on",
    "The Delta Herald",
    "Rosetta ferry returns with two new boats and one old captain",
    (
        (
            "The ferry between Rosetta and the eastern bank is running again, with two new boats"
            " that carry forty passengers each."
        ),
        (
            "The crossing was stopped in March, when an inspection found rust in the hull of the"
            " last boat still in service."
        ),
        (
            "Captain Hosni Abu Leila, who is seventy-one, has agreed to stay until his successor"
            " has passed the examination."
        ),
    ),
    "Click here to read the story from its source.",
    "Share on",
)
SPANISH = Words(
    "maghress",
    "/fr/elestrecho/312",
    "Publicado en",
    "el",
    "El Estrecho de Hoy",
    "Larache recupera su mercado de flores tras ocho años de obras",
    (
        (
            "El mercado de flores de Larache abre de nuevo el jueves, ocho años después de que se"
            " hundiera una parte de su techo."
        ),
        (
            "Los puestos son los mismos que antes, pero el agua llega ahora por tuberías y no en"
            " cubos."
        ),
        (
            "Las vendedoras más antiguas han podido elegir su sitio, según cuenta Rachida Benali,"
            " que vende claveles desde 1981."
        ),
    ),
    "Haga clic aquí para leer la noticia desde su fuente.",
    "Compartir en",
)
NBSP4 = "&nbsp;" * 4
EVERY = [FRENCH, ARABIC, ENGLISH, SPANISH]


def closing(words: Words) -> str:
    return f'<a href="{words.original}">{words.closing}</a>'


MARKUPS = {
    "div": lambda w: (
        f"<div><div>{w.headline}</div><div>{w.linked}</div>"
        + "".join(f"<div>{p}</div>" for p in w.paragraphs)
        + f"<div>{closing(w)}</div></div>"
    ),
    "span": lambda w: (
        f"<span>{w.headline}</span> <span>{w.linked}</span>"
        f" <span>{'<br>'.join(w.paragraphs)}</span><span>{closing(w)}</span>"
    ),
    "td": lambda w: (
        f"<table><tr><td>{w.headline}</td></tr><tr><td>{w.linked}</td></tr>"
        f"<tr><td>{'<br><br>'.join(w.paragraphs)}</td></tr><tr><td>{closing(w)}</td></tr></table>"
    ),
    "p": lambda w: (
        f"<p>{w.headline}<p>{w.linked}"
        + "".join(f"<p>{p}" for p in w.paragraphs)
        + f"<p>{closing(w)}"
    ),
    "section": lambda w: (
        f"<section><h2>{w.headline}</h2><section>{w.linked}</section><section>"
        + "".join(f"<p>{p}</p>" for p in w.paragraphs)
        + f"</section></section><section>{closing(w)}</section>"
    ),
    "bare text": lambda w: (
        f"{w.headline}<br>{w.linked}<br><br>{'<br>'.join(w.paragraphs)}<br>{closing(w)}"
    ),
    "dl": lambda w: (
        f"<dl><dt>{w.headline}</dt><dd>{w.linked}</dd>"
        + "".join(f"<dd>{p}</dd>" for p in w.paragraphs)
        + f"<dd>{closing(w)}</dd></dl>"
    ),
    "label in cells": lambda w: (
        f"<h1>{w.headline}</h1><table><tr><td>{w.before}</td><td><a"
        f" href='{w.listing}'>{w.source}</a></td><td>{w.between}</td>"
        f"<td>{w.date}</td></tr></table><div>{'<br>'.join(w.paragraphs)}</div><div>{closing(w)}"
        "</div>"
    ),
    "label in spans": lambda w: (
        f"<div><b>{w.headline}</b></div><div><span>{w.before}</span> <span><a"
        f" href='{w.listing}'><b>{w.source}</b></a></span>\n"
        f"<span>{w.between}</span>&nbsp;<span>{w.date}</span></div>"
        f"<div>{'<br>'.join(w.paragraphs)}</div><div>{closing(w)}</div>"
    ),
    "label of small nodes": lambda w: (
        f"<h3>{w.headline}</h3><div><i>{w.before.split()[0]}</i> <i>{w.before.split()[1]}</i> "
        f"<a href='{w.listing}'>{w.source}</a> <i>{w.between}</i>"
        f" <b>{w.date[:2]}</b>{w.date[2:]}</div>"
        f"<div>{'<br>'.join(w.paragraphs)}</div><p>{closing(w)}</p>"
    ),
    "label in a paragraph": lambda w: (
        f"<h1>{w.headline}</h1><p>{w.linked} <br>{w.paragraphs[0]}</p><p>{w.paragraphs[1]}</p>"
        f"<p>{w.paragraphs[2]}</p><p>{closing(w)}</p>"
    ),
    "label and text in one node": lambda w: (
        f"<h1>{w.headline}</h1><div>{w.before} {w.source} {w.between} {w.date}"
        f" {w.paragraphs[0]}<br>{w.paragraphs[1]}<br>{w.paragraphs[2]}<br>{closing(w)}</div>"
    ),
    "headline and label in one line": lambda w: (
        f"<div>{w.headline} {w.linked}</div><div>{'<br>'.join(w.paragraphs)}<br>{closing(w)}</div>"
    ),
    "headline over two lines": lambda w: (
        f"<div>{w.headline[:20].rpartition(' ')[0]}"
        f"<br>{w.headline[len(w.headline[:20].rpartition(' ')[0]) + 1 :]}</div>"
        f"<div>{w.linked}</div><div>{'<br>'.join(w.paragraphs)}</div><div>{closing(w)}</div>"
    ),
    "no link": lambda w: (
        f"<div>{w.headline}</div><div>{w.before} {w.source} {w.between} {w.date}</div>"
        f"<div>{'<br>'.join(w.paragraphs)}</div>{closing(w)}"
    ),
    "share bar between": lambda w: (
        f"<h1>{w.headline}</h1><span>{w.linked}</span> <span>{w.share} <a"
        " href='https://s.example/share?u=1'>A</a> <a"
        f" href='https://t.example/?u=https%3A%2F%2Fwww.{w.site}.com{w.path}'>B</a></span>"
        f" <span>{'<br><br>'.join(w.paragraphs)}<br></span><span>{closing(w)}</span>"
    ),
    "one paragraph an element": lambda w: (
        f"<div><span>{w.headline}</span>\n<span>{w.linked}</span>\n<span>{w.share} <a"
        " href='https://s.example/share?u=1'>A</a></span>\n"
        + "\n".join(f"<span>{p}</span><br>" for p in w.paragraphs)
        + f"<div>{closing(w)}</div></div>"
    ),
    "classes that say silent": lambda w: (
        f"<div class='share ads'><div>{w.headline}</div><div>{w.linked}</div>"
        f"<div>{'<br>'.join(w.paragraphs)}</div>{closing(w)}</div>"
    ),
    "aside": lambda w: (
        f"<aside><div>{w.headline}</div><div>{w.linked}</div><div>{'<br>'.join(w.paragraphs)}"
        f"</div>{closing(w)}</aside>"
    ),
    "hidden until a script runs": lambda w: (
        "<div"
        f" style='display:none'><p>{w.headline}</p><p>{w.linked}</p>"
        f"<div>{'<br>'.join(w.paragraphs)}</div>{closing(w)}</div>"
    ),
}

# Another portal around the page: its own headlines, dates and labels.
OTHERS = [
    (
        "Grève au port : le préavis est levé",
        "Publié dans La Gazette des Quais le 03 - 11 - 2021",
        (
            "Le syndicat a levé son préavis mercredi soir, après une dernière rencontre avec la"
            " direction du port."
        ),
    ),
    (
        "افتتاح معرض الكتاب الجهوي وسط إقبال كبير",
        "نشر في جريدة المرفأ يوم 05 - 06 - 2020",
        "افتتح مساء أمس معرض الكتاب الجهوي بحضور عدد كبير من الناشرين والقراء. (...)",
    ),
    (
        "Harbour wall to be finished by the autumn",
        "Published in The Quay Post on 21 - 09 - 2019",
        (
            "Work on the harbour wall began again on Monday, two years after the contractor had"
            " left the site."
        ),
    ),
    (
        "El faro vuelve a encenderse esta noche",
        "Publicado en El Muelle el 09 - 01 - 2023",
        "El faro estuvo apagado once meses por falta de una lámpara que ya nadie fabrica.",
    ),
]


def entry(number: int, *, linked: bool) -> str:
    headline, label, text = OTHERS[number % len(OTHERS)]
    shown = f"<a href='/fr/gazette/{100 + number}'>{headline}</a>" if linked else headline
    return (
        f"<div><h3>{shown}</h3><p>{label}</p><p>{text}</p></div>",
        f"<table><tr><td>{shown}</td></tr><tr><td>{label}</td></tr><tr><td>{text}</td></tr></table>",
        f"<p>{shown}<br>{label}<br>{text}</p>",
        f"<ul><li>{shown} <i>{label}</i></li><li>{shown} 12 - 10 - 2020</li></ul>",
    )[number // 2 % 4]


def page(content: str, title: str | None = None, *, before: str = "", behind: str = "") -> str:
    head = f"<head><title>{title}</title></head>" if title is not None else ""
    return f"<html>{head}<body>{before}{content}{behind}</body></html>"


def article_of(content: str, url: str | None) -> Article:
    found = newsscraper.extract(content, url=url, fetched_at="2026-01-30T12:00:00Z")
    assert found.layout == "WordedArticlePage"
    [article] = found.articles
    return article


def check(article: Article, words: Words, *, body: tuple[str, ...] | None = None) -> None:
    assert article.headline == words.headline
    assert article.published == "2024-05-07"
    assert article.published_raw == words.date
    assert article.source == words.source
    assert article.source_id == words.path.split("/")[-2]
    assert article.body == "\n\n".join(body or words.paragraphs)
    assert article.original_url == words.original
    assert article.author is None
    assert article.images == []
    assert article.truncated is False
    assert article.warnings == []


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("markup", MARKUPS)
def test_any_markup(words, markup):
    check(
        article_of(
            page(MARKUPS[markup](words), f"{words.site.capitalize()} : {words.headline}"), words.url
        ),
        words,
    )


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("title", [None, "Maghress", "Masress - Yemeress", "HEADLINE | Maghress"])
@pytest.mark.parametrize("markup", ["div", "td", "bare text", "section"])
def test_any_title(words, markup, title):
    if title is not None:
        title = title.replace("HEADLINE", words.headline).replace("Masress - Yemeress", words.site)
    check(article_of(page(MARKUPS[markup](words), title), words.url), words)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("markup", MARKUPS)
def test_among_other_articles_with_labels_of_their_own(words, markup, linked):
    before = "".join(entry(number, linked=linked) for number in range(4))
    behind = "<div>" + "".join(entry(number, linked=linked) for number in range(3, 9)) + "</div>"
    content = page(
        f"<div>{MARKUPS[markup](words)}</div>",
        f"{words.headline} - {words.site}",
        before=before,
        behind=behind,
    )
    check(article_of(content, words.url), words)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("markup", ["div", "td", "section", "p", "bare text"])
def test_without_a_closing_notice(words, markup, linked):
    content = MARKUPS[markup](words).replace(closing(words), "")
    behind = (
        "<h4>Commentaires (2)</h4><div>Un lecteur : très bon article, merci à toute la rédaction du"
        " journal.</div>" + "".join(entry(number, linked=linked) for number in range(5))
    )
    article = article_of(page(f"<div>{content}</div>", words.headline, behind=behind), words.url)
    assert article.body == "\n\n".join(words.paragraphs)
    assert article.original_url is None
    assert article.warnings == ["no_original_url"]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    "behind",
    [
        (
            "<ul><li><a href='/fr/gazette/12'>Un autre titre, plus long</a></li><li><a"
            " href='/fr/x/13'>Encore un</a></li></ul>"
        ),
        (
            "<div><h3><a href='/fr/gazette/12'>Un titre</a></h3><p>Le début d'un autre article, qui"
            " se lit ainsi. (...)</p></div>"
        ),
        (
            "<div>Publié dans La Gazette des Quais le 03 - 11 - 2021</div><div>Un texte à personne,"
            " qui est assez long.</div>"
        ),
        (
            "<div>Grève au port</div><div>Publié dans La Gazette le 03 - 11 - 2021</div><div>Le"
            " préavis est levé.</div>"
        ),
        "<h3>Sur le même sujet</h3><p>Un résumé d'autre chose, qui se lit comme un paragraphe.</p>",
        "<p>© 2024 Maghress. Tous droits réservés</p>",
        "<div>Partager sur <a href='https://s.example/share'>A</a></div>",
    ],
)
def test_the_body_ends_where_boilerplate_starts(words, behind):
    content = f"<h1>{words.headline}</h1><div>{words.linked}</div>" + "".join(
        f"<p>{p}</p>" for p in words.paragraphs
    )
    article = article_of(page(content, words.headline, behind=behind), words.url)
    assert article.body == "\n\n".join(words.paragraphs)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("end", [True, False])
@pytest.mark.parametrize(
    "between",
    [
        "<div><b>Lire aussi</b> <a href='/fr/gazette/12'>Un autre titre, plus long</a></div>",
        "<div><h4>اقرأ أيضا</h4><ul><li><a href='/gazette/12'>عنوان آخر</a></li></ul></div>",
        "<p>Read also: <a href='/en/gazette/12'>Another headline of the day</a></p>",
        "<div><small>Publicité</small><script>show()</script></div>",
        "<p>- إعلان -</p>",
        "<p>Story continues below advertisement</p>",
    ],
)
def test_a_box_between_two_paragraphs_does_not_end_the_body(words, between, end):
    first, *others = words.paragraphs
    content = f"<h1>{words.headline}</h1><div>{words.linked}</div><div><p>{first}</p>{between}"
    content += "".join(f"<p>{p}</p>" for p in others) + "</div>" + (closing(words) if end else "")
    article = article_of(page(content, words.headline), words.url)
    assert article.body == "\n\n".join(words.paragraphs)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_the_image_notice_next_to_the_label_is_not_the_start_of_the_body(words):
    notice = (
        "Cette image sera automatiquement bloquée après qu'elle soit signalée par plusieurs"
        " personnes."
    )
    notice = f"<p>Merci d'avoir signalé!</p><p>{notice}</p>"
    content = f"<div><div><b>{words.headline}</b><p>{words.linked}</p>{notice}</div><div>"
    content += "".join(f"<p>{p}</p>" for p in words.paragraphs) + "</div></div><div>Contact</div>"
    assert article_of(page(content, words.headline), words.url).body == "\n\n".join(
        words.paragraphs
    )


def test_the_body_ends_with_its_element_if_the_page_has_no_blocks():
    content = (
        f"<x-news><x-head>{FRENCH.headline}</x-head><br><x-label>{FRENCH.linked}</x-label><br>"
        "<x-text>"
    )
    content += (
        "<br>".join(FRENCH.paragraphs)
        + "</x-text></x-news><div>Contact et mentions légales de ce portail de la presse.</div>"
    )
    assert article_of(page(content, FRENCH.headline), FRENCH.url).body == "\n\n".join(
        FRENCH.paragraphs
    )


@pytest.mark.parametrize("cut", ["<", "</"])
def test_an_incomplete_tag_at_the_end_is_not_text(cut):
    content = (
        f"<html><head><title>{FRENCH.headline}</title></head><body><h1>{FRENCH.headline}</h1>"
        f"<div>{FRENCH.linked}</div>"
    )
    article = article_of(f"{content}<p>{FRENCH.paragraphs[0]}{cut}", FRENCH.url)
    assert article.body == FRENCH.paragraphs[0]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    ("date", "raw", "warning"),
    [
        ("", None, "no_date"),
        ("32 - 13 - 2024", "32 - 13 - 2024", "date_impossible"),
        ("00 - 00 - 0000", "00 - 00 - 0000", "date_impossible"),
    ],
)
@pytest.mark.parametrize("markup", ["div", "td", "section", "label in cells"])
def test_an_invalid_date_is_not_read(words, markup, date, raw, warning):
    content = MARKUPS[markup](words).replace(words.date, date)
    article = article_of(page(content, words.headline), words.url)
    assert (article.published, article.published_raw) == (None, raw)
    assert (article.headline, article.source) == (words.headline, words.source)
    assert article.body == "\n\n".join(words.paragraphs)
    assert article.warnings == [warning]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_a_label_without_date_link_and_middle_words(words):
    content = MARKUPS["no link"](words).replace(f" {words.between} {words.date}", "")
    article = article_of(page(content, words.headline), words.url)
    assert (article.source, article.published_raw) == (words.source, None)
    assert article.body == "\n\n".join(words.paragraphs)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("markup", ["div", "td", "bare text", "section"])
def test_pages_cut_off_at_every_tenth(words, markup):
    content = page(MARKUPS[markup](words), words.headline)
    for tenth in range(1, 10):
        found = newsscraper.extract(content[: len(content) * tenth // 10], url=words.url)
        for article in found.articles:
            assert words.headline.startswith(article.headline or "")
            assert article.published in (None, "2024-05-07")
            assert (article.body or "") in "\n\n".join(words.paragraphs)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_a_teaser_is_marked_as_truncated(words):
    teaser = f"{words.paragraphs[0][:90].strip()} (...)"
    content = (
        f"<h1>{words.headline}</h1><p>{words.linked}</p><div>{teaser}</div><div>{closing(words)}"
        "</div>"
    )
    article = article_of(page(content, words.headline), words.url)
    assert article.body == teaser
    assert article.truncated is True


def test_a_teaser_above_another_label_is_not_the_headline_it_repeats():
    own = (
        f"<div>{ARABIC.headline}</div><div>{ARABIC.linked}</div><div>{ARABIC.headline} (...)</div>"
    )
    other = ARABIC.linked.replace(ARABIC.date, "01 - 02 - 2024")  # of the same newspaper
    others = f"<div>{other}</div>" + "".join(
        f"<p>{paragraph}</p>" for paragraph in 3 * ARABIC.paragraphs
    )
    article = article_of(page(f"{own}{others}", ARABIC.headline), ARABIC.url)
    assert (article.headline, article.body) == (ARABIC.headline, f"{ARABIC.headline} (...)")
    assert (article.published, article.source) == ("2024-05-07", ARABIC.source)


@pytest.mark.parametrize("markup", ["div", "td", "span"])
def test_in_windows_1256(markup):
    content = page(MARKUPS[markup](ARABIC), ARABIC.headline).encode("cp1256")
    article = article_of(content, ARABIC.url)
    assert (article.headline, article.source, article.published) == (
        ARABIC.headline,
        ARABIC.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(ARABIC.paragraphs)
    assert article.warnings == ["encoding_guessed"]


def test_direction_marks_and_tatweel_in_the_label():
    label = (
        f"\u200fنـشر\u200f فـي <a href='{ARABIC.listing}'>{ARABIC.source}</a>\u200f يـوم \u200e07 -"
        " 05 - 2024\u200e"
    )
    content = (
        f"<div>{ARABIC.headline}</div><div>{label}</div><div>{'<br>'.join(ARABIC.paragraphs)}"
        f"</div>{closing(ARABIC)}"
    )
    check(article_of(page(content, ARABIC.headline), ARABIC.url), ARABIC)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    "link",
    [
        "<a href='{0}'>{1}</a>",
        "{1} <a href='{0}'>»</a>",
        "<a href='{0}'><b>{1}</b></a>",
        "<b>{1}</b><br><a href='{0}'>journal.example</a>",
        "<table><tr><td>{1}</td><td><a href='{0}'>&gt;</a></td></tr></table>",
        "<a href='{0}'><img src='/go.png'></a><p>{1}</p>",
    ],
)
def test_the_link_in_or_next_to_the_closing_notice(words, link):
    content = MARKUPS["div"](words).replace(
        closing(words), link.format(words.original, words.closing)
    )
    article = article_of(page(content, words.headline), words.url)
    assert article.original_url == words.original
    assert article.body == "\n\n".join(words.paragraphs)


def test_the_notice_over_two_lines():
    notice = f"<a href='{FRENCH.original}'>Cliquez ici<br>pour lire l'article depuis sa source.</a>"
    check(
        article_of(
            page(MARKUPS["div"](FRENCH).replace(closing(FRENCH), notice), FRENCH.headline),
            FRENCH.url,
        ),
        FRENCH,
    )


def test_text_after_the_notice_on_its_line_is_not_body():
    content = (
        MARKUPS["span"](FRENCH) + " <span>Laisser un commentaire</span> <span>Votre nom</span>"
    )
    check(article_of(page(content, FRENCH.headline), FRENCH.url), FRENCH)


@pytest.mark.parametrize(
    "picture",
    [
        (
            "<div class='k1'><img src='/i/moulin.jpg'><div class='k2'>Les premiers fours, en mars"
            " (photo O. Aït)</div></div>"
        ),
        (
            "<figure><img src='/i/moulin.jpg'><figcaption>Les premiers fours, en mars (photo O."
            " Aït)</figcaption></figure>"
        ),
        (
            "<table><tr><td><img src='/i/moulin.jpg'></td></tr><tr><td>Les premiers fours, en mars"
            " (photo O. Aït)</td></tr></table>"
        ),
        (
            "<section><p><img src='/i/moulin.jpg'></p><p>Les premiers fours, en mars (photo O."
            " Aït)</p></section>"
        ),
    ],
)
def test_an_image_and_its_caption(picture):
    first, second, third = FRENCH.paragraphs
    content = (
        f"<div><img src='/logo.png'></div><h1>{FRENCH.headline}</h1><p>{FRENCH.linked}</p><a"
        " href='https://s.example/share?u=1'><img"
        f" src='/share.png'></a><p>{first}</p>{picture}<p>{second}</p><p>{third}</p>"
        f"<p>{closing(FRENCH)}</p><a"
        " href='/fr/x/1'><img src='/i/autre.jpg'></a><img src='/i/pied.jpg'>"
    )
    article = article_of(page(content, FRENCH.headline), FRENCH.url)
    assert [(image.url, image.caption) for image in article.images] == [
        ("https://www.maghress.com/i/moulin.jpg", "Les premiers fours, en mars (photo O. Aït)")
    ]
    assert article.body == "\n\n".join(FRENCH.paragraphs)


def test_the_author_is_read_from_a_byline_in_the_first_line():
    content = MARKUPS["div"](FRENCH).replace(
        f"<div>{FRENCH.paragraphs[0]}", f"<div>Par Salma Idrissi</div><div>{FRENCH.paragraphs[0]}"
    )
    article = article_of(page(content, FRENCH.headline), FRENCH.url)
    assert (article.author, article.body) == ("Salma Idrissi", "\n\n".join(FRENCH.paragraphs))


@pytest.mark.parametrize(
    "label",
    [
        "سعاد المهري - {}",
        "<a href='/author/سعاد+المهري'>سعاد المهري</a> {}",
        "{} <a href='/author/x'>سعاد المهري</a>",
    ],
)
@pytest.mark.parametrize("title", [None, "HEADLINE"])
def test_an_author_next_to_the_label(label, title):
    content = MARKUPS["div"](ARABIC).replace(ARABIC.linked, label.format(ARABIC.linked))
    article = article_of(page(content, title and ARABIC.headline), ARABIC.url)
    assert (article.author, article.headline, article.source) == (
        "سعاد المهري",
        ARABIC.headline,
        ARABIC.source,
    )
    assert article.body == "\n\n".join(ARABIC.paragraphs)


@pytest.mark.parametrize(
    "between",
    [
        "<a href='/fr/'>Accueil</a> » <a href='/fr/section/2'>Société</a>",
        "<div><a href='/fr/'><img src='/logo.png' alt='M'></a>Maghress</div>",
        (
            "Merci d'avoir signalé!<br>Cette image sera automatiquement bloquée après qu'elle soit"
            " signalée par plusieurs personnes."
        ),
        (
            f"<a href='/fr/x/1'>Un titre du bandeau</a>{NBSP4}<a href='/fr/x/2'>Un autre"
            f" titre</a>{NBSP4}"
        ),
        "<a href='/fr/lepharedusud'>Le Phare du Sud</a>",
        "12:30",
        "Partager sur <a href='https://s.example/share'>A</a>",
    ],
)
@pytest.mark.parametrize("title", [None, "HEADLINE - Maghress"])
def test_menus_logos_notices_and_tickers_are_not_headlines(between, title):
    paragraphs = "<br>".join(FRENCH.paragraphs)
    content = (
        f"<div>{FRENCH.headline}</div><div>{between}</div><div>{FRENCH.linked}</div>"
        f"<div>{paragraphs}</div>"
    )
    article = article_of(
        page(content + closing(FRENCH), title and title.replace("HEADLINE", FRENCH.headline)),
        FRENCH.url,
    )
    assert article.headline == FRENCH.headline


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:title' content='{}'><title>Actualités</title>",
        (
            '<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "headline":'
            ' "{}"}}</script><title>Actualités</title>'
        ),
    ],
)
def test_the_headline_agrees_with_the_metadata(words, head):
    other = (
        f"<h1>Une autre une du jour, en grand</h1><p>{words.before} Autre Journal {words.between}"
        " 01 - 01 - 2020</p>"
    )
    content = (
        f"<html><head>{head.format(words.headline)}</head>"
        f"<body>{other}{MARKUPS['div'](words)}{other}</body></html>"
    )
    check(article_of(content, words.url), words)


# Labels in an unknown wording


@pytest.mark.parametrize(
    "label",
    [
        "Paru chez <a href='/fr/lepharedusud'>Le Phare du Sud</a>, édition du 07 - 05 - 2024",
        "07 - 05 - 2024 | <a href='https://www.maghress.com/fr/lepharedusud/'>Le Phare du Sud</a>",
        (
            "<span>Source :</span> <a href='/fr/lepharedusud'>Le Phare du Sud</a> <span>(07 - 05 -"
            " 2024)</span>"
        ),
        (
            "<table><tr><td>Source</td><td><a href='/fr/lepharedusud'>Le Phare du"
            " Sud</a></td><td>07 - 05 - 2024</td></tr></table>"
        ),
    ],
)
@pytest.mark.parametrize(
    "furniture", ["", "".join(entry(number, linked=True) for number in range(4))]
)
def test_a_label_in_an_unknown_wording_is_recognized_by_link_and_date(label, furniture):
    content = MARKUPS["div"](FRENCH).replace(FRENCH.linked, label)
    article = article_of(
        page(content, FRENCH.headline, before=furniture, behind=furniture), FRENCH.url
    )
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(FRENCH.paragraphs)
    assert article.original_url == FRENCH.original
    assert article.warnings == ["unknown_label"]
    assert article.raw.unknown_label is not None
    assert "Le Phare du Sud" in article.raw.unknown_label
    assert "07 - 05 - 2024" in article.raw.unknown_label


def test_a_link_to_another_source_is_not_a_label():
    label = "Paru chez <a href='/fr/autrejournal'>Autre Journal</a>, édition du 07 - 05 - 2024"
    found = newsscraper.extract(
        page(MARKUPS["div"](FRENCH).replace(FRENCH.linked, label), FRENCH.headline), url=FRENCH.url
    )
    for article in found.articles:
        assert (article.source, article.published) == (None, None)


def test_a_label_in_an_unknown_wording_is_read_without_a_title():
    label = "Paru chez <a href='/fr/lepharedusud'>Le Phare du Sud</a>, édition du 07 - 05 - 2024"
    article = article_of(
        page(MARKUPS["section"](FRENCH).replace("h2", "h1").replace(FRENCH.linked, label)),
        FRENCH.url,
    )
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )


UNKNOWN = "<a href='/fr/lepharedusud'>Le Phare du Sud</a>"


@pytest.mark.parametrize("title", [None, "Maghress", "Maghress - La presse du jour"])
@pytest.mark.parametrize(
    "label",
    [
        f"{UNKNOWN} | 07 - 05 - 2024",
        f"<p>07 - 05 - 2024</p><p>{UNKNOWN}</p>",
        f"{UNKNOWN} — 7 mai 2024",
    ],
)
def test_the_closing_notice_confirms_an_unknown_label_without_metadata(label, title):
    content = MARKUPS["div"](FRENCH).replace(FRENCH.linked, label)
    article = article_of(page(content, title, behind=entry(0, linked=True)), FRENCH.url)
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )
    assert article.original_url == FRENCH.original


def test_a_known_label_is_read_without_metadata():
    article = article_of(
        page(MARKUPS["td"](FRENCH), "Maghress - La presse du jour", before=entry(0, linked=True)),
        FRENCH.url,
    )
    assert (article.headline, article.source) == (FRENCH.headline, FRENCH.source)
    assert "unknown_label" not in article.warnings


@pytest.mark.parametrize(
    "before",
    [
        (
            f"<div>Maghress <span>{FRENCH.headline}</span> <a href='#c'>3</a></div><p>1 décembre"
            " 2025</p>"
        ),
        (
            "<div><a href='/fr/'>Accueil</a> » <a href='/fr/lepharedusud'>Le Phare du Sud</a> »"
            f" {FRENCH.headline}</div>"
        ),
    ],
)
def test_of_several_copies_of_the_headline_the_one_with_the_label_is_used(before):
    content = MARKUPS["div"](FRENCH).replace(
        FRENCH.linked, f"<p>{UNKNOWN}</p><p>07 - 05 - 2024</p>"
    )
    article = article_of(page(content, FRENCH.headline, before=before), FRENCH.url)
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(FRENCH.paragraphs)


@pytest.mark.parametrize("label", [FRENCH.linked, f"{UNKNOWN} | 07 - 05 - 2024"])
@pytest.mark.parametrize("date", [True, False])
def test_json_ld_of_another_article_is_ignored(label, date):
    data = (
        '{"@type": "NewsArticle", "headline": "Une grève paralyse le port", "datePublished":'
        ' "2019-01-05", "author": "X Y"}'
    )
    content = MARKUPS["div"](FRENCH).replace(
        FRENCH.linked, label if date else FRENCH.linked.replace(FRENCH.date, "")
    )
    head = (
        f"<script type='application/ld+json'>{data}</script><meta property='og:title'"
        f" content='{FRENCH.headline}'>"
    )
    article = article_of(f"<html><head>{head}</head><body>{content}</body></html>", FRENCH.url)
    assert (article.headline, article.source) == (FRENCH.headline, FRENCH.source)
    assert (article.published, article.author) == ("2024-05-07" if date else None, None)


def test_an_unknown_label_without_a_link_is_listed_but_not_read():
    """The meaning of its date is uncertain, but the line is not part of the body."""
    label = "Paru chez Le Phare du Sud, édition du 07 - 05 - 2024"
    article = article_of(
        page(MARKUPS["div"](FRENCH).replace(FRENCH.linked, label), FRENCH.headline), FRENCH.url
    )
    assert (article.headline, article.source, article.published) == (FRENCH.headline, None, None)
    assert article.body == "\n\n".join(FRENCH.paragraphs)
    assert article.original_url == FRENCH.original
    assert article.warnings == ["unknown_label", "no_date", "no_source"]
    assert article.raw.unknown_label == label


def test_without_any_label_the_closing_notice_is_enough():
    article = article_of(
        page(MARKUPS["div"](FRENCH).replace(f"<div>{FRENCH.linked}</div>", ""), FRENCH.headline),
        FRENCH.url,
    )
    assert (article.headline, article.source, article.published) == (FRENCH.headline, None, None)
    assert article.body == "\n\n".join(FRENCH.paragraphs)
    assert article.warnings == ["no_date", "no_source"]


@pytest.mark.parametrize("url", [None, FRENCH.url])
def test_a_listing_with_unknown_labels_is_not_an_article(url):
    label = "Paru chez <a href='/fr/lepharedusud'>Le Phare du Sud</a> (07 - 05 - 2024)"
    entries = "".join(
        f"<p><a href='/fr/lepharedusud/{number}'>Un"
        f" titre</a></p><p>{label}</p><p>{FRENCH.paragraphs[0]} (...)</p>"
        for number in range(5)
    )
    content = page(f"<h1>Le Phare du Sud</h1>{entries}", "Le Phare du Sud - Maghress")
    assert newsscraper.extract(content, url=url).articles == []


# Pages that are not articles


@pytest.mark.parametrize(
    "url",
    [None, "https://www.maghress.com/fr/lepharedusud", "https://www.maghress.com/fr/", FRENCH.url],
)
@pytest.mark.parametrize(
    "title", [None, "Le Phare du Sud", "Maghress : Le Phare du Sud", "Toute l'actualité"]
)
@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_listing_with_labels_is_not_an_article(url, title, count):
    content = "".join(
        f"<div><div><a href='/fr/lepharedusud/{9000 + number}'>Un titre de la liste, le"
        f" {number}</a></div><div>{FRENCH.linked}</div><div>{FRENCH.paragraphs[0]}"
        " (...)</div></div>"
        for number in range(count)
    )
    found = newsscraper.extract(page(content, title), url=url)
    assert found.articles == []


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize(
    "title", ["Le Phare du Sud", "Le Phare du Sud - Maghress", "Maghress", None]
)
def test_a_source_s_listing_at_an_article_s_address_is_not_an_article(title, linked):
    """The source's name is directly above its first label."""
    entries = "".join(
        f"<div>{shown}<p>{FRENCH.linked}</p><p>{text}</p><a href='/fr/lepharedusud/{number}'>Lire"
        " la suite</a></div>"
        for number, (headline, _, text) in enumerate(OTHERS)
        for shown in [
            (
                f"<a href='/fr/lepharedusud/{number}'>{headline}</a>"
                if linked
                else f"<b>{headline}</b>"
            )
        ]
    )
    found = newsscraper.extract(page(f"<h1>Le Phare du Sud</h1>{entries}", title), url=FRENCH.url)
    assert found.layout != "WordedArticlePage"
    assert not any(article.source or article.published for article in found.articles)


def test_an_article_of_another_source_is_not_read_in_place_of_a_missing_one():
    label = "Publié dans <a href='/fr/gazette'>La Gazette</a> le 03 - 11 - 2021"
    other = f"<h2>Article supprimé</h2><h3>{OTHERS[0][0]}</h3><p>{label}</p>"
    found = newsscraper.extract(page(f"{other}<p>{OTHERS[0][2]}</p>", "Maghress"), url=FRENCH.url)
    assert found.layout != "WordedArticlePage"


@pytest.mark.parametrize("title", ["Page introuvable", "404 Not Found"])
def test_an_error_page_with_labels_of_other_articles_is_not_an_article(title):
    content = f"<h1>{title}</h1><p>La page demandée n'existe pas.</p>" + "".join(
        entry(number, linked=number % 2 == 0) for number in range(6)
    )
    assert newsscraper.extract(page(content, title), url=FRENCH.url).articles == []


def test_a_page_of_another_site_is_not_read_by_the_platform_s_wording():
    text = "".join(f"<p>{p}</p>" for p in FRENCH.paragraphs * 2)
    content = page(f"<article><h1>{FRENCH.headline}</h1>{text}</article>", FRENCH.headline)
    assert (
        newsscraper.extract(content, url="https://journal.example/a/1").layout
        == "GenericArticlePage"
    )


@pytest.mark.parametrize(
    "line",
    [
        "<a href='/news'>News</a> · 07 - 05 - 2024",
        "Published in <a href='/news'>News</a> on 07/05/2024",
        "Publié dans <a href='/news'>Actualités</a> le 07/05/2024",
    ],
)
def test_a_section_and_a_date_on_another_site_are_not_a_label(line):
    text = "".join(f"<p>{p}</p>" for p in ENGLISH.paragraphs * 2)
    content = page(
        f"<article><h1>{ENGLISH.headline}</h1><div>{line}</div>{text}</article>", ENGLISH.headline
    )
    found = newsscraper.extract(content, url="https://journal.example/news/12345")
    assert found.layout == "GenericArticlePage"
    assert found.articles[0].source is None


@pytest.mark.parametrize("url", [None, "https://mirror.example/copy/12"])
@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_a_page_without_a_known_address_is_read_by_known_wording(words, url):
    article = article_of(page(MARKUPS["td"](words), words.headline), url)
    assert (article.headline, article.source, article.published) == (
        words.headline,
        words.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(words.paragraphs)
