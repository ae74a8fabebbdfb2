"""Invented pages that are not articles, with the text that a reader would take from each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from newsscraper.pages.generic import model


@dataclass(frozen=True)
class OtherPage:
    """A page of some kind. The texts are whole blocks."""

    kind: str
    url: str
    html: str
    headline: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


@contextmanager
def few_articles(folder: Path) -> Iterator[None]:
    """Use the shipped weights with a high threshold for articles.

    Which of these pages pass for articles changes with each training; that is not tested here.
    """
    strict = folder / "strict.npz"
    model.save(strict, replace(model.load(model.DEFAULT), article_threshold=0.95))
    model.use(strict)
    try:
        yield
    finally:
        model.use(model.DEFAULT)


def _page(title: str, head: str, header: str, content: str, footer: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}</head><body>{header}{content}{footer}</body></html>"
    )


def _links(texts: str) -> str:
    return "".join(
        f'<li><a href="/{text[:3].lower()}">{text}</a></li>' for text in texts.split("|")
    )


CODE = """\
import lanterne

lamp = lanterne.open("notes.txt", charset="utf-8")
for line in lamp:
    print(line.number, line.text)"""
DOCUMENTATION = OtherPage(
    "documentation",
    "https://manuals.example/lanterne/2.1/api/reader.html",
    _page(
        "lanterne.Reader &#8212; Lanterne 2.1.0 documentation",
        '<meta name="generator" content="Docutils 0.19"><link rel="index" href="../genindex.html">'
        '<link rel="next" href="writer.html"><link rel="prev" href="index.html">',
        '<div class="related" role="navigation"><ul>'
        + _links("index|modules|next|previous|Lanterne 2.1.0 documentation")
        + "</ul></div>",
        '<div class="document"><div class="documentwrapper"><div class="bodywrapper">'
        '<div class="body" role="main"><section id="reader"><h1>lanterne.Reader<a'
        ' class="headerlink" href="#reader">¶</a></h1>'
        "<p>Reads a file line by line. Each line has a number and a text.</p>"
        '<dl class="py class"><dt class="sig"><em class="property">class</em>'
        " <code>lanterne.Reader(path, charset=None, limit=0)</code></dt><dd>"
        "<p>The file is opened when the first line is read, and closed after the last one.</p>"
        '<dl class="field-list"><dt>Parameters</dt><dd><ul>'
        "<li><p><strong>path</strong> (<em>str</em>) – The path of the file.</p></li>"
        "<li><p><strong>charset</strong> (<em>str</em>) – The name of the character set.</p></li>"
        "<li><p><strong>limit</strong> (<em>int</em>) – The number of lines to read.</p></li>"
        "</ul></dd><dt>Raises</dt><dd><p><strong>FileNotFoundError</strong> – the file does not"
        " exist.</p></dd></dl></dd></dl>"
        '<section id="example"><h2>Example<a class="headerlink" href="#example">¶</a></h2>'
        f'<div class="highlight-python"><div class="highlight"><pre>{CODE}</pre></div></div>'
        "<p>Use <code>Reader.skip(count)</code> to leave lines out.</p>"
        '<div class="highlight-python"><div class="highlight"><pre>lamp.skip(2)\n'
        "lamp.skip(count=10)</pre></div></div></section></section></div></div></div>"
        '<div class="sphinxsidebar" role="navigation"><h3>Navigation</h3><ul class="toctree">'
        + _links("Installation|Tutorial|API reference|lanterne.Reader|lanterne.Writer|Changelog")
        + '</ul><form class="search" action="../search.html"><input name="q"></form></div></div>',
        '<div class="footer" role="contentinfo">&#169; Copyright Lanterne. Created using Sphinx'
        " 5.3.</div>",
    ),
    "lanterne.Reader",
    (
        "Reads a file line by line. Each line has a number and a text.",
        "The file is opened when the first line is read, and closed after the last one.",
        " ".join(CODE.split()),
    ),
    ("Installation", "© Copyright Lanterne. Created using Sphinx 5.3."),
)

_POSTS = (
    (
        "moulin42",
        "My waffle iron trips the breaker as soon as I plug it in. It is six years old and worked"
        " until Sunday. Has anybody seen this? Is it worth a repair?",
    ),
    (
        "Tamaris",
        "Mine did the same after I had washed it. Let it dry for two days with the plates open,"
        " then try another socket.",
    ),
    (
        "moulin42",
        "Thanks, I will try. There was some batter in the hinge, so water may have got in too.",
    ),
    (
        "old_solder",
        "Measure between the earth pin and the plate. If it is below one megaohm, the heating"
        " element is gone and a new one costs about eight euros.",
    ),
)
FORUM = OtherPage(
    "forum",
    "https://forum.bricole.example/viewtopic.php?f=7&t=20418",
    _page(
        "Waffle iron trips the breaker - Bricole community",
        "",
        '<div id="page-header"><ul class="linklist">'
        + _links("Board index|Kitchen appliances|FAQ|Register|Login")
        + "</ul></div>",
        '<div id="page-body"><h2 class="topic-title"><a href="viewtopic.php?t=20418">Waffle iron'
        ' trips the breaker</a></h2><div class="pagination">4 posts • Page 1 of 1</div>'
        + "".join(
            f'<div id="p{number}" class="post"><div class="inner"><dl class="postprofile"><dt>'
            f'<a href="memberlist.php?u={number}" class="username">{name}</a></dt>'
            f"<dd>Posts: {12 * number}</dd><dd>Joined: 3 May 2019</dd></dl>"
            f'<div class="postbody"><h3><a href="#p{number}">Re: Waffle iron trips the breaker</a>'
            f'</h3><p class="author">by <a href="memberlist.php?u={number}">{name}</a> » 12 Mar'
            f' 2024, 18:0{number}</p><div class="content">{text}</div></div>'
            '<div class="back2top"><a href="#top">Top</a></div></div></div>'
            for number, (name, text) in enumerate(_POSTS, 1)
        )
        + '<div class="action-bar"><a href="posting.php?mode=reply">Post Reply</a></div></div>',
        '<div id="page-footer"><ul>'
        + _links("Board index|Contact us|Delete cookies|All times are UTC+01:00")
        + "</ul></div>",
    ),
    "Waffle iron trips the breaker",
    tuple(text for _, text in _POSTS),
    ("Delete cookies", "Post Reply"),
)

SERVICE = OtherPage(
    "service",
    "https://www.atelier-nacre.example/services/piano-tuning",
    _page(
        "Piano tuning and repair | Atelier Nacre",
        '<meta name="description" content="We tune and repair pianos at your home.">'
        '<meta property="og:type" content="website">',
        '<header class="site-header"><a class="logo" href="/">Atelier Nacre</a><nav><ul>'
        + _links("Home|Services|Prices|About us|Contact")
        + '</ul></nav><a class="btn" href="/contact">Book now</a></header>',
        '<section class="hero"><h1>Piano tuning and repair</h1><p class="lead">We tune and repair'
        ' pianos at your home, in the whole region.</p><a class="btn btn-primary" href="/contact">'
        'Get a quote</a></section><section class="features"><h2>What we do for you</h2>'
        '<div class="row"><div class="col"><h3>Tuning</h3><p>Our tuners bring your instrument back'
        " to concert pitch and check every string on the way.</p></div>"
        '<div class="col"><h3>Repair</h3><p>We replace hammers, dampers and strings, and we restore'
        " cracked soundboards in our workshop.</p></div>"
        '<div class="col"><h3>Advice</h3><p>We help you to choose a piano that fits your room, your'
        " neighbours and your budget.</p></div></div></section>"
        '<section class="why"><h2>Why choose us?</h2><ul><li>Twenty years of experience with'
        " uprights and grands</li><li>An appointment within five working days</li><li>A written"
        " guarantee of twelve months on every repair</li></ul></section>"
        '<section class="faq"><h2>Frequently asked questions</h2><h3>How often should I have my'
        " piano tuned?</h3><p>Twice a year, best a month after the heating season begins and a"
        " month after it ends.</p></section>"
        '<section class="cta"><h2>Ready to hear the difference?</h2>'
        '<form><label>Your name</label><input name="n"><label>Your email</label>'
        '<input name="e"><button>Send</button></form></section>',
        "<footer><p>Atelier Nacre, 4 Quay Street</p><p>Call us: 555 0142</p><ul>"
        + _links("Privacy policy|Terms of service|Careers")
        + "</ul></footer>",
    ),
    "Piano tuning and repair",
    (
        "Our tuners bring your instrument back to concert pitch and check every string on the way.",
        "We help you to choose a piano that fits your room, your neighbours and your budget.",
    ),
    ("Careers", "Privacy policy", "Book now"),
)

PRODUCT = OtherPage(
    "product",
    "https://shop.pommier.example/product/folding-ladder-sku-3310",
    _page(
        "Folding ladder, 5 steps - Pommier",
        '<meta property="og:type" content="product"><meta property="product:price:amount"'
        ' content="89.90"><script type="application/ld+json">{"@context": "https://schema.org",'
        ' "@type": "Product", "name": "Folding ladder, 5 steps", "sku": "3310", "offers": {"@type":'
        ' "Offer", "price": "89.90", "priceCurrency": "EUR"}}</script>',
        '<header><nav><ul class="menu">'
        + _links("Garden|Workshop|Kitchen|Sale|My account|Cart (0)")
        + '</ul></nav></header><div class="breadcrumb"><a href="/">Home</a> / <a href="/w">Workshop'
        "</a> / Ladders</div>",
        '<div class="product" itemscope itemtype="https://schema.org/Product">'
        '<div class="gallery"><img src="/i/1.jpg" alt=""><img src="/i/2.jpg" alt=""></div>'
        '<div class="summary"><h1 class="product_title" itemprop="name">Folding ladder, 5'
        ' steps</h1><p class="price">€89.90</p><p class="stock">In stock</p>'
        '<form class="cart"><input name="quantity" value="1"><button>Add to cart</button></form>'
        '</div><div class="tabs"><div id="tab-description" itemprop="description"><h2>Description'
        "</h2><p>This aluminium ladder folds to the width of a hand and stands firmly on tiles,"
        " grass and gravel.</p><p>Each of its five steps is eight centimetres deep, so that you can"
        " work on it for an hour without sore feet.</p></div>"
        '<div id="tab-specs"><h2>Specifications</h2><table><tr><th>Weight</th><td>6.4 kg</td></tr>'
        "<tr><th>Height</th><td>1.65 m</td></tr><tr><th>Maximum load</th><td>150 kg</td></tr>"
        '</table></div></div></div><section class="related products"><h2>Related products</h2><ul>'
        + "".join(
            f'<li class="product"><a href="/product/{number}"><h3>{name}</h3><span class="price">'
            f"€{number}.90</span></a><a class='button' href='?add={number}'>Add to cart</a></li>"
            for number, name in enumerate(("Step stool", "Work light", "Tool belt", "Trestle"), 21)
        )
        + "</ul></section>",
        "<footer><ul>" + _links("Delivery|Returns|Payment|Newsletter") + "</ul></footer>",
    ),
    "Folding ladder, 5 steps",
    (
        "This aluminium ladder folds to the width of a hand and stands firmly on tiles, grass and"
        " gravel.",
        "Each of its five steps is eight centimetres deep, so that you can work on it for an hour"
        " without sore feet.",
    ),
    ("Step stool", "Newsletter", "My account"),
)

PAGES = (DOCUMENTATION, FORUM, SERVICE, PRODUCT)
