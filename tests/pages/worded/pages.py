"""Invented articles, their pages in any markup, and the check of what is read."""

from __future__ import annotations

from dataclasses import dataclass, field

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
