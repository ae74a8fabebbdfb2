"""Patterns for bylines, to tell them from headlines and bodies.

:mod:`newsscraper.pipelines.author` reads the name.
"""

import re

_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_PARTICLE = r"(?:de|del|el|ben|bin|et|y|and|d['’]\w+)"
_ARABIC_WORDS = (
    r"كتبت?|كتبها?|حوار|حاوره?ا?|أعدّ?ه?ا?|أجر[ىت]\ الحوار|إعداد|اعداد"
    r"|تقرير|تحقيق|متابعة|ترجمة|مراسلة"
)
BYLINE_START = re.compile(
    rf"""(?i:(?:propos\ |(?:entretien|dossier|reportage|enquête)\ )?(?:\w{{3,12}}\ )?par
          |(?:written\ |interview(?:ed)?\ )?by|por|texto:?\ de|entrevista\ de)
        \s?:?\s{_NAME}(?:\s(?:{_NAME}|{_PARTICLE})){{1,6}}$
      | بقلم\b | (?:{_ARABIC_WORDS})\s?[:/\-–]""",
    re.VERBOSE,
)
"""A line that is a byline with a name, or in Arabic one that starts as a byline does."""

CUT_BYLINE = re.compile(
    rf"""(?i:(?:propos\ recueillis\ |\w{{3,12}}\ (?:réalisée?|mené|conduit)\ )?par
          |(?:(?:written|interview(?:ed)?)\ )?by|por
          |texto:?\ de|entrevista\ (?:de|realizada\ por))
        \s?:?(?:\s?{_NAME}){{0,6}}
      | (?:بقلم|{_ARABIC_WORDS}|تحرير|استطلاع)\s?[:/\-–]?(?:\s\w{{1,3}}\.)*""",
    re.VERBOSE,
)
"""To match a whole line: the words of a byline with no name, or with part of one ("Par : Y.")."""
