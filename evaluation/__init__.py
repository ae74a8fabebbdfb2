"""Checks that dates, languages and text are accurate and fast enough: ``make eval``.

``tables.py`` names the files; ``dates.py``, ``languages.py`` and ``text.py`` measure; ``bars.py``
compares each figure with its limit (together a "bar") and prints it. The accuracy bars that need
only this project's data also run as tests (``tests/test_evaluation.py``). The speed bars run only
here.
"""
