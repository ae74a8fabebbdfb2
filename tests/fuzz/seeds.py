"""Examples of valid inputs: the project's own fixtures, invented pages and archives."""

from __future__ import annotations

import json
from functools import cache

from tests.fixtures import fixtures
from tests.press.pages import PARTS
from tests.press.pages import pages as press_pages
from tests.replica import corpus, render

PRESS = "https://presse.example/fr/2026/01/le-port-de-pecheurs-rouvre.html"

SMALL = """<!DOCTYPE html><html lang="fr"><head><title>Le port rouvre - La Vigie</title>
<meta property="og:title" content="Le port rouvre"><meta name="author" content="Nadia Ferran">
<meta property="article:published_time" content="2026-01-05T10:30:00+01:00">
<link rel="canonical" href="/fr/2026/01/le-port-rouvre.html"><base href="https://presse.example/">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Le port rouvre","datePublished":"2026-01-05","author":[{"@type":"Person","name":"Nadia
 Ferran"}],"image":["/une.jpg"],"isAccessibleForFree":false}</script></head><body><nav><a
href="/">Une</a> &bull; <a href="/fr/mer">Mer</a></nav><article><h1>Le port <i>rouvre</i></h1><p
class="byline">Par Nadia Ferran, le 5 janvier 2026 à 10h30</p><figure><img src="/une.jpg"
alt="Le quai"><figcaption>Le quai, lundi. (Photo A. Belan)</figcaption></figure><p>Les bateaux
sont sortis <b>lundi matin</b>, après trois semaines de travaux ; la criée a <a href="/criee">
repris</a> aussitôt.</p><h2>Une digue refaite</h2><ul><li>Les pêcheurs attendaient ce jour depuis
l'automne.</li><li>La digue a été refaite <em>de bout en bout</em>.</li></ul><blockquote>« Nous
avons perdu la moitié de la saison », dit un patron de chalutier.</blockquote><table><tr><th>Mois
</th><th>Tonnes</th></tr><tr><td>Mars</td><td>120</td></tr></table><ol start="3"><li>Un</li></ol>
<pre>code  x</pre>
<p>Le conseil municipal votera le budget de l'entretien à la fin du mois, a annoncé la maire.</p>
</article><footer>© La Vigie</footer></body></html>"""

