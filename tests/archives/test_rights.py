"""Statements about rights in archives, and ``extract --respect-rights``."""

from __future__ import annotations

import pytest

from newsscraper.archives import ExtractionJob
from tests.archives.making import STORIES, Warc, page, records
from tests.replica import render

HTML = ("Content-Type", "text/html; charset=utf-8")
RESERVED, FREE, OTHER = STORIES[:3]
META = b'<meta name="TDM-Reservation" content="1"><meta name="tdm-policy" content="/policy">'


@pytest.fixture
def archive(tmp_path):
    warc = Warc()
    headers = [HTML, ("x-robots-tag", "otherbot: noai"), ("X-Robots-Tag", "noai")]
    warc.response(RESERVED.url, page(RESERVED), headers=headers)
    warc.response(FREE.url, page(FREE), headers=[HTML, ("TDM-Reservation", "0")])
    warc.response(OTHER.url, page(OTHER).replace(b"<head>", b"<head>" + META))
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(warc.content)
    return path


def extracted(archive, tmp_path, **options):
    told: list[str] = []
    report = ExtractionJob(
        [archive],
        outputs=[tmp_path / "out.jsonl"],
        processes=1,
        on_message=told.append,
        **options,
    ).run()
    return report, {record["id"]: record for record in records(tmp_path / "out.jsonl")}, told


def test_headers_and_meta_tags_are_recorded(archive, tmp_path):
    report, found, _ = extracted(archive, tmp_path)
    assert (report.reserved, report.articles) == (0, 3)
    rights = found[RESERVED.id]["rights"]
    assert rights["x_robots_tag"] == ["otherbot: noai", "noai"]
    assert rights["reserved"] == ["ai-training"]
    assert found[FREE.id]["rights"]["tdm_headers"] == ["tdm-reservation: 0"]
    assert found[FREE.id]["rights"]["reserved"] == []
    rights = found[OTHER.id]["rights"]
    assert rights["tdm_meta"] == ["tdm-reservation: 1", "tdm-policy: /policy"]
    assert (rights["reserved"], rights["tdm_policy"]) == (["text-and-data-mining"], "/policy")


def test_reserved_articles_are_left_out(archive, tmp_path):
    report, found, told = extracted(
        archive, tmp_path, respect_rights=True, ticker_outputs=[tmp_path / "tickers.jsonl"]
    )
    assert found.keys() == {FREE.id}
    assert (report.reserved, report.articles, report.exit_code) == (2, 1, 0)
    assert "2 reserved, left out" in report.closing_line()
    assert set(told) == {
        f"{RESERVED.url}: reserved: ai-training (x-robots-tag); left out",
        f"{OTHER.url}: reserved: text-and-data-mining (tdm-meta); left out",
    }


def test_tickers_of_reserved_pages_are_left_out(archive, tmp_path):
    strip = render.strip(FREE.site, FREE.edition)
    front = render.front(FREE.site, FREE.edition, strip, stories=STORIES[:3]).encode()
    warc = Warc()
    warc.response(RESERVED.url, page(RESERVED), headers=[HTML, ("X-Robots-Tag", "noai")])
    address = f"https://www.{FREE.site}.com/{FREE.edition}"
    warc.response(address, front, headers=[HTML, ("X-Robots-Tag", "noai")])
    archive.write_bytes(warc.content)
    tickers = tmp_path / "tickers.jsonl"
    report, _, _ = extracted(archive, tmp_path, ticker_outputs=[tickers])
    assert report.tickers
    report, _, _ = extracted(archive, tmp_path, ticker_outputs=[tickers], respect_rights=True)
    assert (report.tickers, report.reserved, records(tickers)) == (0, 1, [])


def test_the_newest_capture_decides(archive, tmp_path):
    warc = Warc()
    warc.response(RESERVED.url, page(RESERVED), moment="2026-01-04T10:00:00Z")
    warc.response(
        RESERVED.url,
        page(RESERVED),
        moment="2026-01-06T10:00:00Z",
        headers=[HTML, ("X-Robots-Tag", "noai")],
    )
    archive.write_bytes(warc.content)
    report, found, _ = extracted(archive, tmp_path, respect_rights=True)
    assert (found, report.reserved) == ({}, 1)
    report, found, _ = extracted(archive, tmp_path, respect_rights=True, all_captures=True)
    assert (len(found), report.reserved) == (1, 1)
