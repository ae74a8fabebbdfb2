"""What is said about a text's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsscraper.items.warning_codes import WarningCode

UNKNOWN = "und"
"""BCP 47 code for a language that cannot be told."""

Script = Literal["latin", "arabic", "tifinagh", "hebrew", "cyrillic", "other", "none"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language and how certain it is."""

    code: str
    """BCP 47 code; ``und`` when uncertain."""
    confidence: float
    """Posterior probability among the languages known, between 0 and 1; 0 for ``und``."""
    script: Script
    """The script that most letters are in."""
    engine: str
    """What decided: ``script``, ``profiles``, or the name of another engine that was asked for."""
    warning: WarningCode | None = None
    """``language_mixed`` when a good part of the text is in another language,
    ``language_uncertain`` with ``und``."""


@dataclass(frozen=True, slots=True)
class Share:
    """One language of a text, and how much of it."""

    code: str
    """BCP 47 code; ``und`` for the paragraphs whose language cannot be told."""
    share: float
    """Part of the text's letters, between 0 and 1."""
    paragraphs: int
    """How many paragraphs are in it."""