REPORTED = """<html><head><title>Le marché : Atlas Matin</title></head><body><div id="flash">
<a href="/fr/atlasmatin/1">Un titre du matin</a>&nbsp;&nbsp;&nbsp;&nbsp;<a href="/fr/x/2">Un autre
</a>&nbsp;&nbsp;&nbsp;&nbsp;<a href="/fr/y/3">Un troisième</a>&nbsp;&nbsp;&nbsp;&nbsp;</div>
<span class="articletitle">Le marché</span><span class="articlecontent"><img src="/a.jpg"><br>Par
Nadia Ferran<br><br>Le marché a rouvert.<br><br>Les prix ont baissé de 3 %.</span><span
class="articlenewspaper">Publié dans <a href="/fr/atlasmatin">Atlas Matin</a> le 07 - 05 - 2024
</span><p>Cliquez ici <a href="http://atlas.example/1">pour lire l'article depuis sa source.</a></p>
</body></html>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "La Vigie",
        "home_page_url": "https://presse.example/",
        "items": [
            {
                "id": str(number),
                "url": f"https://presse.example/fr/{number}",
                "title": "Le port <b>rouvre</b>",
                "content_html": "<p>Les bateaux sont sortis.</p>",
                "date_published": "2026-01-05T10:30:00+01:00",
                "authors": [{"name": "Nadia Ferran"}],
                "tags": ["mer", "port"],
            }
            for number in range(3)
        ],
    },
    ensure_ascii=False,
)


def with_address(url: str, content: bytes | str) -> bytes:
    """A page as the page targets read it: its address is the first line."""
    content = content.encode() if isinstance(content, str) else content
    return url.encode() + b"\n" + content


@cache
def of_platform(*classes: str) -> list[bytes]:
    """The fixtures of some page classes; all but feeds and texts without a class."""
    found = []
    for fixture in fixtures():
        if (
            fixture.page_class in classes
            if classes
            else fixture.page_class not in ("FeedPage", "TextCapturePage")
        ):
            meta = json.loads((fixture.folder / "meta.json").read_text(encoding="utf-8"))
            found.append(with_address(meta.get("url") or "", fixture.input.read_bytes()))
    return found


@cache
def pages() -> list[bytes]:
    """Pages of the platform; half of them are small, since these are read much faster."""
    small = with_address("https://www.maghress.com/fr/atlasmatin/103412", REPORTED)
    large = of_platform()
    return [*[small] * len(large), *large]


@cache
def press() -> list[bytes]:
    """Articles of other sites; of each publishing system two, and as many small ones."""
    found = [with_address(PRESS, SMALL)] * 60
    times: dict[str, int] = {}
    for part in PARTS:
        for page in press_pages(part):
            times[page.system] = times.get(page.system, 0) + 1
            if times[page.system] <= 2:
                found.append(with_address(page.url, page.html))
    return found


@cache
def feeds() -> list[bytes]:
    """RSS, Atom and JSON feeds."""
    return [
        *of_platform("FeedPage"),
        with_address("https://presse.example/feed.json", JSON_FEED),
    ]


@cache
def texts() -> list[bytes]:
    """Text captures."""
    return of_platform("TextCapturePage")


@cache
def tickers() -> list[bytes]:
    """Pages that are hardly more than a ticker."""
    found = []
    for site, edition in (("maghress", "fr"), ("masress", "ar"), ("sauress", "en")):
        strip = render.strip(site, edition, empty_at=3)[:9]
        links = render.strip_links(strip)
        host = f"https://www.{corpus.DOMAINS[site]}/"
        marks = links.replace("\u00a0" * 4, " • ").replace("&nbsp;" * 4, " • ")
        found.append(with_address(host, f"<html><body><div>{links}</div><h1>Une</h1>"))
        found.append(with_address(host, f"<html><body><p>{marks}</p><h1>Une</h1>"))
        script = json.dumps(links)
        found.append(with_address(host, f"<script>document.write({script})</script><h1>Une</h1>"))
    return found


@cache
def stories() -> list[str]:
    """Texts of articles in all languages of the corpus."""
    return ["\n\n".join((story.headline, *story.paragraphs)) for story in corpus.stories()]


@cache
def statements() -> list[bytes]:
    """JSON-LD of articles, as one object and as a graph."""
    article = {
        "@context": "https://schema.org",
        "@type": ["NewsArticle", "Article"],
        "@id": "https://presse.example/#article",
        "mainEntityOfPage": {"@type": "WebPage", "@id": PRESS},
        "headline": "Le port rouvre",
        "datePublished": "2026-01-05T10:30:00+01:00",
        "dateModified": "2026-01-05",
        "author": [{"@type": "Person", "name": "Nadia Ferran", "url": "/auteurs/1"}, "A. Belan"],
        "publisher": {"@type": "Organization", "name": "La Vigie", "logo": {"url": "/l.png"}},
        "image": {"@type": "ImageObject", "url": "/une.jpg", "width": 1200, "height": 675},
        "keywords": "mer, port",
        "articleSection": ["Mer"],
        "inLanguage": "fr",
        "description": "Les bateaux sont sortis.",
        "articleBody": "Les bateaux sont sortis lundi matin.",
        "isAccessibleForFree": "False",
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".x"},
    }
    graph = [
        {**article, "author": {"@id": "#p"}, "image": {"@id": "#i"}},
        {"@type": "Person", "@id": "#p", "name": "Nadia Ferran"},
        {"@type": "ImageObject", "@id": "#i", "contentUrl": "/une.jpg"},
        {"@type": "BreadcrumbList", "itemListElement": [{"position": 1, "name": "Une"}]},
    ]
    return [
        json.dumps(made, ensure_ascii=False).encode()
        for made in (article, {"@context": "https://schema.org", "@graph": graph}, [article])
    ]
