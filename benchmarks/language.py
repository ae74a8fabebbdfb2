"""Compares language detection with langdetect at its defaults.

    python -m benchmarks.language                  the corpus: invented headlines
    python -m benchmarks.language texts.tsv ...    your own texts, one per line: code, tab, text

Prints for each language how many of its texts got an answer (coverage) and how many answers were
right (precision); for other languages, how many texts were mistaken for a language of this press.
Also prints the time for a new headline and a new body, and the time and memory of the import and
the first answers.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import langdetect

from newsscraper.language import UNKNOWN, detect

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("ar", "fr", "en", "es")
COLD = """
import sys, time
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
before, start = resident(), time.perf_counter()
from newsscraper.language import detect
for text in (
    "Le roi est mort, vive le roi",
    "الملك يستقبل وفدا من البنك",
    "ⴰⴳⵍⵍⵉⴷ ⵎⵓⵃⵎⵎⴷ",
    "המלך מוחמד השישי",
):
    detect(text)
print(f"{(time.perf_counter() - start) * 1e3:.0f} ms, {resident() - before:.1f} MB")
"""

Texts = list[tuple[str, str]]


def corpus() -> tuple[Texts, Texts]:
    """The headlines and the bodies of the corpus, each with its language."""
    from tests.replica import corpus

    headlines = [(story.language, story.headline) for story in corpus.stories()]
    bodies = [(story.language, "\n\n".join(story.paragraphs)) for story in corpus.stories()]
    for folder in ("headlines", "languages"):
        for path in sorted((ROOT / "fixtures/corpus" / folder).glob("*.txt")):
            code = path.stem.rsplit(".", 1)[-1]
            headlines += [
                (code, line)
                for line in path.read_text(encoding="utf-8").splitlines()
                if line.strip()
            ]
    return headlines, bodies


def read(paths: Iterable[Path]) -> Texts:
    """Reads language codes and texts from tab-separated files."""
    lines = [
        line.split("\t", 1)
        for path in paths
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    return [(line[0], line[1]) for line in lines if len(line) == 2]


def by_default(text: str) -> str:
    """The answer of langdetect, seeded so that the table is reproducible."""
    langdetect.DetectorFactory.seed = 0
    try:
        return str(langdetect.detect(text))
    except langdetect.LangDetectException:
        return UNKNOWN


def row(name: str, texts: Texts, tell: Callable[[str], str]) -> str:
    """A row of the table: coverage and precision per language, their means, and mistaken texts."""
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for code, text in texts:
        answers[code][tell(text)] += 1
    cells, coverages, precisions = [], [], []
    for code in TARGETS:
        if not answers[code]:
            cells.append("-")
            continue
        told = answers[code].total() - answers[code][UNKNOWN]
        coverages.append(told / answers[code].total())
        precisions.append(answers[code][code] / max(told, 1))
        cells.append(f"{coverages[-1]:.1%} / {precisions[-1]:.2%}")
    taken = sum(
        counts[code] for name, counts in answers.items() if name not in TARGETS for code in TARGETS
    )
    foreign = sum(counts.total() for name, counts in answers.items() if name not in TARGETS)
    mean = (
        f"{sum(coverages) / len(coverages):.2%} / {sum(precisions) / len(precisions):.2%}"
        if coverages
        else "-"
    )
    return " | ".join(
        ["", name, *cells, mean, f"{taken / foreign:.1%}" if foreign else "-", ""]
    ).strip()


def table(title: str, texts: Texts) -> None:
    """Prints a table with a row for each library."""
    count = Counter(code for code, _ in texts)
    print(f"\n{title}: " + ", ".join(f"{number} {code}" for code, number in sorted(count.items())))
    print("| | " + " | ".join(TARGETS) + " | mean | others taken for one of the four |")
    print("|---|" + "---|" * (len(TARGETS) + 2))
    print(row("newsscraper", texts, lambda text: detect(text).code))
    print(row("langdetect", texts, by_default))


def cost(name: str, texts: Texts) -> None:
    """Prints the median and the 99th percentile of the time for a new text, in microseconds."""
    detect(texts[0][1])
    spent = []
    for _, text in texts:
        start = time.perf_counter()
        detect(text)
        spent.append(time.perf_counter() - start)
    spent.sort()
    print(
        f"{name}: median {spent[len(spent) // 2] * 1e6:.0f} us, 99th percentile"
        f" {spent[len(spent) * 99 // 100] * 1e6:.0f} us"
    )


def main() -> None:
    """Measures the corpus or the given files, and prints the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="*", type=Path)
    files = parser.parse_args().texts
    if files:
        texts = read(files)
        cost("a text", texts)
        table("texts", texts)
        return
    headlines, bodies = corpus()
    cost("a headline", headlines)
    cost("a body", bodies)
    sys.stdout.flush()
    subprocess.run([sys.executable, "-c", COLD], check=True, cwd=ROOT)
    table("headlines", headlines)
    table("bodies", bodies)


if __name__ == "__main__":
    main()
