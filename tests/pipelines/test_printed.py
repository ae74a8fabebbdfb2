"""What pages print goes through one repair: headline, body, source, author, section, captions,
ticker, links."""

from __future__ import annotations

import pytest

import newsscraper
from newsscraper.items.records import Article, RawArticle, RawImage, RawTickerItem, Witness
from newsscraper.pipelines import run

SOUND = RawArticle(
    layout="X",
    base_url="https://www.maghress.com/fr/x/1",
    headline="La rentrée à l'école",
    source="Libération",
    author="Salma Bérrada",
    section="Société",
    body=("« Le port a été fermé », dit-on à Safi.", "تراجع أسعار القمح في المغرب"),
    images=(RawImage("/a.jpg", caption="Le marché à Fès"),),
    ticker=(RawTickerItem("Élection à Sétif", "/fr/x/2"),),
)
FIELDS = ("headline", "source", "author", "section", "body", "images")


def damaged(text: str) -> str:
    return text.encode().decode("latin-1")


RAW = RawArticle(
    layout="X",
    base_url=SOUND.base_url,
    headline=damaged(SOUND.headline),
    source=damaged(SOUND.source),
    author=damaged(SOUND.author),
    section=damaged(SOUND.section),
    body=tuple(map(damaged, SOUND.body)),
    images=(RawImage("/a.jpg", caption=damaged(SOUND.images[0].caption)),),
    ticker=(RawTickerItem(damaged(SOUND.ticker[0].headline), "/fr/x/2"),),
)


def test_a_damaged_page_gives_the_same_record_with_a_warning():
    sound, repaired = run(Article(raw=SOUND)), run(Article(raw=RAW))
    for name in FIELDS:
        assert getattr(repaired, name) == getattr(sound, name), name
    assert repaired.ticker == sound.ticker
    assert repaired.content_hash == sound.content_hash
    assert set(repaired.warnings) - set(sound.warnings) == {"mojibake_repaired"}


def test_the_raw_item_stays_raw():
    item = Article(raw=RAW)
    run(item)
    assert item.raw is RAW
    assert item.raw.headline == damaged(SOUND.headline)


@pytest.mark.parametrize("name", ["headline", "source", "author", "section"])
def test_one_damaged_field_gives_a_warning(name: str):
    raw = RawArticle(
        layout="X", **{"headline": "Un titre", "body": ("Un texte.",), name: damaged("Déjà à Fès")}
    )
    item = run(Article(raw=raw))
    assert getattr(item, name) == "Déjà à Fès"
    assert "mojibake_repaired" in item.warnings
    assert "mojibake" not in item.warnings


def test_uncertain_damage_stays_as_printed_with_a_warning():
    item = run(Article(raw=RawArticle(layout="X", headline="ÏÐÈÂÅÒ ÌÈÐ", body=("Un texte.",))))
    assert item.headline == "ÏÐÈÂÅÒ ÌÈÐ"
    assert "mojibake" in item.warnings
    assert "mojibake_repaired" not in item.warnings


def test_metadata_that_only_confirm_a_field_are_repaired_without_a_warning():
    stated = damaged("La rentrée à l'école est là")
    item = run(
        Article(
            raw=RawArticle(
                layout="X", headline="La rentrée à l'école est là", witness=Witness(headline=stated)
            )
        )
    )
    assert not {"mojibake_repaired", "mojibake", "headline_disputed"} & set(item.warnings)


def test_a_page_of_an_unknown_layout_keeps_its_bytes_until_they_are_repaired():
    sound = (
        "تراجعت أسعار القمح في الأسواق المحلية بعد الأمطار الأخيرة، وفق ما أفادت به وزارة الفلاحة"
        " في بلاغ لها أمس."
    )
    lines = "".join(f"<p>{damaged(sound)} {number}</p>" for number in range(6))
    found = newsscraper.extract(
        f"<html><body><article><h1>{damaged('أسعار القمح')}</h1>{lines}</article></body></html>"
    )
    [article] = found.articles
    assert article.layout == "GenericArticlePage"
    assert article.headline == "أسعار القمح"
    assert article.body is not None
    assert article.body.split("\n\n")[0] == f"{sound} 0"
    assert "mojibake_repaired" in article.warnings
