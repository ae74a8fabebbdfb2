"""The same article page as another agency might have built it: the words stay, everything else is
made new.

``disguise`` reads a platform article page by the class names of the fixtures, keeps its article
parts and its metadata, and writes a page of one of five designs around them. It was written without
knowledge of the extractor, so that the extractor is measured on pages that its author did not
choose. It imports nothing of newsscraper and nothing of the replica.

The furniture (headlines, newspapers, teasers, comments) is invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from random import Random
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

# Follows the last part of the article; a page that was cut is cut here as well.
_END = "\ue000"
_GAP = "\xa0" * 4
_DATE = re.compile(r"\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?\d{2,4}")
_INLINE = {
    "a",
    "abbr",
    "b",
    "em",
    "font",
    "i",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
}
_SKIPPED = {"script", "style", "iframe", "noscript", "form", "ins"}
_VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass(frozen=True)
class Piece:
    """A run of text, or a link or another inline element with its text."""

    text: str
    tag: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Picture:
    """An image of the body, with the text below it."""

    src: str
    alt: str | None
    caption: str


@dataclass
class Article:
    """What is kept of a page."""

    language: str
    direction: str
    prefix: str
    site: str
    charset: dict[str, str] | None = None
    head: list[str] = field(default_factory=list)
    ticker: list[Piece] = field(default_factory=list)
    notice: list[str] = field(default_factory=list)
    headline: str = ""
    headline_href: str | None = None
    label: list[Piece] = field(default_factory=list)
    blocks: list[Paragraph | Picture] = field(default_factory=list)
    closing: list[Piece] = field(default_factory=list)
    cut: bool = False


def disguise(html: str, seed: int) -> str:
    """The article page in another design, chosen by ``seed``.

    ``seed`` modulo the number of designs chooses the design, the whole seed its details.

    Raises:
        ValueError: the page has neither a headline nor a body where a platform article page has
            them.

    """
    article = _read(html)
    design = DESIGNS[seed % len(DESIGNS)]
    pen = Pen(Random(seed), article)
    page = f"<!DOCTYPE html>\n{design(article, pen)}\n"
    kept, _, rest = page.partition(_END)
    return kept if article.cut else kept + rest


# Reading


def _read(text: str) -> Article:
    document = lxml_html.document_fromstring(text)
    canonical = next(
        iter(
            document.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        ),
        "",
    )
    address = urlsplit(canonical)
    steps = [step for step in address.path.split("/") if step]
    language = document.get("lang") or (steps[0] if len(steps) == 3 else "ar")
    article = Article(
        language=language if language in FRAMES else "fr",
        direction=document.get("dir") or ("rtl" if language == "ar" else "ltr"),
        prefix=f"/{steps[0]}" if len(steps) == 3 else "",
        site=(address.hostname or "www.portal.example").split(".")[-2],
        cut=not re.search(r"</html\s*>\s*\Z", text, re.IGNORECASE),
    )
    _read_head(document, article)
    _read_ticker(document, article)
    columns = document.xpath("//div[contains(@class, 'col-md-12')][h1]")
    if document.xpath("//span[@class='articletitle' or @class='articlecontent']"):
        _read_parts(
            document, article, "articletitle", "articlenewspaper", "articlecontent", "articlesource"
        )
    elif columns:
        _read_parts(columns[0], article, None, "meta", "content", "source")
    if not article.headline and not article.blocks:
        raise ValueError("the page has no article parts")
    return article


def _read_head(document: HtmlElement, article: Article) -> None:
    for element in document.xpath("//head/title | //head/meta | //head/link"):
        if element.tag == "link" and "stylesheet" in element.get("rel", ""):
            continue
        if element.get("charset") or element.get("http-equiv", "").lower() == "content-type":
            article.charset = dict(element.attrib)
        elif element.tag == "title":
            article.head.append(f"<title>{escape(element.text or '', quote=False)}</title>")
        else:
            article.head.append(f"{element.tag} " + _attributes(element.attrib.items()))
    for element in document.xpath("//script[@type='application/ld+json']"):
        article.head.append(f'<script type="application/ld+json">{element.text or ""}</script>')


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    return " ".join(f'{name}="{escape(value)}"' for name, value in attributes)


def _read_ticker(document: HtmlElement, article: Article) -> None:
    """The strip is the element with the most links that are followed by four no-break spaces."""
    strips: dict[HtmlElement, int] = {}
    for link in document.iter("a"):
        if _GAP in (link.tail or ""):
            strips[link.getparent()] = strips.get(link.getparent(), 0) + 1
    if strips:
        article.ticker = _pieces(max(strips, key=lambda strip: strips[strip]))


def _read_parts(
    root: HtmlElement, article: Article, title: str | None, label: str, content: str, closing: str
) -> None:
    def named(name: str) -> list[HtmlElement]:
        return root.xpath(f".//*[@class='{name}']")

    for element in named("reported"):
        article.notice = [line.strip() for line in element.itertext() if line.strip()]
    for element in named(title)[:1] if title else root.xpath("./h1")[:1]:
        article.headline = element.text_content().strip()
        article.headline_href = next(iter(element.xpath(".//a/@href")), None)
    for element in named(label)[:1]:
        article.label = _pieces(element)
    for element in named(content):
        article.blocks.extend(_blocks(element))
    for element in named(closing)[:1]:
        article.closing = _pieces(element)


def _pieces(element: HtmlElement) -> list[Piece]:
    found = [Piece(element.text)] if element.text else []
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            href = child.get("href")
            found.append(
                Piece(child.text_content(), child.tag if child.tag in _INLINE else "", href)
            )
        if child.tail:
            found.append(Piece(child.tail))
    return found


def _blocks(element: HtmlElement) -> Iterator[Paragraph | Picture]:
    """The paragraphs and pictures below an element, in order."""
    line: list[Piece] = []
    for event in _events(element):
        if isinstance(event, Piece):
            line.append(event)
            continue
        yield from _paragraph(line)
        line = []
        if event is not None:
            yield event
    yield from _paragraph(line)


def _paragraph(line: list[Piece]) -> Iterator[Paragraph]:
    while line and not line[0].text.strip():
        line = line[1:]
    while line and not line[-1].text.strip():
        line = line[:-1]
    if line:
        line[0] = replace(line[0], text=line[0].text.lstrip())
        line[-1] = replace(line[-1], text=line[-1].text.rstrip())
        yield Paragraph(tuple(line))


def _events(element: HtmlElement) -> Iterator[Piece | Picture | None]:
    """Pieces of text, pictures, and None where a line ends."""
    if element.text:
        yield Piece(element.text)
    for child in element:
        yield from _child_events(child)
        if child.tail:
            yield Piece(child.tail)


def _child_events(child: HtmlElement) -> Iterator[Piece | Picture | None]:
    if not isinstance(child.tag, str) or child.tag in _SKIPPED:
        return
    if child.tag == "br":
        yield None
    elif child.tag == "img" or _holds_one_picture(child):
        image = child if child.tag == "img" else next(child.iter("img"))
        yield Picture(image.get("src", ""), image.get("alt"), child.text_content().strip())
    elif child.tag in _INLINE and len(child) == 0:
        yield Piece(child.text or "", child.tag, child.get("href"))
    else:
        yield None
        yield from _events(child)
        yield None


def _holds_one_picture(element: HtmlElement) -> bool:
    named = element.tag == "figure" or element.get("class", "") == "image"
    return named and len(list(element.iter("img"))) == 1


# Furniture


@dataclass(frozen=True)
class Frame:
    """The words of a frame language."""

    home: str
    sections: tuple[str, ...]
    search: str
    published: str
    latest: str
    read: str
    also: str
    front: str
    all_of: str
    newsletter: str
    subscribe: str
    cookies: str
    accept: str
    rights: str
    about: str
    contact: str
    share: str
    print: str
    comments: str
    reply: str
    send: str
    name: str
    hours: str
    readers: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    headlines: tuple[str, ...]
    teasers: tuple[str, ...]


FRAMES = {
    "fr": Frame(
        home="Accueil",
        sections=("Politique", "Économie", "Société", "Sports", "Culture", "Régions"),
        search="Rechercher un article",
        published="Publié dans {source} le {date}",
        latest="En continu",
        read="Les plus lus cette semaine",
        also="À lire aussi",
        front="À la une",
        all_of="Toute l'actualité",
        newsletter="Recevez chaque matin l'essentiel de la presse dans votre boîte aux lettres.",
        subscribe="S'inscrire",
        cookies=(
            "Nous utilisons des cookies pour mesurer l'audience. Vous pouvez les refuser à tout"
            " moment."
        ),
        accept="Tout accepter",
        rights=(
            "© 2026 Tous droits réservés. La reproduction, même partielle, est interdite sans"
            " accord écrit."
        ),
        about="Qui sommes-nous",
        contact="Contact",
        share="Partager",
        print="Imprimer",
        comments="2 commentaires",
        reply="Répondre",
        send="Envoyer le commentaire",
        name="Votre prénom",
        hours="il y a {hours} heures",
        readers=(
            (
                "Karim de Settat",
                "Enfin une bonne nouvelle, espérons que cela dure plus d'une saison.",
            ),
            ("Lectrice fidèle", "Et pour les quartiers du sud, toujours rien de prévu ?"),
        ),
        sources=(
            ("lecourrierduport", "Le Courrier du Port"),
            ("plumesdusud", "Plumes du Sud"),
            ("agenda212", "Agenda 212"),
        ),
        headlines=(
            "Le marché aux fleurs déménage sous la halle des anciens abattoirs",
            "Natation : trois records tombent au meeting de printemps",
            "Une bibliothèque mobile pour les douars de la vallée",
            "Prix du lait : les éleveurs suspendent leur mouvement",
            "Théâtre : la troupe des Remparts joue à guichets fermés",
            "Le pont suspendu fermé aux camions pendant dix jours",
            "Pêche : la saison du poulpe s'ouvre avec un quota réduit",
            "Échecs : une lycéenne de 16 ans sacrée championne",
            "Les potiers retrouvent leur four après deux ans de travaux",
            "Transport : la gare routière change d'adresse dimanche",
            "Un festival de conte investit les jardins de la kasbah",
            "Énergie : la centrale du plateau produit ses premiers kilowatts",
        ),
        teasers=(
            (
                "Les étals seront installés dès jeudi, et les marchands promettent de ne pas"
                " augmenter leurs (...)"
            ),
            (
                "Le jury a délibéré pendant plus de quatre heures avant de rendre une décision qui"
                " (...)"
            ),
            (
                "La commune a lancé un appel aux habitants pour recenser les arbres plantés depuis"
                " (...)"
            ),
            (
                "Il aura fallu trois réunions et une longue nuit de discussions pour que les deux"
                " parties (...)"
            ),
            (
                "À quelques jours de l'ouverture, les organisateurs comptent encore les places et"
                " (...)"
            ),
        ),
    ),
    "ar": Frame(
        home="الرئيسية",
        sections=("سياسة", "اقتصاد", "مجتمع", "رياضة", "ثقافة", "جهات"),
        search="ابحث عن خبر",
        published="نشر في {source} يوم {date}",
        latest="على مدار الساعة",
        read="الأكثر قراءة هذا الأسبوع",
        also="اقرأ أيضا",
        front="أبرز العناوين",
        all_of="كل الأخبار",
        newsletter="توصلوا كل صباح بأهم ما جاء في الصحف على بريدكم الإلكتروني.",
        subscribe="اشترك",
        cookies="نستعمل ملفات تعريف الارتباط لقياس عدد الزوار، ويمكنكم رفضها في أي وقت.",
        accept="أوافق",
        rights="© 2026 جميع الحقوق محفوظة. يمنع النقل ولو جزئيا دون إذن مكتوب.",
        about="من نحن",
        contact="اتصل بنا",
        share="مشاركة",
        print="طباعة",
        comments="تعليقان",
        reply="رد",
        send="أرسل التعليق",
        name="اسمك",
        hours="قبل {hours} ساعات",
        readers=(
            ("قارئ من الجنوب", "خبر سار بعد طول انتظار، نتمنى أن يستمر هذا العمل."),
            ("أم ياسين", "وماذا عن القرى البعيدة؟ لم يزرنا أحد منذ سنوات."),
        ),
        sources=(
            ("sawtalmarfa", "صوت المرفأ"),
            ("aqlamaljanoub", "أقلام الجنوب"),
            ("yawmiyat360", "يوميات 360"),
        ),
        headlines=(
            "سوق الورود ينتقل إلى مقره الجديد قرب المحطة القديمة",
            "ثلاثة أرقام قياسية جديدة في ملتقى الربيع للسباحة",
            "مكتبة متنقلة تجوب قرى الوادي طيلة الصيف",
            "مربو الأبقار يعلقون احتجاجهم بعد الاتفاق على سعر الحليب",
            "فرقة الأسوار المسرحية تعرض عملها الجديد أمام قاعة ممتلئة",
            "إغلاق الجسر المعلق أمام الشاحنات لمدة عشرة أيام",
            "انطلاق موسم صيد الأخطبوط بحصة أقل من العام الماضي",
            "تلميذة في السادسة عشرة تتوج بطلة للشطرنج",
            "صناع الخزف يستعيدون فرنهم بعد عامين من الترميم",
            "محطة الحافلات تغير عنوانها ابتداء من الأحد",
            "مهرجان للحكاية الشعبية في حدائق القصبة",
            "محطة الهضبة للطاقة تنتج أول كيلوواط",
        ),
        teasers=(
            "سيشرع الباعة في عرض سلعهم ابتداء من الخميس، مع التعهد بعدم الرفع في (...)",
            "تداولت لجنة التحكيم لأكثر من أربع ساعات قبل أن تعلن قرارها الذي (...)",
            "أطلقت البلدية نداء إلى السكان من أجل إحصاء الأشجار المغروسة منذ (...)",
            "تطلب الأمر ثلاثة اجتماعات وليلة طويلة من النقاش حتى يتوصل الطرفان (...)",
            "على بعد أيام من الافتتاح، ما يزال المنظمون يحصون المقاعد و(...)",
        ),
    ),
    "en": Frame(
        home="Home",
        sections=("Politics", "Business", "Society", "Sports", "Culture", "Provinces"),
        search="Search the news",
        published="Published in {source} on {date}",
        latest="As it happens",
        read="Most read this week",
        also="Read next",
        front="Top stories",
        all_of="All stories",
        newsletter="Get the best of the press in your inbox every morning.",
        subscribe="Sign up",
        cookies="We use cookies to count our visitors. You can refuse them at any time.",
        accept="Accept all",
        rights=(
            "© 2026 All rights reserved. No part of this site may be reproduced without written"
            " permission."
        ),
        about="About us",
        contact="Contact",
        share="Share",
        print="Print",
        comments="2 comments",
        reply="Reply",
        send="Post comment",
        name="Your name",
        hours="{hours} hours ago",
        readers=(
            (
                "A reader from the coast",
                "Good news at last, let us hope it lasts longer than one season.",
            ),
            (
                "Mona",
                "And what about the villages further south? Nobody has come to see us for years.",
            ),
        ),
        sources=(
            ("harbourcourier", "Harbour Courier"),
            ("southernpens", "Southern Pens"),
            ("daily360", "Daily 360"),
        ),
        headlines=(
            "Flower market moves into the halls of the old slaughterhouse",
            "Swimming: three records fall at the spring meeting",
            "Travelling library reaches the villages of the valley",
            "Dairy farmers call off protest after deal on milk price",
            "Theatre company plays to a full house for the tenth night",
            "Suspension bridge closed to lorries for ten days",
            "Octopus season opens with a smaller quota",
            "Schoolgirl of 16 crowned national chess champion",
            "Potters get their kiln back after two years of repairs",
            "Bus station changes its address on Sunday",
            "Storytelling festival fills the gardens of the citadel",
            "Plateau power plant feeds its first kilowatts into the grid",
        ),
        teasers=(
            "The stalls will be set up from Thursday, and the traders promise not to raise (...)",
            "The jury deliberated for more than four hours before it came to a decision that (...)",
            "The town has called on its residents to count the trees that were planted since (...)",
            "It took three meetings and a long night of talks until the two sides (...)",
            "A few days before the opening, the organisers are still counting seats and (...)",
        ),
    ),
}


@dataclass(frozen=True)
class Other:
    """Another article, as the furniture shows it."""

    headline: str
    href: str
    source: str
    source_href: str
    date: str
    hour: str
    teaser: str


class Pen:
    """Writes tags, with their attributes in an order of its own, and the furniture's contents."""

    def __init__(self, random: Random, article: Article):
        self.random = random
        self.article = article
        self.frame = FRAMES[article.language]
        self.suffix = f"{random.randrange(16**5):05x}"
        self.gap = random.choice(["\xa0", "&nbsp;", "&#160;", "&#xA0;"])
        self._headlines = random.sample(self.frame.headlines, len(self.frame.headlines))

    def tag(self, name: str, /, *content: str, **attributes: str | None) -> str:
        """An element. A trailing underscore of an attribute's name is dropped, another one is a
        hyphen."""
        pairs = [
            (key.rstrip("_").replace("_", "-"), value)
            for key, value in attributes.items()
            if value is not None
        ]
        self.random.shuffle(pairs)
        start = f"<{name} {_attributes(pairs)}>" if pairs else f"<{name}>"
        return start if name in _VOID else f"{start}{''.join(content)}</{name}>"

    def text(self, value: str) -> str:
        return escape(value, quote=False).replace("\xa0", self.gap)

    def link(self, href: str, value: str, **attributes: str | None) -> str:
        return self.tag("a", self.text(value), href=href, **attributes)

    def pieces(self, pieces: Iterable[Piece], **link: str | None) -> str:
        return "".join(self.piece(piece, **link) for piece in pieces)

    def piece(self, piece: Piece, **link: str | None) -> str:
        if piece.href is not None:
            return self.link(piece.href, piece.text, **link)
        return self.tag(piece.tag, self.text(piece.text)) if piece.tag else self.text(piece.text)

    def others(self, count: int) -> list[Other]:
        """Other articles; each is shown once on a page, as long as there are enough."""
        return [self._other() for _ in range(count)]

    def _other(self) -> Other:
        if not self._headlines:
            self._headlines = list(self.frame.headlines)
        slug, source = self.random.choice(self.frame.sources)
        prefix = self.article.prefix
        return Other(
            headline=self._headlines.pop(),
            href=f"{prefix}/{slug}/{self.random.randrange(700_000, 800_000)}",
            source=source,
            source_href=f"{prefix}/{slug}",
            date=(
                f"{self.random.randrange(1, 29):02d} - {self.random.randrange(1, 13):02d} -"
                f" {self.random.randrange(2019, 2026)}"
            ),
            hour=f"{self.random.randrange(6, 23):02d}:{self.random.randrange(60):02d}",
            teaser=self.random.choice(self.frame.teasers),
        )

    def published(self, other: Other, linked: bool = True) -> str:
        """The label line of another article."""
        source = self.link(other.source_href, other.source) if linked else self.text(other.source)
        return self.text(self.frame.published.replace("{date}", other.date)).replace(
            "{source}", source
        )

    def menu(self) -> list[str]:
        prefix = self.article.prefix
        sections = [
            self.link(f"{prefix}/rubrique/{n}", name)
            for n, name in enumerate(self.frame.sections, 1)
        ]
        return [self.link(f"{prefix}/", self.frame.home), *sections]

    def head(self, *own: str) -> str:
        """The metadata of the original in an order of its own, behind the character set if the
        original declares one."""
        article = self.article
        lines = []
        for line in article.head:
            if line.startswith("<"):
                lines.append(line)
                continue
            name, _, rest = line.partition(" ")
            pairs = re.findall(r'[\w:-]+="[^"]*"', rest)
            self.random.shuffle(pairs)
            lines.append(f"<{name} {' '.join(pairs)}>")
        lines.extend(own)
        self.random.shuffle(lines)
        first = [f"<meta {_attributes(article.charset.items())}>"] if article.charset else []
        return "<head>\n" + "\n".join(first + lines) + "\n</head>\n"

    def page(self, head: str, body: str, **attributes: str | None) -> str:
        article = self.article
        whole = self.tag("body", "\n", body, "\n", **attributes)
        return self.tag(
            "html", "\n", head, whole, "\n", lang=article.language, dir=article.direction
        )


