"""Notices about images, and damaged labels, on pages in HTML."""

from __future__ import annotations

import pytest

from newsscraper import Article, extract

URL = "https://www.sauress.com/en/dunecourier/812"
KNOWN = "This image will be automatically disabled when it gets reported by several people."
UNSEEN = "This picture will be hidden automatically once enough readers have flagged it."
TEXT = "The ferry to the islands sails again from Monday, the harbour master said."
LAST = "It had been in the dock since March."


def article(
    headline: str,
    *paragraphs: str,
    label: str = "Published in <a href='/en/dunecourier'>Dune Courier</a> on 03 - 09 - 2021",
):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        "<html><head><title>Sauress</title></head><body><span"
        f" class='articletitle'><h1>{headline}</h1></span><span"
        f" class='articlenewspaper'>{label}</span><span"
        f" class='articlecontent'>{body}</span></body></html>"
    )
    found = extract(page, url=URL, fetched_at="2022-01-01T00:00:00Z")
    assert len(found.articles) == 1
    record: Article = found.articles[0]
    return record


@pytest.mark.parametrize(
    ("lines", "warned"),
    [
        ([KNOWN], False),
        ([UNSEEN], True),
        (["Thanks for your report!", UNSEEN], True),
        ([f"Thank you for reporting!<br>{KNOWN}"], False),
        (["", UNSEEN, KNOWN], True),
    ],
)
def test_a_notice_at_the_start_of_the_body_is_left_out(lines: list[str], warned: bool):
    record = article("The ferry sails again", *lines, TEXT, LAST)
    assert record.body == f"{TEXT}\n\n{LAST}"
    assert ("line_dropped" in record.warnings) == warned


def test_only_the_notice_is_left_out_of_a_paragraph():
    assert article("The ferry sails again", f"{UNSEEN} {TEXT}", LAST).body == f"{TEXT}\n\n{LAST}"


def test_the_same_words_later_in_the_body_are_kept():
    long = f"{TEXT} {LAST} " * 2
    record = article("Rules for pictures", long, UNSEEN, LAST)
    assert UNSEEN in (record.body or "")
    assert "line_dropped" not in record.warnings


@pytest.mark.parametrize(("notice", "warned"), [(KNOWN, False), (UNSEEN, True)])
def test_a_notice_is_not_taken_as_the_headline(notice: str, warned: bool):
    record = article(notice, TEXT, LAST)
    assert (record.headline, record.source, record.published) == (
        None,
        "Dune Courier",
        "2021-09-03",
    )
    assert "no_headline" in record.warnings
    assert ("line_dropped" in record.warnings) == warned


@pytest.mark.parametrize(
    ("notice", "warned"),
    [(KNOWN, False), (UNSEEN, True), (f"Thanks for your report! {UNSEEN}", True)],
)
def test_a_notice_beside_the_headline_is_left_out_of_it(notice: str, warned: bool):
    record = article(f"<div>{notice}</div>The ferry sails again", TEXT, LAST)
    assert record.headline == "The ferry sails again"
    assert ("line_dropped" in record.warnings) == warned


@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "cp1256"])
def test_date_source_and_original_link_are_read_from_a_damaged_label(charset: str):
    label = "نشر في <a href='/waha'>نداء الواحة</a> يوم 03 - 09 - 2021"
    closing = "<a href='https://waha.example/5'>انقر هنا لقراءة الخبر من مصدره.</a>"
    page = (
        "<html><body><span class='articletitle'><h1>العبارة تعود إلى الجزر</h1></span><span"
        f" class='articlenewspaper'>{label}</span><span class='articlecontent'><p>تعود العبارة إلى"
        " الجزر يوم الاثنين بعد أشهر من التوقف، كما قال مدير الميناء في المدينة"
        f" القديمة.</p></span><div>{closing}</div></body></html>"
    )
    damaged = "".join(
        bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in page.encode()
    )
    record = extract(damaged, url="https://www.sauress.com/waha/5").articles[0]
    assert (record.source, record.published) == ("نداء الواحة", "2021-09-03")
    assert record.original_url == "https://waha.example/5"
    assert "mojibake_repaired" in record.warnings


def test_a_repaired_label_gives_a_warning():
    record = article(
        "The ferry sails again", TEXT, label="PubliÃ© dans Dune Courier le 03 - 09 - 2021"
    )
    assert (record.source, record.published) == ("Dune Courier", "2021-09-03")
    assert "mojibake_repaired" in record.warnings
