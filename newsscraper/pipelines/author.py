"""The article's author."""

from __future__ import annotations

import re

from newsscraper.items.records import Article
from newsscraper.pages.fields.names import split_names
from newsscraper.pipelines.body import PARAGRAPH_BREAK
from newsscraper.pipelines.printed import line

# A byline is a line of its own. These are the words that mark it, and what may follow them before
# the name.
_LATIN = re.compile(
    r"""^(?:par|by|por|written\ by|texto:?\ de|propos\ recueillis\ par|recueillis?\ par
          |(?:entretien|dossier|reportage|enquête)\ (?:réalisée?|mené|conduit)\ par
          |entrevista\ de|entrevista\ realizada\ por|interview(?:ed)?\ by
          |de\ notre\ (?:correspondante?|envoyée?\ spéciale?)
           (?:\ (?:à|au|en|aux)\ [^,:]{2,40})?\ ?[,:])
        \s*:?\s*(?P<name>\S.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
# "بقلم" is used only in bylines. The other words begin sentences too: they mark a byline only if a
# colon or a dash follows.
_ARABIC = re.compile(
    r"""^(?:بقلم(?:\ الكاتب(?:ة)?)?(?!\w)\s*[:/\-–]?
          |(?:كتبت?|كتبه?ا?|حوار|حاوره?ا?|أجر(?:ى|ت)\ الحوار|أعدّ?ه?ا?
            |إعداد|اعداد|تقرير|تحقيق|متابعة|تحرير|ترجمة|مراسلة|استطلاع)\s*[:/\-–])
        \s*(?P<name>\S.*)$""",
    re.VERBOSE,
)
_TAIL = re.compile(r"\s*(?:[,،(–—/|]|\s-\s).*$")
_PARTICLES = frozenset(
    """
        et and y de del la el al ben bin ibn bint du des d da von van avec with con le i
    """.split()
)
_ELIDED = re.compile(r"[dl]['’]\w")
_ARTICLES = frozenset("the this that a an le la les un une el los las una".split())
_LABELLED = re.compile(r"^(?:par|by|por|بقلم)\s*[:/\-–]?\s+", re.IGNORECASE)
_INITIAL = re.compile(r"\b\w\.$")
_MAX_LINE = 100


class AuthorPipeline:
    """Fills ``author`` from the text beside the label, else from a byline, and ``authors``.

    A byline is the first line of the body, and is removed from it.
    """

    def process_item(self, item: Article) -> Article:
        """If no author is printed, the page's metadata may name one."""
        item.author = line(item, item.raw.author)
        if item.author:
            item.author = _LABELLED.sub("", item.author) or None
        if item.body:
            first, _, rest = item.body.partition(PARAGRAPH_BREAK)
            name = byline(first)
            if name is not None and rest:
                item.body = rest
                item.author = item.author or name
        item.author = item.author or line(item, item.raw.witness.author)
        if names := item.raw.details.authors:
            item.authors = [name for printed in names if (name := line(item, printed))]
        elif item.author:
            item.authors = split_names(item.author)
        return item


def byline(line: str) -> str | None:
    """Return the name in a line that is only a byline, else ``None``.

    Args:
        line: One cleaned line.

    """
    # Tatweel stretches letters; a dash or a colon after the name leads to the text.
    line = line.replace("\u0640", "").rstrip(" -–—:")
    if len(line) > _MAX_LINE or (
        line.endswith((".", "!", "?", "؟", "…", "(...)")) and not _INITIAL.search(line)
    ):
        return None
    if match := _LATIN.match(line):
        name = _TAIL.sub("", match["name"]).strip()
        words = name.split()
        are_names = all(
            word.lower() in _PARTICLES or word[:1].isupper() or _ELIDED.match(word)
            for word in words
        )
        # One word may be anything ("By Monday"); so may words that begin with an article.
        is_full_name = (
            2 <= len(words) <= 8 and words[0][:1].isupper() and words[0].lower() not in _ARTICLES
        )
        return name if is_full_name and are_names and not _has_digit(name) else None
    if match := _ARABIC.match(line):
        name = _TAIL.sub("", match["name"]).strip()
        return name if 1 <= len(name.split()) <= 5 and not _has_digit(name) else None
    return None


def _has_digit(name: str) -> bool:
    return any(map(str.isdecimal, name))