def _byline(article: Article) -> tuple[Paragraph | None, list[Paragraph | Picture]]:
    """A first line that is as short as a signature, and the rest of the body."""
    first = article.blocks[0] if article.blocks else None
    if len(article.blocks) > 1 and isinstance(first, Paragraph) and len(first.text.strip()) <= 60:
        return first, article.blocks[1:]
    return None, article.blocks


def _dated(
    pen: Pen,
    pieces: Iterable[Piece],
    wrap: Callable[[str], str],
    plain: Callable[[str], str],
    **link: str | None,
) -> str:
    """The label line with its date in an element of its own; ``plain`` makes the rest of its
    words."""
    made = []
    for piece in pieces:
        found = None if piece.href is not None else _DATE.search(piece.text)
        if piece.href is not None:
            made.append(pen.piece(piece, **link))
        elif found is None:
            made.append(plain(pen.text(piece.text)))
        else:
            before, after = piece.text[: found.start()], piece.text[found.end() :]
            made += [
                plain(pen.text(before)) if before.strip() else before,
                wrap(pen.text(found[0])),
                pen.text(after),
            ]
    return "".join(made)


def _same(value: str) -> str:
    return value


# Designs


def semantic(article: Article, pen: Pen) -> str:
    """HTML5 with header, main, aside and footer; class names with a hash, as CSS modules make
    them."""
    tag, frame, text = pen.tag, pen.frame, pen.text

    def cls(name: str) -> str:
        return f"{name}_{pen.suffix}"

    def card(other: Other) -> str:
        return tag(
            "article",
            tag("h3", pen.link(other.href, other.headline)),
            tag("p", pen.published(other), class_=cls("when")),
            tag("p", text(other.teaser)),
            class_=cls("card"),
        )

    def block(part: Paragraph | Picture) -> str:
        if isinstance(part, Paragraph):
            return tag("p", pen.pieces(part.pieces)) + "\n"
        caption = tag("figcaption", text(part.caption)) if part.caption else ""
        image = tag("img", src=part.src, alt=part.alt or "", loading="lazy", decoding="async")
        return tag("figure", tag("picture", image), caption, class_=cls("figure")) + "\n"

    byline, blocks = _byline(article)
    title = (
        pen.link(article.headline_href, article.headline)
        if article.headline_href
        else text(article.headline)
    )
    label = _dated(pen, article.label, lambda date: tag("time", date), _same, class_=cls("source"))
    notice = tag("br").join(text(line) for line in article.notice)
    story = tag(
        "article",
        "\n",
        tag("div", notice, hidden="hidden", role="status", class_=cls("flagged")) if notice else "",
        tag(
            "header",
            tag("h1", title, class_=cls("h")),
            "\n",
            tag("p", label, class_=cls("dek")) if article.label else "",
        ),
        "\n",
        _share(pen, "ul", "li", cls("tools")),
        "\n",
        tag("address", pen.pieces(byline.pieces), class_=cls("signed")) if byline else "",
        tag(
            "div",
            "\n",
            *[block(part) for part in blocks],
            "" if article.closing else _END,
            class_=cls("prose"),
        ),
        (
            tag(
                "footer",
                tag("p", pen.pieces(article.closing, target="_blank", rel="nofollow noopener")),
                _END,
            )
            if article.closing
            else ""
        ),
        class_=cls("story"),
        itemscope="itemscope",
    )
    latest, read, also = pen.others(4), pen.others(3), pen.others(3)
    form = tag(
        "form",
        tag("input", type="search", name="q", placeholder=frame.search, aria_label=frame.search),
        tag("button", text(frame.search)),
        action=f"{article.prefix}/search",
        role="search",
    )
    header = tag(
        "header",
        tag(
            "a",
            tag("img", src="/assets/brand.svg", alt=article.site.capitalize()),
            href=f"{article.prefix}/",
        ),
        tag("nav", tag("ul", *[tag("li", entry) for entry in pen.menu()]), aria_label="menu"),
        form,
        class_=cls("top"),
    )
    strip = (
        tag("section", tag("div", pen.pieces(article.ticker)), class_=cls("flash"), aria_live="off")
        if article.ticker
        else ""
    )
    aside = tag(
        "aside",
        tag("h2", text(frame.latest)),
        tag(
            "ol",
            *[
                tag("li", tag("time", other.hour), " ", pen.link(other.href, other.headline))
                for other in latest
            ],
        ),
        tag("h2", text(frame.read)),
        *[card(other) for other in read],
        tag(
            "section",
            tag("p", text(frame.newsletter)),
            tag("input", type="email"),
            tag("button", text(frame.subscribe)),
        ),
    )
    related = tag(
        "section", tag("h2", text(frame.also)), *[card(other) for other in also], class_=cls("more")
    )
    footer = tag(
        "footer",
        tag("p", text(frame.rights)),
        pen.link(f"{article.prefix}/about", frame.about),
        class_=cls("foot"),
    )
    cookies = tag(
        "dialog", tag("p", text(frame.cookies)), tag("button", text(frame.accept)), open="open"
    )
    head = pen.head(
        '<link rel="stylesheet" href="/assets/app.css">',
        '<script defer src="/assets/app.js"></script>',
    )
    body = "\n".join(
        [header, strip, tag("main", "\n", story, "\n", related, "\n", aside, "\n"), footer, cookies]
    )
    return pen.page(head, body, class_=cls("page"))


