"""A visit is acknowledged when all of its output is settled.

These tests run real Scrapy crawls with the project's settings.
"""

from __future__ import annotations

import signal
import textwrap

import pytest

from tests.crawling.frontier.project import ALL, CHILDREN, DONE

pytestmark = pytest.mark.process


def test_a_visit_waits_for_a_slow_pipeline(project):
    script = """
        class Slow:
            async def process_item(self, item):
                row = __import__("sqlite3").connect("store.db").execute(
                    "SELECT state FROM urls WHERE url = ?", (item["page"].partition("#")[0],)
                ).fetchone()
                await asyncio.sleep(0.2)
                row = __import__("sqlite3").connect("store.db").execute(
                    "SELECT state FROM urls WHERE url = ?", (item["page"].partition("#")[0],)
                ).fetchone()
                with open("states", "a") as file:
                    print(row[0], file=file)
                return item

        ITEM_PIPELINES = {Slow: 10}
    """
    project.run(textwrap.dedent(CHILDREN) + textwrap.dedent(script))
    assert project.urls() == DONE
    assert set(project.items()) == ALL
    # No page was done while its item was in the pipeline.
    assert set((project.folder / "states").read_text().split()) == {"leased"}


def test_a_dropped_item_is_settled_and_an_exception_in_a_pipeline_is_a_failure(project):
    script = """
        class Choose:
            async def process_item(self, item):
                await asyncio.sleep(0.01)
                if item["page"].endswith("/1"):
                    raise DropItem("not this one")
                if item["page"].endswith("/2"):
                    raise ValueError("a defect")
                return item

        ITEM_PIPELINES = {Choose: 10}
    """
    project.run(textwrap.dedent(CHILDREN) + textwrap.dedent(script))
    assert project.urls() == {**DONE, "/2": "failed"}
    row = project.row("/2")
    assert (row["cause"], row["reason"]) == (
        "item_error",
        "an item pipeline failed: ValueError: a defect",
    )
    assert set(project.items()) == ALL - {"/1", "/2"}


@pytest.mark.parametrize(
    "errback",
    [
        "def failed(self, failure):\n    yield {'page': 'lost'}\n    yield Request(f'{BASE}/0')",
        (
            "async def failed(self, failure):\n    yield {'page': 'lost'}\n    yield"
            " Request(f'{BASE}/0')"
        ),
        "def failed(self, failure):\n    return [{'page': 'lost'}, Request(f'{BASE}/0')]",
        "async def failed(self, failure):\n    return [{'page': 'lost'}, Request(f'{BASE}/0')]",
    ],
    ids=["generator", "async generator", "list", "coroutine"],
)
def test_the_output_of_an_errback_is_kept(project, errback):
    script = """
        class Crawled(Pages):
            async def start(self):
                yield Request(f"{BASE}/cut", callback=self.parse, errback=self.failed)

    """
    project.run(textwrap.dedent(script) + textwrap.indent(errback, "    "))
    assert project.urls() == {"/cut": "failed", "/0": "done"}
    assert sorted(project.items()) == ["/0", "lost"]


@pytest.mark.parametrize("order", [-2_000_000, -500, 0, 500, 2_000_000])
def test_output_added_by_a_spider_middleware_is_counted(project, order):
    script = f"""
        class More:
            async def process_spider_output(self, response, result):
                async for output in result:
                    yield output
                if response.url.endswith("/start"):
                    yield {{"page": "more"}}
                    callback = response.request.callback
                    yield Request(f"{{BASE}}/more", callback=callback, errback=None)

        class Wait:
            async def process_item(self, item):
                await asyncio.sleep(0.05)
                if item["page"] == "more":
                    die()
                return item

        SPIDER_MIDDLEWARES = {{More: {order}}}
        ITEM_PIPELINES = {{Wait: 10}}
    """
    script = textwrap.dedent(CHILDREN) + textwrap.dedent(script)
    project.run(script, code=-signal.SIGKILL)
    project.run(script)
    assert project.urls() == {**DONE, "/more": "done"}
    assert set(project.items()) == ALL | {"more", "/more"}


def test_an_exception_in_a_callback_is_a_failure_and_earlier_output_is_kept(project):
    script = """
        class Crawled(Pages):
            def parse(self, response):
                yield {"page": response.url}
                if response.url.endswith("/start"):
                    yield Request(f"{BASE}/0", callback=self.parse, errback=self.failed)
                    raise ValueError("a defect")
    """
    project.run(script)
    assert project.urls() == {"/start": "failed", "/0": "done"}
    row = project.row("/start")
    assert (row["cause"], row["reason"], row["next_visit"]) == (
        "spider_error",
        "ValueError: a defect",
        None,
    )
    assert project.items() == ["/start", "/0"]


@pytest.mark.parametrize(
    "broken", ["def parse(self, response):\n    raise ValueError('a defect')", "parse = None"]
)
def test_an_exception_in_a_callback_before_any_output_is_a_failure(project, broken):
    project.run(
        "class Crawled(Pages):\n    _ = 0\n\n"
        + textwrap.indent(
            broken.replace("parse = None", "def parse(self, response, needed):\n    yield {}"),
            "    ",
        )
    )
    assert project.urls() == {"/start": "failed"}
    assert project.row("/start")["cause"] == "spider_error"


# Killed after the end of a callback, before all of its output reached the scheduler


@pytest.mark.parametrize(
    "where", ["scheduled", "last scheduled", "dropped", "pipeline", "slow pipeline"]
)
def test_a_kill_between_a_callbacks_end_and_its_output_loses_nothing(project, where):
    script = """
        WHERE = @

        class Crawled(Crawled):
            ended = False

            def parse(self, response):
                yield from super().parse(response)
                self.ended = True

        def scheduled(request, spider):
            last = request.url.endswith("/4")
            is_child = spider.ended and request.url.startswith(BASE)
            if WHERE == "scheduled" and is_child or WHERE == "last scheduled" and last:
                die()

        def dropped(item, spider):
            die()

        def connect(crawler):
            crawler.signals.connect(scheduled, signal=signals.request_scheduled)
            crawler.signals.connect(dropped, signal=signals.item_dropped)

        class Fatal:
            async def process_item(self, item):
                if WHERE == "dropped" and item["page"].endswith("/3"):
                    raise DropItem("not this one")
                is_slow = WHERE == "slow pipeline" and item["page"].endswith("#last")
                while is_slow and count("state = 'done'") < 5:
                    await asyncio.sleep(0.01)  # until the other pages are settled and written
                if WHERE.endswith("pipeline") and item["page"].endswith("#last"):
                    die()
                return item

        ITEM_PIPELINES = {Fatal: 10}
    """
    script = textwrap.dedent(CHILDREN) + textwrap.dedent(script).replace("@", repr(where))
    project.run(script, code=-signal.SIGKILL)
    project.run(script)
    assert project.urls() == DONE
    assert set(project.items()) == ALL - ({"/3"} if where == "dropped" else set())
    assert project.runs() == 1
