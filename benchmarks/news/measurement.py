"""The steps of the benchmark: which extractors read which pages, and which tables come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

from benchmarks.news import ours, report
from benchmarks.news.contenders import Answers, Contender, race, start_all
from benchmarks.news.peers import BASELINE, PEERS, SLOW
from benchmarks.news.scores import measures_of
from benchmarks.news.sets import FIELD_SETS, OTHER_SET, Page
from benchmarks.news.sheet import Sheet

FOLDED = "newsscraper, ten folds"
SHIPPED = "newsscraper, shipped"
ALL = "all sets"
METADATA = "trafilatura metadata"
RECORDS = "newsscraper, records"
HTMLDATE = "htmldate"

Weights = Callable[[Page], Path | None]


@dataclass(frozen=True)
class Plan:
    """What is measured and how."""

    peers: tuple[str, ...]
    """Names of peers, or ``module:function``."""
    python: str
    """The interpreter of the peers."""
    own_python: str
    rounds: int = 2
    block: int = 10
    worst: int = 0
    jobs: int = 1
    """Sets measured at a time."""


@dataclass
class Measurement:
    """Runs the extractors on pages and puts the tables on a sheet.

    Args:
        plan: What is measured and how.
        sheet: Where the tables go.
        folded: The weights of cross-validation for a page; None to leave it out.

    """

    plan: Plan
    sheet: Sheet
    folded: Weights | None
    _answers: dict[str, Answers] = field(default_factory=dict)
    _summary: list[report.Row] = field(default_factory=list)
    _trained: frozenset[str] = field(default_factory=ours.trained_domains)

    def bodies(self, pages: Mapping[str, Sequence[Page]]) -> None:
        """The texts of the article sets; also what is read of pages that are not articles."""
        run = self._read(pages, lambda: [*self._own("newsscraper"), *self._peers()])
        for name, of in pages.items():
            if name != OTHER_SET:
                self._body_tables(name, of, run)
        if self._summary:
            first = next(iter(run))
            self.sheet.table(f"Summary: {first}, and {BASELINE} as the baseline", self._summary)

    def _body_tables(self, name: str, pages: Sequence[Page], run: report.Run) -> None:
        for measure in measures_of(name):
            for which, of in self._twice(pages):
                rows = report.body_rows(measure, of, run, BASELINE)
                self.sheet.table(f"Bodies: {name}, {measure.name}, {which}", rows)
                if of is pages and rows and rows[0]["extractor"] in (FOLDED, SHIPPED):
                    base = next((row for row in rows if row["extractor"] == BASELINE), None)
                    self._summary.append(report.summary_row(name, measure.name, rows[0], base))
            first = next(iter(run), None)
            if self.plan.worst and first:
                rows = report.worst(measure, pages, run[first], self.plan.worst)
                self.sheet.table(f"Worst pages of {first}: {name}, {measure.name}", rows)
        for line in report.faults(pages, run):
            self.sheet.remark(f"  {line}")

    def fields(self, pages: Mapping[str, Sequence[Page]]) -> None:
        """Headlines, dates and authors, of the sets that have them; then dates alone."""
        chosen = {name: pages[name] for name in FIELD_SETS if name in pages}
        if not chosen:
            return
        metadata = {}
        if BASELINE in self.plan.peers:
            metadata = self._read(
                chosen,
                lambda: [
                    Contender(RECORDS, "newsscraper", self.plan.own_python, 1),
                    self._peer(METADATA, "trafilatura_metadata", 1),
                ],
            )
        alone = self._read(chosen, self._dates)
        names = (FOLDED, SHIPPED, METADATA, "newspaper4k")
        run = {name: self._answers[name] for name in names if name in self._answers}
        if HTMLDATE in alone:
            run[HTMLDATE] = alone[HTMLDATE]
        every = [page for of in chosen.values() for page in of]
        sets = {**chosen, ALL: every}
        for name, of in sets.items():
            for which, some in self._twice(of):
                self.sheet.table(f"Fields: {name}, {which}", report.field_rows(some, run))
        if metadata:
            rows = report.speed_rows(every, metadata, METADATA)
            self.sheet.table("Speed of whole records: text and fields together", rows)
        for which, some in self._twice(every):
            self.sheet.table(
                f"Dates alone, from the same tree: {which}",
                report.date_rows(some, alone, HTMLDATE),
            )
        for line in report.faults(every, metadata | alone):
            self.sheet.remark(f"  {line}")

    def kinds(self, pages: Mapping[str, Sequence[Page]]) -> None:
        """Whether pages are articles: the decision, and the curve of the score."""
        every = [page for of in pages.values() for page in of]
        run = {name: self._answers[name] for name in (FOLDED, SHIPPED) if name in self._answers}
        for which, some in self._twice(every):
            self.sheet.table(
                f"Share of pages rejected as no articles: {which}", report.kind_rows(some, run)
            )
            for name, answers in run.items():
                self.sheet.table(
                    f"Share of pages below a threshold of the score: {name}, {which}",
                    report.curve_rows(some, answers),
                )

    def any_page(self, pages: Sequence[Page]) -> None:
        """The main text of pages that are not articles."""
        run = self._read({OTHER_SET: pages}, lambda: self._own("newsscraper_any_page"))
        if BASELINE in self._answers:
            run[BASELINE] = self._answers[BASELINE]
        for which, some in self._twice(pages):
            self.sheet.table(
                f"Any page: {OTHER_SET}, F1 of words, {which}", report.any_page_rows(some, run)
            )
        for name in (FOLDED, SHIPPED):
            if name in run:
                rows = report.kinds_named(pages, run[name])
                self.sheet.table(f"Kinds that any_page names: {name}", rows)
        for line in report.faults(pages, run):
            self.sheet.remark(f"  {line}")

    def press(self, name: str, pages: Sequence[Page]) -> None:
        """The project's own pages, with the shipped weights."""
        run = self._read(
            {name: pages},
            lambda: [
                *(one for one in self._own("newsscraper") if one.name == SHIPPED),
                *self._peers(),
            ],
        )
        for measure in measures_of(name):
            rows = report.body_rows(measure, pages, run, BASELINE)
            self.sheet.table(f"Bodies: {name}, {measure.name}, {len(pages)} pages", rows)
        for line in report.faults(pages, run):
            self.sheet.remark(f"  {line}")
        own_fields = {key: run[key] for key in (SHIPPED, "newspaper4k") if key in run}
        self.sheet.table(f"Fields: {name}", report.field_rows(pages, own_fields))

    def _own(self, function: str) -> list[Contender]:
        python, rounds = self.plan.own_python, self.plan.rounds
        found = []
        if self.folded is not None:
            found.append(Contender(FOLDED, function, python, rounds, self.folded))
        if ours.is_ready():
            found.append(Contender(SHIPPED, function, python, rounds))
        return found

    def _peers(self) -> list[Contender]:
        return [
            self._peer(name, PEERS.get(name, name), 1 if name in SLOW else self.plan.rounds)
            for name in self.plan.peers
        ]

    def _peer(self, name: str, function: str, rounds: int) -> Contender:
        return Contender(name, function, self.plan.python, rounds)

    def _dates(self) -> list[Contender]:
        python, rounds = self.plan.own_python, self.plan.rounds
        found = [Contender("newsscraper", "newsscraper_date", python, rounds)]
        if self.plan.peers:
            found.append(self._peer(HTMLDATE, "htmldate_extensive", rounds))
        return found

    def _read(
        self, pages: Mapping[str, Sequence[Page]], made: Callable[[], list[Contender]]
    ) -> dict[str, Answers]:
        """Lets extractors read some sets, several sets at a time, each with its own processes.

        Args:
            pages: The sets.
            made: Makes the extractors, not started yet.

        """
        waiting: SimpleQueue[str] = SimpleQueue()
        for name in sorted(pages, key=lambda name: -len(pages[name])):
            waiting.put(name)
        first = start_all(made(), self.sheet.remark)
        answers = {contender.name: contender.answers for contender in first}

        def lane(contenders: Sequence[Contender]) -> None:
            try:
                while True:
                    name = waiting.get_nowait()
                    self._race(name, contenders, pages[name])
            except Empty:
                return
            finally:
                for contender in contenders:
                    contender.stop()

        def further() -> None:
            same = [one for one in made() if one.name in answers]
            for contender in same:
                contender.answers = answers[contender.name]
            lane(start_all(same, self.sheet.remark))

        with ThreadPoolExecutor(self.plan.jobs) as pool:
            lanes = [pool.submit(lane, first)]
            lanes += [pool.submit(further) for _ in range(min(self.plan.jobs, len(pages)) - 1)]
            for done in lanes:
                done.result()
        self._answers = answers | self._answers
        return answers

    def _race(self, name: str, contenders: Sequence[Contender], pages: Sequence[Page]) -> None:
        if name == OTHER_SET:  # compared with the baseline alone, and not for speed
            names = (FOLDED, SHIPPED, BASELINE)
            contenders = [one for one in contenders if one.name in names]
        self.sheet.progress(f"{name}: {', '.join(one.name for one in contenders)}")
        race(contenders, pages, 1 if name == OTHER_SET else self.plan.rounds, self.plan.block)

    def _twice(self, pages: Sequence[Page]) -> list[tuple[str, Sequence[Page]]]:
        """All pages, and those of domains that the shipped weights have not seen."""
        unseen = [page for page in pages if ours.domain_hash(page.domain) not in self._trained]
        found: list[tuple[str, Sequence[Page]]] = [(f"all {len(pages)} pages", pages)]
        if len(unseen) < len(pages) and unseen:
            found.append((f"{len(unseen)} pages of domains not trained on", unseen))
        return found


def heading(pages: Sequence[Page], has_folds: bool) -> list[str]:
    """What the two halves of each table mean in this run."""
    trained = ours.trained_domains()
    unseen = sum(ours.domain_hash(page.domain) not in trained for page in pages)
    lines = []
    if has_folds:
        lines.append(
            f"{FOLDED}: cross-validation by domain, so training has seen no domain of any page:"
            " its figures for all pages are those for domains not trained on"
        )
    if not trained:
        what = "it has no weights" if ours.is_ready() else "skipped, the file of weights is missing"
        lines.append(f"{SHIPPED}: {what}; no page is of a domain trained on")
    elif not unseen:
        lines.append(f"{SHIPPED}: trained on the domain of every page; none is left to show apart")
    else:
        lines.append(
            f"{SHIPPED}: {unseen} of {len(pages)} pages are of domains not trained on; they have"
            " tables of their own"
        )
    return lines