def _share(pen: Pen, outer: str, inner: str, name: str) -> str:
    labels = (pen.frame.share, "Facebook", "WhatsApp", pen.frame.print)
    links = [
        pen.tag(inner, pen.link(f"https://share{n}.example/go", label))
        for n, label in enumerate(labels)
    ]
    return pen.tag(outer, " ".join(links), class_=name)


def tables(article: Article, pen: Pen) -> str:
    """Nested layout tables of 2003: font tags, bare text with line breaks, the menu's column before
    the article."""
    tag, frame, text = pen.tag, pen.frame, pen.text
    lines = pen.random.choice(["<br><br>\n", "<br>\n<br>\n", "<BR>\n"])

    def font(value: str, **attributes: str | None) -> str:
        return tag("font", value, face="Verdana, Arial", **attributes)

    def row(*cells: str) -> str:
        return tag("tr", *cells)

    def box(title: str, *entries: str) -> str:
        bar = row(
            tag("td", font(tag("b", text(title)), size="2", color="#ffffff"), bgcolor="#003366")
        )
        rest = [row(tag("td", entry)) for entry in entries]
        return (
            tag("table", bar, *rest, border="0", width="100%", cellpadding="3", cellspacing="1")
            + "<br>\n"
        )

    def brief(other: Other) -> str:
        title = tag("b", pen.link(other.href, other.headline))
        return font(f"{title}<br>{pen.published(other)}<br>{text(other.teaser)}", size="1")

    def block(part: Paragraph | Picture) -> str:
        if isinstance(part, Paragraph):
            return pen.pieces(part.pieces) + lines
        image = row(tag("td", tag("img", src=part.src, alt=part.alt, border="1", hspace="4")))
        caption = (
            row(tag("td", font(tag("i", text(part.caption)), size="1"), align="center"))
            if part.caption
            else ""
        )
        return tag("table", image, caption, align="center", cellpadding="0") + lines

    byline, blocks = _byline(article)
    title = font(tag("b", text(article.headline)), size="5", color="#990000")
    if article.headline_href:
        title = tag("a", title, href=article.headline_href)
    label = font(
        _dated(pen, article.label, lambda date: tag("b", date), _same), size="1", color="#666666"
    )
    notice = tag(
        "div", "<br>".join(text(line) for line in article.notice), style="display:none", id="abuse"
    )
    words = "".join(
        (
            font(tag("i", pen.pieces(byline.pieces)), size="2") + lines if byline else "",
            *[block(part) for part in blocks],
        )
    )
    closing = ""
    if article.closing:
        link = [
            (
                tag("a", font(text(p.text), size="2"), href=p.href)
                if p.href is not None
                else pen.piece(p)
            )
            for p in article.closing
        ]
        closing = tag("p", *link, align="right")
    tools = " | ".join(
        pen.link(f"/tools/{n}", label) for n, label in enumerate((frame.share, frame.print))
    )
    center = tag(
        "table",
        row(
            tag(
                "td",
                notice if article.notice else "",
                title,
                "<br>\n",
                label if article.label else "",
            )
        ),
        row(tag("td", font(tools, size="1"), align="right")),
        row(tag("td", "\n", words, closing, _END, "\n", tag("hr", size="1"), id="c", valign="top")),
        border="0",
        width="100%",
    )
    entries = [font(entry, size="2") for entry in pen.menu()]
    left = box(frame.home, *entries) + box(frame.front, *[brief(other) for other in pen.others(2)])
    search = tag(
        "form",
        tag("input", name="q", size="12"),
        tag("input", type="submit", value=frame.search),
        action="/cgi/find",
    )
    right = (
        box(
            frame.read,
            *[
                font(pen.link(other.href, other.headline) + " " + other.hour, size="1")
                for other in pen.others(3)
            ],
        )
        + box(frame.also, *[brief(other) for other in pen.others(3)])
        + box(
            frame.newsletter,
            tag("input", name="mail", size="14"),
            tag("input", type="button", value=frame.subscribe),
        )
    )
    banner = row(
        tag(
            "td",
            tag(
                "a",
                tag("img", src="/img/logo.gif", alt=article.site, border="0"),
                href=f"{article.prefix}/",
            ),
        ),
        tag("td", search, align="right", colspan="2"),
    )
    strip = ""
    if article.ticker:
        links = font(pen.pieces(article.ticker), size="2")
        strip = row(
            tag("td", tag("marquee", links, scrollamount="4"), colspan="3", bgcolor="#ffffcc")
        )
    columns = row(
        tag("td", left, width="150", valign="top"),
        tag("td", center, valign="top"),
        tag("td", right, width="160", valign="top"),
    )
    foot = row(
        tag(
            "td",
            font(text(frame.rights), size="1"),
            tag("br"),
            font(text(frame.cookies), size="1"),
            colspan="3",
            align="center",
        )
    )
    whole = tag(
        "table",
        banner,
        "\n",
        strip,
        "\n",
        columns,
        "\n",
        foot,
        width="980",
        border="0",
        align="center",
        cellspacing="0",
    )
    head = pen.head('<script language="JavaScript" src="/js/menu.js"></script>')
    return pen.page(head, tag("center", whole), bgcolor="#ffffff", topmargin="0", text="#000000")


