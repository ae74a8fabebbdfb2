"""Which language a text is in. Nothing else in the project tells languages.

>>> from newsscraper.language import detect, detect_all
>>> detect("Les pêcheurs d'Essaouira réclament un nouveau quai").code
'fr'

The script is looked at first; within a script, naive Bayes over langdetect's letter profiles, and
the words that headlines are full of, decide between the languages of this press and their
neighbours, which are known only so as not to be taken for them. What cannot be told is ``und``.
docs/language.md says how well.
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
