"""Each construct of a page as Markdown."""

from __future__ import annotations

import time
from html import escape

import pytest

from newsscraper.items.markdown import escaped, escaped_start, of_paragraphs
from newsscraper.pages.markdown import to_markdown
from tests.pages.markdown.reading import BASE, blocks_of, markdown


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>Le port</h1>", "## Le port"),
        ("<h3>Le port</h3>", "### Le port"),
        ("<h2>Un<br>deux</h2>", "## Un deux"),
        ("<h2><b>Gras</b> et <i>penché</i></h2>", "## Gras et *penché*"),
        ("<h4>C #</h4>", "#### C \\#"),
        ("<h2># Un</h2>", "## # Un"),
        ('<h2>Le <a href="/fr/port">port</a></h2>', "## Le [port](https://presse.example/fr/port)"),
    ],
)
def test_a_heading(page, expected):
    assert markdown(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ol start=9><li>a</li><li>b</li></ol>", "9. a\n10. b"),
        ("<ol><li value=4>a</li><li>b</li></ol>", "4. a\n5. b"),
        ("<ol start=9999999999><li>a</li></ol>", "1. a"),
        ("<ol reversed><li>a</li><li>b</li></ol>", "- a\n- b"),
        ("<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>", "- a\n  - b\n    1. c\n- d"),
        ("<ol><li>a<ul><li>b</ul></ol>", "1. a\n   - b"),
        ("<ul><li>a<ol start=3><li>b</ol></ul>", "- a\n\n  3. b"),
        ("<ul><li><p>a<p>b</ul>", "- a\n\n  b"),
        ("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>", "- a\n\n* b\n\n- c"),
        ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b"),
        ("<ul><li>a</ul><p>b<ul><li>c</ul>", "- a\n\nb\n\n- c"),
        ("<li>a</li><li>b</li>", "- a\n- b"),
        ("<ul><li><ul><li>a</ul></ul>", "- - a"),
        ("<ul><li><h3>a</h3><p>b</ul>", "- ### a\n\n  b"),
    ],
)
def test_a_list(page, expected):
    assert markdown(page) == expected


@pytest.mark.parametrize("around", ["ul><li", "blockquote", "ul><li><ul><li"])
def test_an_item_or_quote_around_the_article_is_layout(around):
    article = "<p>a" * 8 + "<ul><li>b</ul>"
    assert markdown(f"<p>x<{around}>{article}") == "\n\n".join(["x", *["a"] * 8, "- b"])
    assert "\n\n  a" in (markdown(f"{'<p>x' * 10}<ul><li>{article}") or "")


def test_the_number_of_an_item_counts_those_that_are_left_out():
    blocks = blocks_of("<ol><li>a<li>b<li>c</ol>")
    assert to_markdown(blocks, [1, 2]) == "2. b\n3. c"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<blockquote>a</blockquote>", "> a"),
        ("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b"),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b"),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", "> a\n>\n> > b\n>\n> c"),
        ("<blockquote>a<br>b<ul><li>c</ul></blockquote>", "> a\\\n> b\n>\n> - c"),
        ("<ul><li>a<blockquote>b</blockquote></ul>", "- a\n\n  > b"),
    ],
)
def test_a_quote(page, expected):
    assert markdown(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<pre>a\n  b\n\nc </pre>", "```\na\n  b\n\nc\n```"),
        ("<pre>a<br>b</pre>", "```\na\nb\n```"),
        ("<pre><code>a *b*</code>\r\nc</pre>", "```\na *b*\nc\n```"),
        ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
        ("<blockquote><pre>a\n\nb</pre></blockquote>", "> ```\n> a\n>\n> b\n> ```"),
        ("<p>Le <code>a*b</code> fin", "Le `a*b` fin"),
        ("<p>Le <code>a`b`</code> fin", "Le `` a`b` `` fin"),
    ],
)
def test_code(page, expected):
    assert markdown(page) == expected