def framework(article: Article, pen: Pen) -> str:
    """Div soup of a CSS framework: a hero with another story before the article, share bars,
    readers' comments."""
    tag, frame, text = pen.tag, pen.frame, pen.text

    def div(name: str, /, *content: str, **attributes: str | None) -> str:
        return tag("div", *content, class_=name, **attributes) + "\n"

    def tile(other: Other) -> str:
        return div(
            "col-12 col-lg-4",
            div(
                "card h-100 shadow-sm",
                tag("img", class_="card-img-top", src=f"/thumbs{other.href}.webp", alt=""),
                div(
                    "card-body",
                    div(
                        "card-title h6",
                        pen.link(other.href, other.headline, class_="stretched-link"),
                    ),
                    div("card-text small text-muted", pen.published(other)),
                    div("card-text", text(other.teaser)),
                ),
            ),
        )

    def block(part: Paragraph | Picture) -> str:
        if isinstance(part, Paragraph):
            return div("mb-3", pen.pieces(part.pieces))
        image = tag("img", src=part.src, alt=part.alt, class_="img-fluid rounded")
        return div(
            "media my-4",
            div("ratio", image),
            div("small text-secondary mt-1", text(part.caption)) if part.caption else "",
        )

    def comment(reader: str, words: str) -> str:
        hours = frame.hours.format(hours=pen.random.randrange(3, 9))
        return div(
            "d-flex mb-4",
            div("avatar rounded-circle", reader[:1]),
            div(
                "ms-3",
                div("fw-bold", text(reader)),
                div("small", text(hours)),
                text(words),
                div("small", pen.link("#", frame.reply)),
            ),
        )

    byline, blocks = _byline(article)
    [lead] = pen.others(1)
    hero = div(
        "hero bg-dark text-white py-5",
        div("badge bg-danger", text(frame.front)),
        tag("h2", pen.link(lead.href, lead.headline, class_="text-white"), class_="display-6"),
        div("lead", pen.published(lead)),
        div("opacity-75", text(lead.teaser)),
    )
    title = (
        pen.link(article.headline_href, article.headline)
        if article.headline_href
        else text(article.headline)
    )
    label = _dated(
        pen,
        article.label,
        lambda date: tag("span", date, class_="text-nowrap"),
        lambda words: tag("span", words, class_="text-muted"),
        class_="badge rounded-pill",
    )
    story = div(
        "col-lg-8",
        (
            div("d-none alert", *[tag("div", text(line)) for line in article.notice])
            if article.notice
            else ""
        ),
        div("display-5 fw-bold mb-2", title) if article.headline else "",
        div("d-flex gap-1 border-bottom pb-2", label) if article.label else "",
        _share(pen, "div", "span", "btn-group share-bar"),
        div("author-row fst-italic", pen.pieces(byline.pieces)) if byline else "",
        div("fs-5 lh-lg text-break", *[block(part) for part in blocks]),
        (
            div(
                "my-4",
                pen.pieces(article.closing, class_="btn btn-outline-primary", target="_blank"),
            )
            if article.closing
            else ""
        ),
        _END,
        _share(pen, "div", "span", "btn-group share-bar bottom"),
        div(
            "comments mt-5",
            div("h5", text(frame.comments)),
            *[comment(*reader) for reader in frame.readers],
            _comment_form(pen),
        ),
        div("h5 mt-5", text(frame.also)),
        div("row g-3", *[tile(other) for other in pen.others(3)]),
    )
    side = div(
        "col-lg-4",
        div(
            "list-group",
            div("h6", text(frame.latest)),
            *[_hourly(pen, other, "list-group-item") for other in pen.others(5)],
        ),
        div(
            "p-3 bg-light",
            text(frame.newsletter),
            tag("input", type="email"),
            tag("button", text(frame.subscribe), class_="btn"),
        ),
    )
    brand = tag(
        "h1", pen.link(f"{article.prefix}/", article.site.capitalize()), class_="navbar-brand"
    )
    search = tag(
        "form",
        tag("input", type="search", class_="form-control", placeholder=frame.search),
        action="/search",
    )
    navbar = div(
        "navbar navbar-expand-lg sticky-top",
        brand,
        *[div("nav-item", entry) for entry in pen.menu()],
        search,
    )
    strip = (
        div(
            "news-ticker overflow-hidden",
            div("track", pen.pieces(article.ticker, class_="ticker-link")),
        )
        if article.ticker
        else ""
    )
    foot = div(
        "footer mt-5 py-4 bg-dark", div("small", text(frame.rights)), div("small", *pen.menu()[:3])
    )
    cookies = div(
        "toast show",
        div(
            "toast-body",
            text(frame.cookies),
            tag("button", text(frame.accept), class_="btn btn-sm"),
        ),
    )
    head = pen.head(
        '<link rel="stylesheet" href="/dist/css/bootstrap.min.css">',
        "<style>.ticker-link{color:#c00}</style>",
    )
    return pen.page(
        head,
        navbar + strip + hero + div("container my-4", div("row g-5", story, side)) + foot + cookies,
        class_="d-flex flex-column min-vh-100",
    )


