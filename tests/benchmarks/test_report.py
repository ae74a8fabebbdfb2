"""The figures of made-up answers, and how they are printed."""

from __future__ import annotations

from benchmarks.news import report
from benchmarks.news.contenders import Answers
from benchmarks.news.scores import GRAMS
from benchmarks.news.sheet import Sheet
from benchmarks.news.tables import section, table
from tests.benchmarks.made_up import STORY, page


def answers(values, seconds=None):
    """Answers of an extractor to pages of scrapinghub, or of another set with its key."""
    keyed = {key if isinstance(key, tuple) else ("scrapinghub", key): values[key] for key in values}
    found = Answers(values=keyed)
    for key in keyed:
        found.seconds[key] = list(seconds or [0.1])
    return found


def test_bodies():
    pages = [page("1"), page("2"), page("3")]
    run = {
        "ours": answers(
            {"1": {"text": STORY}, "2": {"text": STORY}, "3": {"text": ""}}, [0.1, 0.3]
        ),
        "base": answers({"1": {"text": STORY}, "2": {"error": "x"}, "3": {"crash": "y"}}, [0.4]),
    }
    ours, base = report.body_rows(GRAMS, pages, run, "base")
    assert (ours["f1"], ours["precision"], ours["recall"]) == (0.8, 1, 2 / 3)
    assert ours["lead"] == 0.8 - 0.5
    assert (ours["f1_read"], base["f1_read"]) == (1, 1)  # of the pages that have a text
    assert (ours["empty"], ours["errors"]) == (1, 0)
    assert (base["empty"], base["errors"], base["ratio"]) == (2, 2, 1)
    assert round(ours["pages_per_second"], 2) == 6.67  # the median of 10 and 3.3
    assert round(ours["ratio"], 2) == 4  # only the first round has both
    assert report.faults(pages, run) == [
        "base: 1 x x",
        "base: crashed (y) at scrapinghub 3; restarted",
    ]


def test_the_speed_is_that_of_the_pages_counted():
    fast, slow = page("1"), page("2")
    run = {"base": answers({"1": {"text": "a"}, "2": {"text": "a"}})}
    run["base"].seconds[slow.key] = [0.9]
    assert report.body_rows(GRAMS, [fast], run, "base")[0]["pages_per_second"] == 10
    assert report.body_rows(GRAMS, [fast, slow], run, "base")[0]["pages_per_second"] == 2


def test_the_worst_pages_come_first():
    pages = [page("1"), page("2", body="Other words, none of which were read by anybody.")]
    found = report.worst(GRAMS, pages, answers({"1": {"text": STORY}, "2": {"text": STORY}}), 1)
    assert [row["id"] for row in found] == ["2"]


def test_fields():
    pages = [
        page("1", title="Safi", date="2026-01-31", authors=("Salma Idrissi",)),
        page("2", title="Rabat", date="2026-01-30"),
        page("3"),
    ]
    run = {
        "ours": answers(
            {
                "1": {"title": "SAFI", "date": "2026-01-31", "authors": ["Salma Idrissi", "Rim"]},
                "2": {"title": None, "date": None, "authors": []},
                "3": {"title": "No gold", "date": "2020-01-01", "authors": ["Nobody"]},
            }
        ),
        "dates": answers({"1": {"date": "2026-01-30"}, "2": {"date": "2026-01-30"}}),
    }
    ours, dates = report.field_rows(pages, run)
    assert (ours["headline"], ours["titled"]) == (0.5, 2)
    assert (ours["exact"], ours["wrong"], ours["missing"], ours["dated"]) == (0.5, 0, 0.5, 2)
    assert (ours["authors"], ours["precision"], ours["recall"]) == (2 / 3, 0.5, 1)
    assert dates == {"extractor": "dates", "exact": 0.5, "wrong": 0.5, "missing": 0, "dated": 2}


def _kinds():
    news = [page(str(number)) for number in range(4)]
    others = [page("5", "wcxb-other", type="forum"), page("6", "wcxb-other", type="listing")]
    values = {
        str(number): {"kind": "article" if number else "unknown", "score": 0.2 + number / 10}
        for number in range(4)
    }
    values |= {
        ("wcxb-other", "5"): {"kind": "unknown", "score": 0.1},
        ("wcxb-other", "6"): {"kind": "article", "score": 0.25},
    }
    return [*news, *others], answers(values)


def test_the_share_of_pages_rejected():
    pages, found = _kinds()
    (row,) = report.kind_rows(pages, {"ours": found})
    assert row == {
        "extractor": "ours",
        "news": 0.25,
        "scrapinghub": 0.25,
        "forum": 1,
        "listing": 0,
        "clear types": 0.5,
        "all types": 0.5,
    }


def test_the_curve_of_the_threshold():
    pages, found = _kinds()
    rows = {row["bound"]: row for row in report.curve_rows(pages, found)}
    first, last = rows["news missed 0.0%"], rows["news missed 10.0%"]
    assert (first["threshold"], first["scrapinghub"]) == (0.2, 0)
    assert (first["forum"], first["listing"]) == (1, 0)
    assert rows["clear rejected 85%"]["clear types"] == 1
    assert rows["clear rejected 85%"]["scrapinghub"] == 0.25
    assert last["threshold"] == 0.2  # a tenth of four pages is less than one page
    assert report.curve_rows(pages, answers({"1": {}})) == []


def test_any_page():
    pages, _ = _kinds()
    others = pages[4:]
    found = answers(
        {
            ("wcxb-other", "5"): {"text": STORY.upper(), "kind": "forum"},
            ("wcxb-other", "6"): {"kind": "listing"},
        }
    )
    (row,) = report.any_page_rows(others, {"ours": found})
    assert (row["forum"], row["listing"], row["all types"], row["empty"]) == (1, 0, 0.5, 1)
    assert report.kinds_named(others, found)[0] == {"type": "forum", "forum": 1}


def test_a_line_of_the_summary():
    row = {"f1": 0.95, "lead": 0.01, "spread": 0.005, "empty": 1, "ratio": 4.0}
    found = report.summary_row("fundus", "4-grams", row, {"f1": 0.94})
    assert (found["ours"], found["baseline"], found["goal"]) == (0.95, 0.94, 0.957)
    assert round(found["missing"], 3) == 0.007
    assert report.summary_row("wcxb", "4-grams", row, None)["missing"] is None


def test_fields_without_gold_are_left_out():
    (row,) = report.field_rows([page("1")], {"ours": answers({"1": {"title": "x"}})})
    assert row == {"extractor": "ours"}


def test_a_table():
    rows = [
        {"extractor": "a", "f1": 0.95, "empty": 3},
        {"extractor": "bc", "f1": 1.0, "lead": 0.05},
    ]
    assert table(rows) == [
        "extractor     F1  empty    lead",
        "a          0.950      3       -",
        "bc         1.000      -  +0.050",
    ]
    assert section("Title", [], ["note"]) == ["", "Title", "nothing to show", "  note"]


def test_a_sheet_keeps_what_it_prints(tmp_path, capsys):
    sheet = Sheet({"rounds": "1"})
    sheet.table("Bodies", [{"extractor": "a", "f1": 0.5}])
    sheet.remark("b: skipped")
    sheet.write(tmp_path / "sheet.json")
    assert "b: skipped" in capsys.readouterr().out
    assert '"f1": 0.5' in (tmp_path / "sheet.json").read_text(encoding="utf-8")
