"""Which language a text is in. Nothing else in the project tells languages."""

from newsscraper.language.detector import MAX_LENGTH, detect, detect_all
from newsscraper.language.result import UNKNOWN, Language, Share

__all__ = ["MAX_LENGTH", "UNKNOWN", "Language", "Share", "detect", "detect_all"]