def _hourly(pen: Pen, other: Other, name: str) -> str:
    return pen.tag(
        "div", pen.tag("small", other.hour), " ", pen.link(other.href, other.headline), class_=name
    )


def _comment_form(pen: Pen) -> str:
    frame = pen.frame
    name = pen.tag("input", name="who", placeholder=frame.name)
    return pen.tag(
        "form",
        name,
        pen.tag("textarea", name="what"),
        pen.tag("button", pen.text(frame.send)),
        method="post",
        action="#",
    )


def definitions(article: Article, pen: Pen) -> str:
    """Definition lists and inline spans; the other articles stand in lists of the same form."""
    tag, frame, text = pen.tag, pen.frame, pen.text

    def span(name: str, *content: str) -> str:
        return tag("span", *content, class_=name)

    def entry(other: Other) -> str:
        title = tag("dt", span("t", pen.link(other.href, other.headline)))
        return (
            title
            + tag("dd", span("s", pen.published(other)))
            + tag("dd", span("x", text(other.teaser)))
        )

    def block(part: Paragraph | Picture) -> str:
        if isinstance(part, Paragraph):
            return span("x", pen.pieces(part.pieces)) + "<br><br>\n"
        caption = "<br>" + tag("small", text(part.caption)) if part.caption else ""
        return span("i", tag("img", src=part.src, alt=part.alt), caption) + "<br><br>\n"

    byline, blocks = _byline(article)
    notice = span("n", "<br>".join(text(line) for line in article.notice)) if article.notice else ""
    title = (
        pen.link(article.headline_href, article.headline)
        if article.headline_href
        else text(article.headline)
    )
    label = _dated(pen, article.label, lambda date: span("d", date), _same)
    closing = "".join(
        (
            tag("a", span("o", text(piece.text)), href=piece.href)
            if piece.href is not None
            else pen.piece(piece)
        )
        for piece in article.closing
    )
    story = tag(
        "dl",
        tag("dd", notice, style="display:none") if notice else "",
        tag("dt", span("t", title)) if article.headline else "",
        tag("dd", span("s", label)) if article.label else "",
        tag("dd", span("a", tag("em", pen.pieces(byline.pieces)))) if byline else "",
        tag("dd", "\n", *[block(part) for part in blocks], "" if closing else _END),
        tag("dd", closing, _END) if closing else "",
        class_="one",
    )
    strip = ""
    if article.ticker:
        links = "".join(
            ("" if n == 0 or piece.href is None else "</span><span>") + pen.piece(piece)
            for n, piece in enumerate(article.ticker)
        )
        strip = tag("div", f"<span>{links}</span>", class_="band")
    top = tag(
        "div",
        *[span("m", item) + " · " for item in pen.menu()],
        tag("input", name="q", title=frame.search),
        class_="bar",
    )
    before, after, hours = pen.others(2), pen.others(4), pen.others(4)
    tail = tag("div", span("k", text(frame.all_of)), _share(pen, "span", "b", "w"), class_="bar")
    lists = [
        tag("h4", text(frame.front)) + tag("dl", *[entry(other) for other in before], class_="all"),
        story,
        tail,
        tag("h4", text(frame.also)) + tag("dl", *[entry(other) for other in after], class_="all"),
        tag("h4", text(frame.latest)),
        tag(
            "dl",
            *[
                tag("dt", other.hour) + tag("dd", pen.link(other.href, other.headline))
                for other in hours
            ],
            class_="hrs",
        ),
        tag(
            "div",
            text(frame.newsletter),
            tag("input", name="m"),
            tag("button", text(frame.subscribe)),
        ),
        tag("div", span("z", text(frame.cookies)), "<br>", span("z", text(frame.rights))),
    ]
    head = pen.head(
        "<style>dt{font-weight:700}dd{margin:0}.band{white-space:nowrap;overflow:hidden}</style>"
    )
    return pen.page(head, "\n".join([top, strip, *lists]))


