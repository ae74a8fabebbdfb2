"""The scheduler stores requests as data that survives a kill.

Retries and redirects remain part of their visit.
"""

from __future__ import annotations

import json
import signal
import textwrap

import pytest

from tests.crawling.frontier.project import CHILDREN, DONE

pytestmark = pytest.mark.process


def test_a_request_refused_by_a_signal_handler_does_not_keep_its_page_open(project):
    script = """
        def connect(crawler):
            def refuse(request, spider):
                if request.url.endswith(("/0", "/4")):
                    raise IgnoreRequest

            crawler.signals.connect(refuse, signal=signals.request_scheduled, weak=False)
    """
    project.run(textwrap.dedent(CHILDREN) + textwrap.dedent(script))
    assert project.urls() == {
        path: state for path, state in DONE.items() if path not in ("/0", "/4")
    }


@pytest.mark.parametrize(
    "request_text",
    [
        "Request(f'{BASE}/bad', callback=lambda response: None)",
        "Request(f'{BASE}/bad', callback=self.parse, errback=lambda failure: None)",
        "Request(f'{BASE}/bad', callback=self.parse, meta={'it': object()})",
        "Request(f'{BASE}/bad', callback=self.parse, meta={'it': float('nan')})",
        "Request(f'{BASE}/bad', callback=self.parse, cb_kwargs={'it': {1, 2}})",
        "Request(f'{BASE}/bad', callback=Pages.parse)",
        "Request(f'{BASE}/bad', callback=print)",
    ],
    ids=["callback", "errback", "meta", "nan", "cb_kwargs", "function", "builtin"],
)
def test_a_request_that_is_not_data_is_dropped_with_an_error_and_its_page_is_done(
    project, request_text
):
    told = project.run(f"""
        class Crawled(Pages):
            def parse(self, response):
                yield {{"page": response.url}}
                if response.url.endswith("/start"):
                    yield {request_text}
                    yield Request(f"{{BASE}}/0", callback=self.parse, errback=self.failed)
    """)
    assert project.urls() == {"/start": "done", "/0": "done"}
    assert f"a request cannot be stored and is dropped: {project.site.base}/bad" in told
    assert "'newsscraper/requests_refused': 1" in told


def test_requests_survive_a_kill_unchanged(project):
    script = """
        from scrapy.http import FormRequest, JsonRequest

        SETTINGS = {"CONCURRENT_REQUESTS": 1}

        class Crawled(Pages):
            def parse(self, response):
                yield {"page": response.url}
                if not response.url.endswith("/start"):
                    return
                yield Request(f"{BASE}/last", callback=self.last, priority=-5)
                post = {"method": "POST", "callback": self.posted}
                url = f"{BASE}/post"
                yield Request(url, body=b"\\xff\\x00one", cb_kwargs={"given": [1]}, **post)
                yield Request(url, body=b"two", cb_kwargs={"given": {"a": None}}, **post)
                third, fourth = (
                    {"callback": self.posted, "cb_kwargs": {"given": number}} for number in (3, 4)
                )
                yield JsonRequest(f"{BASE}/json", data={"a": "ü"}, **third)
                yield FormRequest(f"{BASE}/form", formdata={"a": "b"}, **fourth)
                yield Request(
                    f"{BASE}/token",
                    headers={"X-Token": "secret"},
                    callback=self.with_token,
                    meta={"mine": {"x": 1}},
                    flags=["f"],
                )
                yield Request(f"{BASE}/cut", callback=self.parse, errback=self.broken)

            async def posted(self, response, given):
                while FIRST and count("state IN ('queued', 'leased')") < 7:
                    await asyncio.sleep(0.01)  # until all requests are written
                die()
                request = response.request
                yield {"page": f"{request.method} {response.url} {request.body} {given}"}

            def with_token(self, response):
                flags = response.request.flags[:1]
                yield {"page": f"{response.url} {response.meta['mine']} {flags}"}

            def last(self, response):
                yield {"page": f"{response.url} last"}

            def broken(self, failure):
                yield {"page": f"{failure.request.url} broken"}
    """
    project.run(script, code=-signal.SIGKILL)
    waiting = [row for row in project.rows() if row["state"] in ("queued", "leased")]
    assert len(waiting) == 7
    assert all(row["request"] is None or json.loads(row["request"]) for row in waiting)
    project.run(script)
    assert {row["state"] for row in project.rows() if not row["url"].endswith("/cut")} == {"done"}
    assert project.row("/cut")["state"] == "failed"
    assert set(project.items()) == {
        "/start",
        r"POST /post b'\xff\x00one' [1]",
        "POST /post b'two' {'a': None}",
        "POST /json " + repr(json.dumps({"a": "ü"}, sort_keys=True).encode()) + " 3",
        "POST /form b'a=b' 4",
        "/token {'x': 1} ['f']",
        "/last last",
        "/cut broken",
    }
    assert project.items()[-1] == "/last last", "its priority survived too"
    assert ("GET", "/token", b"", "secret") in project.site.asked


def test_a_retry_and_a_redirect_are_the_same_visit(project):
    script = """
        from newsscraper.crawling.frontier.session import Session
        from newsscraper.store.visits import Outcome

        class Crawled(Pages):
            async def start(self):
                for path in ("once", "moved", "cut"):
                    yield Request(f"{BASE}/{path}", callback=self.parse, errback=self.failed)

        def connect(crawler):
            def opened(spider):
                session = Session.of(crawler)
                ledger = session.ledger
                acknowledge = ledger.acknowledge

                def noted(visit, outcome):
                    with open("acknowledged", "a") as file:
                        print(visit.url, outcome.state, file=file)
                    acknowledge(visit, outcome)

                session.leases._acknowledge = noted

            crawler.signals.connect(opened, signal=signals.spider_opened, weak=False)
    """
    project.run(script)
    assert project.urls() == {"/once": "done", "/moved": "done", "/cut": "failed"}
    times = project.site.times()
    assert times.pop("/.well-known/tdmrep.json") == 1
    assert times == {"/once": 2, "/moved": 1, "/target": 1, "/cut": 2}
    assert sorted(project.items()) == ["/once", "/target"]
    told = (project.folder / "acknowledged").read_text().replace(project.site.base, "").splitlines()
    assert sorted(told) == ["/cut failed", "/moved done", "/once done"]
