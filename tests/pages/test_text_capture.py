"""Articles as plain text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.items.records import Capture
from newsscraper.pages.text.article import TextCapturePage
from newsscraper.text.cleaning import clean
from tests.replica import corpus, expected, render

SEED = corpus.ROOT.parent / "shared" / "seed" / "maghress_article_capture.txt"
STORIES = corpus.stories()
NOTICE = (
    "Merci d'avoir signalé!\nCette image sera automatiquement bloquée après qu'elle soit signalée"
    " par plusieurs personnes.\n"
)
CLOSING = "Cliquez ici pour lire l'article depuis sa source."


@pytest.mark.skipif(not SEED.is_file(), reason="the shared seed lies beside the checkout")
@pytest.mark.parametrize("spaces", ["as captured", "plain"])
@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://www.maghress.com/fr/yabiladi/148210",
        "http://maghress.com/fr/yabiladi/148210?x=1",
    ],
)
@pytest.mark.parametrize("as_bytes", [True, False])
def test_the_capture_of_a_real_page(spaces: str, url: str | None, as_bytes: bool):
    text = Path(SEED).read_text(encoding="utf-8")
    if spaces == "plain":
        text = text.replace("\u00a0", " ")
    found = extract(text.encode() if as_bytes else text, url=url, fetched_at="2025-02-07T12:00:00Z")
    assert (found.kind, found.layout, len(found.articles)) == ("article", "TextCapturePage", 1)
    article = found.articles[0]
    assert article.headline == "US startup Iozera's Moroccan AI project sparks questions"
    assert (article.source, article.published, article.published_raw) == (
        "Yabiladi",
        "2024-05-07",
        "07 - 05 - 2024",
    )
    assert (article.language, article.truncated, article.original_url, article.author) == (
        "en",
        False,
        None,
        None,
    )
    paragraphs = (article.body or "").split("\n\n")
    assert len(paragraphs) == 7
    assert paragraphs[0].startswith("American technology startup Iozera has raised questions")
    assert paragraphs[-1].endswith("a data center and wind farm in Dakhla.")
    assert "signal" not in (article.body or "")
    assert "Cliquez" not in (article.body or "")
    assert article.id == (
        "maghress/fr/yabiladi/148210" if url else f"text/{(article.content_hash or '')[:20]}"
    )
    assert article.url == ("https://www.maghress.com/fr/yabiladi/148210" if url else None)
    assert article.source_id == ("yabiladi" if url else None)
    ticker = found.ticker
    assert ticker is not None
    languages = [item.language for item in ticker.items]
    assert len(languages) == 48
    assert {code: languages.count(code) for code in set(languages)} == {"fr": 45, "en": 1, "es": 2}
    assert ticker.items[0].headline == "Sahara : L'UE adopte une position commune"
    assert all(item.headline and item.headline == clean(item.headline) for item in ticker.items)


@given(
    number=st.integers(0, len(STORIES) - 1),
    moment=st.integers(0, 200),
    separator=st.sampled_from([render.NBSP4, "    "]),
    empty=st.none() | st.integers(0, 40),
    with_url=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
@settings(deadline=None, max_examples=150)
def test_every_story_is_read_from_its_text(number, moment, separator, empty, with_url, line_end):
    story = STORIES[number]
    strip = render.strip(story.site, story.edition, moment)
    if empty is not None and empty < len(strip):
        strip[empty] = None
    content = render.text_capture(story, strip, separator=separator).replace("\n", line_end)
    found = extract(content, url=story.url if with_url else None)
    assert (found.kind, found.layout) == ("article", "TextCapturePage")
    record = found.articles[0].to_dict()
    told = expected.article(
        story, layout="TextCapturePage", fetched_at=None, text_form=True, with_url=with_url
    )
    for name in (
        "id",
        "url",
        "headline",
        "body",
        "published",
        "source",
        "source_id",
        "author",
        "agency",
        "language",
        "truncated",
    ):
        assert record[name] == told[name], name
    assert found.ticker is not None
    assert [(item.position, item.headline) for item in found.ticker.items] == [
        (position, clean(entry.text))
        for position, entry in enumerate(strip, start=1)
        if entry is not None
    ]


def _one(text: str) -> dict:
    found = extract(text)
    assert (found.kind, len(found.articles)) == ("article", 1)
    return found.articles[0].to_dict()


TAIL = (
    "Le marché aux poissons de Safi a rouvert mardi matin.\nLes pêcheurs attendaient ce jour depuis"
    " un an.\n\n\n" + CLOSING
)


@pytest.mark.parametrize(
    "text",
    [
        (
            f"\n\n{NOTICE}\n\nSafi retrouve son marché\nPublié dans Atlas Matin le 07 - 05 -"
            f" 2024\n\n{TAIL}"
        ),
        f"Safi retrouve son marché\nPublié dans Atlas Matin le 07 - 05 - 2024\n\n{TAIL}",
        (
            f"{NOTICE}Safi retrouve son marché\n\n\nPublié dans Atlas Matin le 07 - 05 -"
            f" 2024\n{TAIL}\n\n\n"
        ),
        (
            f"Un titre    Deux titres    \n{NOTICE}\nSafi retrouve son marché\nPublié dans Atlas"
            f" Matin le 07 - 05 - 2024\n{TAIL}"
        ),
        (
            "\ufeff\nSafi retrouve son marché\n  Publié dans\u00a0Atlas Matin le 07 - 05 - 2024 "
            f" \n\n{TAIL}"
        ),
    ],
)
def test_variants_of_a_capture(text: str):
    record = _one(text)
    assert (record["headline"], record["source"], record["published"]) == (
        "Safi retrouve son marché",
        "Atlas Matin",
        "2024-05-07",
    )
    assert (
        record["body"]
        == "Le marché aux poissons de Safi a rouvert mardi matin.\n\nLes pêcheurs attendaient ce"
        " jour depuis un an."
    )
    assert not {"cut_page", "ticker_undivided"} & set(record["warnings"])


def test_arabic_with_right_to_left_marks_around_every_line():
    story = corpus.by_id("masress/ar/delta24/233561")
    strip = render.strip(story.site, story.edition)
    lines = render.text_capture(story, strip).split("\n")
    marked = "\n".join(f"\u200f{line}\u200f" if line.strip() else line for line in lines)
    found = extract(marked, url=story.url)
    record = found.articles[0].to_dict()
    told = expected.article(story, layout="TextCapturePage", fetched_at=None, text_form=True)
    for name in ("id", "headline", "body", "published", "source", "language"):
        assert record[name] == told[name], name
    assert found.ticker is not None
    assert len(found.ticker.items) == len(strip)


def test_a_missing_ending_is_reported():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    text = render.text_capture(story, render.strip("maghress", "fr"))
    cut = text[: text.index(story.paragraphs[1]) + 40]
    record = _one(cut)
    assert "cut_page" in record["warnings"]
    assert record["headline"] == clean(story.headline)
    assert "cut_page" not in _one(text)["warnings"]


def test_a_ticker_without_separators_is_not_read():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    found = extract(
        render.text_capture(story, render.strip("maghress", "fr"), separator=" "), url=story.url
    )
    assert found.ticker is None
    assert "ticker_undivided" in found.warnings
    assert found.articles[0].headline == clean(story.headline)
    assert found.articles[0].body == "\n\n".join(map(clean, story.paragraphs))


def test_a_date_inside_a_ticker_headline_is_not_a_label():
    strip = "Publié dans nos colonnes le 01 - 02 - 2020    Grève du 3-4-2019 à Safi    "
    record = _one(
        f"{strip}\n\n{NOTICE}\nSafi retrouve son marché\nPublié dans Atlas Matin le 07 - 05 -"
        f" 2024\n\n{TAIL}"
    )
    assert (record["headline"], record["published"]) == ("Safi retrouve son marché", "2024-05-07")


def test_a_label_quoted_in_the_body_is_kept():
    quoted = (
        "L'annonce avait été publiée : Publié dans Al Khabar le 01 - 02 - 2020, disait le journal."
    )
    record = _one(
        f"Safi retrouve son marché\nPublié dans Atlas Matin le 07 - 05 - 2024\n\n{quoted}\nFin du"
        f" texte.\n\n{CLOSING}"
    )
    assert (record["source"], record["published"]) == ("Atlas Matin", "2024-05-07")
    assert record["body"] == f"{quoted}\n\nFin du texte."


def test_a_teaser_is_marked_as_truncated():
    record = _one(
        "Safi retrouve son marché\nPublié dans Atlas Matin le 07 - 05 - 2024\n\nLe marché de Safi"
        f" a (...)\n\n{CLOSING}"
    )
    assert record["truncated"] is True


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\x1c", "\x0b"])
def test_only_a_line_feed_ends_a_line(odd: str):
    """Such lines have been seen: windows-1252 decoded as Latin-1 has U+0085 for each "…"."""
    headline = f"Safi retrouve{odd} son marché"
    record = _one(
        f"{NOTICE}\n\n{headline}\nPublié dans Atlas Matin le 07 - 05 - 2024\n\nUn{odd}"
        f" paragraphe.\nUn autre.\n\n{CLOSING}"
    )
    assert record["headline"] == clean(headline.replace("\x85", "…"))
    assert len((record["body"] or "").split("\n\n")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Une ligne.",
        "Bonjour,\n\nvoici une lettre sans date ni source.\n\nAu revoir.",
        "Publié dans Atlas Matin le 07 - 05 - 2024",
        "\n\n\nPublié dans Atlas Matin le 07 - 05 - 2024\n\nUn texte sans titre.",
        f"{NOTICE}\n",
        CLOSING,
    ],
)
def test_texts_that_are_not_captures_of_an_article(text: str):
    assert not TextCapturePage(Capture(text)).matches()


def test_html_is_not_a_text_capture():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    assert not TextCapturePage(Capture(render.article(story))).matches()


LINES = st.sampled_from(
    [
        "",
        " ",
        "Publié dans Atlas Matin le 07 - 05 - 2024",
        "نشر في المساء يوم 99 - 99 - 2012",
        *NOTICE.splitlines(),
        CLOSING,
        "انقر هنا لقراءة الخبر من مصدره.",
        "Un titre    Deux    ",
        "Un paragraphe qui finit.",
        "x" * 500,
        "(...)",
        "Par Salma Berrada",
        "\u200f",
    ]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=14).map("\n".join))
@settings(deadline=None, max_examples=300)
def test_no_text_raises_an_error_or_puts_a_notice_into_a_record(text: str):
    found = extract(text)
    assert json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")
    for article in found.articles:
        told = f"{article.headline}\n{article.body}"
        assert "Cliquez ici pour lire l'article" not in told
        assert "Merci d'avoir signalé!" not in told
        assert article.id
        assert len(article.body or "") <= 3 * len(text)
        assert article.published is None or article.published >= "1990"


UNSEEN = "Cette photo sera masquée automatiquement dès que plusieurs lecteurs l'auront signalée."


@pytest.mark.parametrize(
    ("notice", "dropped"),
    [
        (
            "This image will be automatically disabled when it gets reported by several people.",
            False,
        ),
        (UNSEEN, True),
        (f"Votre signalement est enregistré.\n{UNSEEN}", True),
        ("Merci d'avoir signalé!\nCette image, donc, disparaîtra.", True),
        ("سيتم تعطيل هذه الصورة تلقائيا بعد الإبلاغ عنها من قبل عدة أشخاص.", True),
        (NOTICE.encode().decode("cp1252"), False),
    ],
)
@pytest.mark.parametrize("label", ["Publié dans Atlas Matin le 07 - 05 - 2024\n", ""])
@pytest.mark.parametrize("headline", ["Safi retrouve son marché\n", ""])
@pytest.mark.parametrize("closing", [True, False])
def test_the_notice_is_never_a_headline(
    notice: str, dropped: bool, label: str, headline: str, closing: bool
):
    tail = TAIL if closing else TAIL.removesuffix(CLOSING)
    record = _one(f"Un titre    Deux titres    \n\n{notice}\n\n{headline}{label}\n{tail}")
    assert record["headline"] == (headline.strip() or None)
    assert record["source"] == ("Atlas Matin" if label else None)
    assert record["body"].startswith(
        "Le marché aux poissons de Safi a rouvert mardi matin.\n\nLes pêcheurs"
    )
    assert record["body"].endswith("un an.")
    assert ("line_dropped" in record["warnings"]) == dropped
    assert ("no_headline" in record["warnings"]) == (not headline)


def test_a_label_without_its_date_is_not_text():
    record = _one(f"{NOTICE}\nSafi retrouve son marché\nPublié dans Atlas Matin\n\n{TAIL}")
    assert (record["headline"], record["source"], record["published"]) == (
        "Safi retrouve son marché",
        None,
        None,
    )
    assert "Publié dans" not in record["body"]
    assert {"line_dropped", "no_source", "no_date"} <= set(record["warnings"])


def test_a_byline_is_not_the_missing_headline():
    record = _one(f"{NOTICE}\nPar Salma Berrada\n{TAIL}")
    assert (record["headline"], record["author"]) == (None, "Salma Berrada")


def test_a_label_below_a_paragraph_is_a_quotation():
    paragraph = (
        "Le vieux marché a fermé ses portes en 2011, après la crue, et n'a jamais rouvert depuis. "
        * 4
    )
    text = (
        f"{paragraph}\nUn titre\nPublié dans Atlas Matin le 07 - 05 - 2024\n\nUn autre texte, qui"
        " finit ici."
    )
    found = extract(text, url="https://www.maghress.com/fr/echodesdunes/7310")
    assert (found.articles[0].headline, found.articles[0].source) == (None, None)


@pytest.mark.parametrize("charset", ["cp1252", "cp1256"])
def test_a_capture_with_encoding_damage(charset: str):
    text = f"{NOTICE}\n\nSafi retrouve son marché\nPublié dans L'Écho le 07 - 05 - 2024\n\n{TAIL}"
    record = _one(
        "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())
    )
    assert (record["headline"], record["source"], record["published"]) == (
        "Safi retrouve son marché",
        "L'Écho",
        "2024-05-07",
    )
    assert record["body"].startswith("Le marché aux poissons")
    assert "mojibake_repaired" in record["warnings"]


@pytest.mark.parametrize("notice", [NOTICE, UNSEEN, f"Votre signalement est enregistré.\n{UNSEEN}"])
@pytest.mark.parametrize("strip", ["Un titre    Deux titres    \n\n", ""])
def test_the_notice_may_be_between_headline_and_label(notice: str, strip: str):
    label = "Publié dans Atlas Matin le 07 - 05 - 2024"
    record = _one(f"{strip}Safi retrouve son marché\n{notice}\n{label}\n\n{TAIL}")
    assert record["headline"] == "Safi retrouve son marché"
    assert ("line_dropped" in record["warnings"]) == (notice != NOTICE)
    # A ticker without a headline below it.
    assert _one(f"Un titre    Deux titres    \n{notice}\n{label}\n\n{TAIL}")["headline"] is None
