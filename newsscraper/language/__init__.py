"""Detects the language of a text. No other part of the project does.

>>> from newsscraper.language import detect, detect_all
>>> detect("Les pêcheurs d'Essaouira réclament un nouveau quai").code
'fr'

The script is determined first. Within a script, naive Bayes over langdetect's letter profiles,
together with lists of common words, decides between the languages of this press and their
neighbours. The neighbours are known only so that they are not mistaken for a language of this
press. The result is ``und`` if the language is not certain. docs/language.md has the measured
accuracy.
"""

from newsscraper.language.detector import MAX_LENGTH, MAX_TEXT, detect, detect_all
from newsscraper.language.result import UNKNOWN, Language, Script, Share

__all__ = [
    "MAX_LENGTH",
    "MAX_TEXT",
    "UNKNOWN",
    "Language",
    "Script",
    "Share",
    "detect",
    "detect_all",
]