def mobile(article: Article, pen: Pen) -> str:
    """A page for telephones in the manner of AMP: custom elements, a section a paragraph, the label
    line in a list."""
    tag, frame, text = pen.tag, pen.frame, pen.text

    def card(other: Other) -> str:
        return tag(
            "li",
            tag("amp-img", src=f"/thumbs{other.href}.jpg", width="96", height="72"),
            tag("h2", pen.link(other.href, other.headline)),
            tag("p", pen.published(other, linked=False)),
            tag("p", text(other.teaser)),
        )

    def block(part: Paragraph | Picture) -> str:
        if isinstance(part, Paragraph):
            return tag("section", tag("p", pen.pieces(part.pieces))) + "\n"
        fallback = tag("noscript", tag("img", src=part.src, alt=part.alt))
        image = tag(
            "amp-img", fallback, src=part.src, layout="responsive", width="640", height="360"
        )
        return (
            tag(
                "section",
                image,
                tag("p", text(part.caption), class_="cap") if part.caption else "",
                class_="pic",
            )
            + "\n"
        )

    byline, blocks = _byline(article)
    middle = len(blocks) // 2
    made = [block(part) for part in blocks]
    if len(made) > 3:
        made.insert(middle, tag("amp-ad", type="network", width="300", height="250"))
    notice = tag(
        "amp-lightbox",
        *[tag("p", text(line)) for line in article.notice],
        layout="nodisplay",
        id="flag",
    )
    label = (
        tag("li", _dated(pen, article.label, lambda date: tag("b", date), _same))
        if article.label
        else ""
    )
    title = (
        pen.link(article.headline_href, article.headline)
        if article.headline_href
        else text(article.headline)
    )
    story = "\n".join(
        [
            notice if article.notice else "",
            tag("h1", title) if article.headline else "",
            tag("ul", label, class_="facts") if label else "",
            tag("p", tag("strong", pen.pieces(byline.pieces))) if byline else "",
            *made,
            (
                tag("section", tag("p", pen.pieces(article.closing, rel="nofollow")), class_="out")
                if article.closing
                else ""
            ),
            _END,
        ]
    )
    shares = [
        tag("amp-social-share", type=kind, aria_label=frame.share)
        for kind in ("facebook", "whatsapp", "email")
    ]
    menu = tag(
        "amp-sidebar",
        tag("ul", *[tag("li", entry) for entry in pen.menu()]),
        layout="nodisplay",
        id="menu",
    )
    strip = (
        tag("amp-carousel", tag("p", pen.pieces(article.ticker)), type="carousel", height="40")
        if article.ticker
        else ""
    )
    top = tag(
        "header",
        tag("button", "☰", on="tap:menu.toggle"),
        pen.link(f"{article.prefix}/", article.site.capitalize()),
    )
    front = tag(
        "amp-accordion",
        tag(
            "section",
            tag("h4", text(frame.front)),
            tag("ul", *[card(other) for other in pen.others(2)]),
        ),
    )
    find = tag(
        "form",
        tag("input", type="search", name="q", placeholder=frame.search),
        action=f"{article.prefix}/search",
        target="_top",
    )
    also = tag("ul", *[card(other) for other in pen.others(4)], class_="next")
    hours = tag(
        "ol",
        *[
            tag("li", f"{other.hour} ", pen.link(other.href, other.headline))
            for other in pen.others(4)
        ],
    )
    bottom = [
        "".join(shares),
        tag("h3", text(frame.also)) + also,
        tag("h3", text(frame.read)) + hours,
        tag(
            "form",
            text(frame.newsletter),
            tag("input", type="email"),
            tag("button", text(frame.subscribe)),
            action="/n",
        ),
        tag(
            "footer",
            tag("p", text(frame.rights)),
            pen.link(f"{article.prefix}/contact", frame.contact),
        ),
        tag(
            "amp-user-notification",
            text(frame.cookies),
            tag("button", text(frame.accept)),
            layout="nodisplay",
        ),
    ]
    head = pen.head(
        '<script async src="https://cdn.portal.example/v0.js"></script>',
        "<style amp-custom>.cap{font-size:80%}</style>",
    )
    return pen.page(head, "\n".join([menu, top, find, strip, front, story, *bottom]), class_="amp")


DESIGNS: tuple[Callable[[Article, Pen], str], ...] = (
    semantic,
    tables,
    framework,
    definitions,
    mobile,
)
