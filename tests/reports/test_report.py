"""What a run did, as numbers, as JSON and as lines."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from scrapy.utils.test import get_crawler

from newsscraper.addon import ArticlePipeline
from newsscraper.archives.outcomes import CaptureOutcome
from newsscraper.archives.summary import Summary
from newsscraper.items.records import Article, RawArticle
from newsscraper.reports.report import UNKNOWN_LABELS, Ending, Report, report_of
from newsscraper.reports.tables import counts_text, note_unknown_label, table

STATS = {
    "newsscraper/pages/article": 7,
    "newsscraper/pages/listing": 2,
    "newsscraper/pages/front": 1,
    "newsscraper/articles": 6,
    "newsscraper/rejected": 1,
    "newsscraper/tickers": 3,
    "newsscraper/languages/ar": 2,
    "newsscraper/languages/fr": 4,
    "newsscraper/warnings/no_author": 5,
    "newsscraper/requests": 13,
    "newsscraper/failed": 3,
    "newsscraper/failed/http_404": 2,
    "newsscraper/failed/timeout": 1,
    "downloader/request_count": 15,
    "retry/count": 2,
    "retry/reason_count/503": 2,
    "elapsed_time_seconds": 12.6,
    "finish_reason": "finished",
    "start_time": object(),
}
FAILURES = [
    {"url": "https://www.maghress.com/a/1", "cause": "http_404", "reason": "status 404, not found"}
]


def report(ending: Ending = "finished") -> Report:
    return report_of(
        "maghress",
        ending,
        STATS,
        failures=FAILURES,
        undone=4,
        blocked={"maghress.com": "a challenge"},
    )


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ("finished", 0),
        ("limit", 0),
        ("failed", 1),
        ("usage", 2),
        ("store", 2),
        ("blocked", 3),
        ("interrupted", 130),
        ("suspect", 3),
    ],
)
def test_each_ending_has_its_exit_code(ending, code):
    assert Report("maghress", ending).exit_code == code
    assert Report("maghress", ending).to_dict()["exit_code"] == code


def test_no_ending_is_left_out():
    codes = {ending: Report("maghress", ending).exit_code for ending in get_args(Ending)}
    assert len(codes) == 8
    assert all(Report("x", ending).closing_line().startswith("x: ") for ending in codes)


def test_a_report_is_read_from_scrapys_stats():
    assert report() == Report(
        "maghress",
        "finished",
        pages=10,
        kinds={"article": 7, "listing": 2, "front": 1},
        articles=6,
        tickers=3,
        languages={"ar": 2, "fr": 4},
        warnings={"no_author": 5},
        rejected=1,
        failed={"http_404": 2, "timeout": 1},
        failures=FAILURES,
        requested=13,
        undone=4,
        requests=15,
        retries=2,
        blocked={"maghress.com": "a challenge"},
        seconds=12.6,
    )


def test_a_run_that_never_began_is_all_zeros():
    empty = report_of("urls", "interrupted", {}, failures=[], undone=0, blocked={})
    assert empty == Report("urls", "interrupted")
    assert (empty.pages, empty.seconds, empty.new, empty.run, empty.store, empty.problem) == (
        0,
        0.0,
        None,
        None,
        None,
        None,
    )


def test_a_report_comes_back_from_json():
    told = report("blocked")
    told.run, told.new, told.store, told.problem, told.outputs = (
        3,
        5,
        "data/x.db",
        "a disk",
        {"مقالات.csv": 6},
    )
    text = json.dumps(told.to_dict(), ensure_ascii=False)
    assert Report.from_dict(json.loads(text)) == told
    assert json.loads(text)["exit_code"] == 3


def test_two_reports_share_nothing():
    one, two = Report("a", "finished"), Report("a", "finished")
    one.failed["x"] = 1
    one.failures.append({})
    one.outputs["y"] = 1
    assert (two.failed, two.failures, two.outputs) == ({}, [], {})
    one.to_dict()["failed"]["z"] = 1
    assert one.failed == {"x": 1}


def test_the_lines_of_a_run():
    told = report("interrupted")
    told.new, told.store, told.outputs = 5, "data/newsscraper.db", {"a.jsonl": 6, "t.csv": 3}
    assert [*told.table(), told.closing_line()] == [
        "site      pages  articles  new  tickers  failed  languages  warnings",
        "maghress     10         6    5        3       3  fr:4 ar:2  no_author:5",
        (
            "maghress: interrupted after 13 s; failed: http_404:2 timeout:1; 1 rejected; 4 found"
            " but not fetched; records in data/newsscraper.db; 6 in a.jsonl; 3 in t.csv"
        ),
    ]


def test_the_lines_of_a_run_that_did_nothing():
    told = Report("yemeress", "failed")
    assert [*told.table(), told.closing_line()] == [
        "site      pages  articles  new  tickers  failed  languages  warnings",
        "yemeress      0         0    -        0       0  -          -",
        "yemeress: nothing could be fetched after 0 s",
    ]


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("finished", "finished"),
        ("limit", "limit reached"),
        ("failed", "nothing could be fetched"),
        ("usage", "not found"),
        ("store", "the store failed"),
        ("blocked", "blocked"),
        ("interrupted", "interrupted"),
        ("suspect", "finished without an article"),
    ],
)
def test_the_closing_line_says_how_it_ended(ending, words):
    assert Report("turess", ending, seconds=0.4).closing_line() == f"turess: {words} after 0 s"


FALLEN = [
    {
        "site": "turess",
        "edition": "fr",
        "source_id": "assabah",
        "field": "body",
        "layout": "ArticlePage",
        "kept": None,
    }
]


@pytest.mark.parametrize("ending", get_args(Ending))
def test_what_has_fallen_makes_suspect_what_was_through(ending):
    told = Report("turess", ending)
    told.suspect([])
    assert told == Report("turess", ending)
    told.suspect(FALLEN)
    assert told.suspicions == FALLEN
    assert told.ending == ("suspect" if ending in ("finished", "limit") else ending)
    assert Report.from_dict(json.loads(json.dumps(told.to_dict()))) == told
    fallen = "turess: finished, but pages give fewer values than before after 0 s"
    assert told.closing_line() == (
        fallen if told.ending == "suspect" else Report("turess", ending).closing_line()
    )
    assert told.exit_code == (3 if told.ending == "suspect" else Report("turess", ending).exit_code)


def test_a_table_aligns_its_columns():
    rows = [("name", "count", "last"), ("a", "10", "x"), ("longer name", "7", "")]
    assert table(rows, numbers=[1]) == [
        "name         count  last",
        "a               10  x",
        "longer name      7",
    ]
    assert table([("a", "b")]) == ["a  b"]


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({}, "-"),
        ({"ar": 1}, "ar:1"),
        ({"fr": 3, "ar": 12}, "ar:12 fr:3"),
        ({"b": 1, "a": 1}, "a:1 b:1"),
    ],
)
def test_counts_the_most_frequent_first(counts, text):
    assert counts_text(counts) == text


def test_a_report_is_read_like_a_dictionary_too():
    told = report()
    assert told["articles"] == told.articles == 6
    assert dict(told) == told.to_dict()
    with pytest.raises(KeyError):
        told["nothing"]


LINE = "Paru chez {}, édition du {:02} - 05 - 2024"


def test_lines_in_unknown_words_are_listed_by_site_five_at_most():
    labels: dict[str, list[str]] = {}
    for number in range(40):
        note_unknown_label(
            labels, "maghress", LINE.format(f"Journal {'abcdefgh'[number % 8]}", number)
        )
    note_unknown_label(labels, None, "Source : X (01 - 02 - 2024)")
    assert labels == {
        "maghress": [LINE.format(f"Journal {'abcde'[number]}", number) for number in range(5)],
        "-": ["Source : X (01 - 02 - 2024)"],
    }
    report = Report("maghress", "finished", unknown_labels=labels)
    assert report.table()[2:] == [
        "-: label with unknown wording: Source : X (01 - 02 - 2024)",
        *(f"maghress: label with unknown wording: {line}" for line in labels["maghress"]),
    ]
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report
    assert (
        report_of(
            "x", "finished", {UNKNOWN_LABELS: labels}, failures=[], undone=0, blocked={}
        ).unknown_labels
        == labels
    )


def test_a_report_of_before_has_none():
    data = Report("maghress", "finished").to_dict()
    del data["unknown_labels"]
    assert Report.from_dict(data).unknown_labels == {}


def test_pages_that_were_only_read_in_another_way_do_not_make_a_run_suspect():
    report = Report("maghress", "finished")
    report.suspect([{"field": "layout"}])
    assert (report.ending, report.suspicions) == ("finished", [{"field": "layout"}])
    report.suspect([{"field": "layout"}, {"field": "body"}])
    assert report.ending == "suspect"


def test_the_pipeline_keeps_the_lines_for_the_report():
    crawler = get_crawler()
    pipeline = ArticlePipeline.from_crawler(crawler)
    for source in ("Le Phare", "La Vigie"):
        raw = RawArticle(
            "WordedArticlePage", headline="Titre", unknown_label=LINE.format(source, 7)
        )
        pipeline.process_item(Article(raw=raw))
    assert crawler.stats is not None
    assert crawler.stats.get_value(UNKNOWN_LABELS) == {
        "-": [LINE.format("Le Phare", 7), LINE.format("La Vigie", 7)]
    }


def test_the_summary_of_an_extraction_lists_them_too():
    summary = Summary()
    summary.add(
        CaptureOutcome(
            "page.html", "article", "maghress", unknown_labels=[LINE.format("Le Phare", 7)]
        )
    )
    assert (
        summary.lines({})[-1]
        == f"maghress: label with unknown wording: {LINE.format('Le Phare', 7)}"
    )
    assert Summary.from_dict(json.loads(json.dumps(summary.to_dict()))) == summary