TABLE = """
<table>
  <caption>Les ports</caption>
  <thead><tr><th>Port</th><th>Tonnes | an</th></tr></thead>
  <tbody><tr><td>Tanger</td><td><b>7</b></td></tr><tr><td>Agadir</td><td></td></tr></tbody>
</table>
"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            TABLE,
            "Les ports\n\n| Port | Tonnes \\| an |\n| --- | --- |\n| Tanger | **7** |\n| Agadir |",
        ),
        (
            "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
            "| | |\n| --- | --- |\n| a | b |\n| c | d |",
        ),
        (
            "<table><tr><td><b>a</b><td><b>b</b><tr><td>c<td>d<br>e</table>",
            "| a | b |\n| --- | --- |\n| c | d e |",
        ),
        (
            "<table><tr><td><th>b<th>c<tr><th rowspan=2>d<td>e<td>f<tr><td>g<td>h</table>",
            "| | b | c |\n| --- | --- | --- |\n| d | e | f |\n| | g | h |",
        ),
        (
            "<table><tr><th colspan=2>a<th>b<tr><td>c<td>d<td>e</table>",
            "| a | | b |\n| --- | --- | --- |\n| c | d | e |",
        ),
        (
            "<ul><li>x<table><tr><th>a<th>b<tr><td>c<td>d</table></ul>",
            "- x\n\n  | a | b |\n  | --- | --- |\n  | c | d |",
        ),
    ],
)
def test_a_table_of_data(page, expected):
    assert markdown(page) == expected


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>a<td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        f"<table><tr><td>{'mot ' * 100}<td>b<tr><td>c<td>d</table>",
        "<table><tr><td><table><tr><td>a<td>b</table><td>c<tr><td>d<td>e</table>",
        "<tr><td>a<td>b",
        f"<table><tr>{'<td colspan=90>a' * 3}<tr><td>a<td>b</table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_paragraphs(table):
    found = markdown(f"<h2>x</h2>{table}")
    assert found is not None
    assert "|" not in found


def test_one_column_of_a_table_is_paragraphs():
    blocks = blocks_of(f"<h2>x</h2>{TABLE}")
    kept = [block for block, text in enumerate(blocks.texts) if text in ("x", "Tanger", "Agadir")]
    assert to_markdown(blocks, kept) == "## x\n\nTanger\n\nAgadir"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<p>Le <a href="port.html">port</a>.', "Le [port](https://presse.example/fr/port.html)."),
        ('<p>Le <a href="/a (1)_*">port</a>', "Le [port](https://presse.example/a%20\\(1\\)_*)"),
        ('<p>Le <a href="/x?a=1&amp;copy=2">x</a>', "Le [x](https://presse.example/x?a=1&copy=2)"),
        ('<p>Vu !<a href="/x">x</a>', "Vu \\![x](https://presse.example/x)"),
        ('<p>Le<a href="/x"> port [1] </a>fin', "Le [port \\[1\\]](https://presse.example/x) fin"),
        (
            '<p>Le <a href="/x">grand <b>port</b></a>',
            "Le [grand **port**](https://presse.example/x)",
        ),
        ('<p><b>Le <a href="/x">port</a></b>', "**Le** [**port**](https://presse.example/x)"),
    ],
)
def test_a_link(page, expected):
    assert markdown(page) == expected


@pytest.mark.parametrize(
    "href", ["#note", "javascript:void(0)", "mailto:a@presse.example", "", "http://[", "/x" * 2000]
)
def test_a_link_to_no_page_is_its_text(href):
    assert markdown(f'<h2>x</h2><p>Le <a href="{href}">port</a>') == "## x\n\nLe port"


def test_a_relative_link_without_a_base_is_its_text():
    page = '<p>Le <a href="/x">port</a> de <a href="https://b.example/">B</a>'
    assert markdown(page, base_url=None) == "Le port de [B](https://b.example/)"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Le <b>port</b> <strong>neuf</strong> <em>ici</em>", "Le **port neuf** *ici*"),
        ("<p>Le<b> port </b>neuf", "Le **port** neuf"),
        ("<p><b>Le <i>port</i></b>", "**Le *port***"),
        ("<p><i>Le <b>port</b></i>", "*Le **port***"),
        ("<p><i><b>Le</b> port</i>", "***Le** port*"),
        ("<p>a<b>b</b>c", "a**b**c"),
        # Asterisks there would be read as text.
        ("<p>a<b>(b)</b>c <i>d</i>", "a(b)c *d*"),
        ("<p><b>a</b><i>b</i> <b>c</b>", "ab **c**"),
    ],
)
def test_emphasis(page, expected):
    assert markdown(page) == expected


def test_a_single_line_break_is_kept():
    page = "<p>Un<br>deux<br><br>trois <i>x</i>"
    assert markdown(page) == "Un\\\ndeux\n\ntrois *x*"


@pytest.mark.parametrize(
    "page", ["<p>Un<p>deux", "<p>Un<br>deux", "<div>Un<span>x</span></div>", ""]
)
def test_plain_paragraphs_are_no_structure(page):
    assert markdown(page) is None


def test_only_chosen_blocks_are_written():
    blocks = blocks_of("<h2>a</h2><ul><li>b<li>c</ul><p>d<br>e")
    assert to_markdown(blocks, [2, 4]) == "- c\n\ne"
    assert to_markdown(blocks, []) is None


def test_arabic():
    page = (
        "<h2>الميناء\u200f الجديد</h2><p>قال <b>الوزير</b>: «<i>افتتحنا</i>»"
        "<ol><li>ط\u0640نجة</li><li>\u202bأكادير\u202c</li></ol><p>\u200f- بند"
    )
    assert markdown(page) == (
        "## الميناء الجديد\n\nقال **الوزير**: «*افتتحنا*»\n\n1. طـنجة\n2. أكادير\n\n\\- بند"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a*b _c_ d_e", "a\\*b \\_c\\_ d_e"),
        ("[x](y) `z` <b> a < b", "\\[x\\](y) \\`z\\` \\<b> a < b"),
        ("AT&T &amp; &#38; c", "AT&T \\&amp; \\&#38; c"),
        ("a \\ b ~c~ # d", "a \\\\ b \\~c\\~ # d"),
    ],
)
def test_signs_in_a_text_are_escaped(text, expected):
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# a", "\\# a"),
        ("#a", "#a"),
        ("- a", "\\- a"),
        ("-5 degrés", "-5 degrés"),
        ("1. a", "1\\. a"),
        ("2026) a", "2026\\) a"),
        ("1.5 million", "1.5 million"),
        ("> a", "\\> a"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("--- | :--", "\\--- | :--"),
        ("+", "\\+"),
    ],
)
def test_what_would_begin_a_block_is_escaped(line, expected):
    assert escaped_start(line) == expected


def test_paragraphs():
    assert of_paragraphs("1. a*\n\n# b") == "1\\. a\\*\n\n\\# b"


def cpu(page: str) -> float:
    blocks = blocks_of(page)
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        to_markdown(blocks, range(len(blocks)), BASE)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<p>" + "<b>a</b>(<i>b</i>" * n,
        lambda n: "<p>" + "<b><i>a</i><i><code>b</code></i></b>" * n,
        lambda n: "<p>" + "<span>a" * n,
        lambda n: "<p>" + "".join(f"<a href='/{i}'>a</a>!" for i in range(n)),
        lambda n: "<blockquote>a" * n,
        lambda n: "<ul><li>a" * n,
        lambda n: "<ol>" + "<li>a" * n,
        lambda n: "<table><tr><td>a<td>" * n,
        lambda n: "<table>" + "<tr><td rowspan=9000>a<td>b" * n,
        lambda n: "<p>" + "*`_[" * n + "<b>x</b>",
        lambda n: "<p>" + "a<br>" * n + "<b>x</b>",
        lambda n: f"<pre>{'a`' * n}</pre>",
        lambda n: f"<table><tr><td>{escape('|' * 100)}<td>a" + "<tr><td>b<td>c" * n,
    ],
)
def test_time_is_linear(make):
    assert cpu(make(3_000)) <= 2.8 * max(cpu(make(1_500)), 0.001)
