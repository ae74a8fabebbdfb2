"""The Markdown of an article has the paragraphs of its body, in the structure of the page."""

from __future__ import annotations

import time

import pytest

from newsscraper.items.records import Article, RawArticle
from newsscraper.items.structure import Run, StructuredBlock
from newsscraper.pages.markdown import structure
from newsscraper.pipelines import run
from newsscraper.pipelines.markdown import MarkdownPipeline
from tests.pages.markdown.reading import BASE, blocks_of


def article(page: str, body: tuple[str, ...] | None = None) -> Article:
    blocks = blocks_of(page)
    kept = range(len(blocks))
    return run(
        Article(
            RawArticle(
                layout="X",
                url=BASE,
                headline="Le port de Safi",
                body=body or tuple(blocks.raw(block) for block in kept),
                structure=structure(blocks, kept, BASE),
            )
        )
    )


PAGE = (
    "<h2>Le  port</h2><p>Le <b>port</b> de\u00a0Safi est\nfermé.<ul><li>Premier quai</li>"
    "<li>Second <a href='/quai'>quai</a></li></ul>"
)
MARKDOWN = (
    "## Le port\n\nLe **port** de Safi est fermé.\n\n- Premier quai\n"
    "- Second [quai](https://presse.example/quai)"
)


def test_the_structure_is_kept():
    found = article(PAGE)
    assert found.body == "Le port\n\nLe port de Safi est fermé.\n\nPremier quai\n\nSecond quai"
    assert found.body_markdown == found.markdown == MARKDOWN


def test_a_byline_is_not_repeated():
    found = article(f"<p>Par <b>Salma Berrada</b></p>{PAGE}")
    assert found.author == "Salma Berrada"
    assert found.body_markdown == MARKDOWN


def test_notices_are_dropped():
    found = article(
        "<p>Merci d'avoir signalé ! Cette image sera automatiquement bloquée après plusieurs"
        f" signalements.</p>{PAGE}"
        "<p>Cliquez <a href='https://autre.example/1'>ici</a> pour lire l'article depuis sa source."
    )
    assert found.body_markdown == MARKDOWN


def test_a_paragraph_that_lost_a_notice_is_plain():
    found = article(
        f"{PAGE}<p>C'est <b>fini</b>. Cliquez ici pour lire l'article depuis sa source."
    )
    assert found.body_markdown == f"{MARKDOWN}\n\nC'est fini."


def test_equal_paragraphs_keep_their_order():
    found = article("<p>Oui.<ul><li>Oui.<li>Non.</ul><p>Oui.<p>Oui. <i>Fin</i>")
    assert found.body_markdown == "Oui.\n\n- Oui.\n- Non.\n\nOui.\n\nOui. *Fin*"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_damage_is_repaired(encoding):
    page = "<p>Le <b>marché</b> où l'été régnait à Fès — <i>«Réalité»</i> — fermé."
    damaged = page.encode().decode(encoding, errors="ignore")
    assert article(damaged).body_markdown == article(page).body_markdown
    assert "**marché**" in article(damaged).body_markdown


def test_a_repair_across_runs_drops_the_marks():
    damaged = "المغرب".encode().decode("latin-1")
    found = article(f"<h2>x</h2><p>{damaged[:3]}<b>{damaged[3:]}</b>")
    assert found.body == "x\n\nالمغرب"
    assert found.body_markdown == "## x\n\nالمغرب"


def test_plain_paragraphs_have_no_markdown_of_their_own():
    found = article("<p>1. Le port *<p>est fermé")
    assert found.body_markdown is None
    assert found.markdown == "1\\. Le port \\*\n\nest fermé"


def test_without_a_body_there_is_no_markdown():
    assert Article(RawArticle("X")).markdown is None


def test_code_keeps_its_lines():
    found = article("<p>Le script :<pre>si  a:\n    b</pre>")
    assert found.body == "Le script :\n\nsi a: b"
    assert found.body_markdown == "Le script :\n\n```\nsi  a:\n    b\n```"


def test_a_paragraph_may_have_several_blocks():
    found = article(
        "<p>x<p>Dropped<table><tr><th>Quai<th>An<tr><td>1<td>1962<tr><td>2<td></table><p>a<br>b<i>c</i>",
        ("x", "Quai An", "1 1962", "2", "a bc"),
    )
    assert found.body_markdown == (
        "x\n\n| Quai | An |\n| --- | --- |\n| 1 | 1962 |\n| 2 |\n\na\\\nb*c*"
    )
    assert article("<h2>Un<br>deux", ("Un deuxième",)).body_markdown is None


@pytest.mark.parametrize("body", ["a", "b", "a a a", "a b"])
def test_time_is_linear(body):
    def cpu(size: int) -> float:
        raw = RawArticle(
            "X", structure=tuple(StructuredBlock((Run("a", 1),), leaf=n) for n in range(size))
        )
        best = float("inf")
        for _ in range(3):
            item = Article(raw, body="\n\n".join([body] * size))
            begun = time.process_time()
            MarkdownPipeline().process_item(item)
            best = min(best, time.process_time() - begun)
        return best

    assert cpu(10_000) <= 2.8 * cpu(5_000)
