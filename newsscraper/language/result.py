"""The results of language detection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsscraper.items.warning_codes import WarningCode

UNKNOWN = "und"
"""BCP 47 code for an undetermined language."""

Script = Literal["latin", "arabic", "tifinagh", "hebrew", "cyrillic", "other", "none"]


@dataclass(frozen=True, slots=True)
class Language:
    """A detected language and its certainty."""

    code: str
    """BCP 47 code; ``und`` if uncertain."""
    confidence: float
    """Posterior probability among the known languages, between 0 and 1; 0 for ``und``."""
    script: Script
    """The script of most letters."""
    engine: str
    """What decided: ``script`` or ``profiles``."""
    warning: WarningCode | None = None
    """``language_mixed`` if a large part is in another language; ``language_uncertain`` for
    ``und``.
    """


@dataclass(frozen=True, slots=True)
class Share:
    """One language of a text, and its share."""

    code: str
    """BCP 47 code; ``und`` for the paragraphs whose language is uncertain."""
    share: float
    """Share of the text's letters, between 0 and 1."""
    paragraphs: int
    """Number of paragraphs in this language."""
