"""The evaluation gate: every bar that dates, languages and text have to reach, with its figure.
``make eval``.

``tables.py`` names every table; ``dates.py``, ``languages.py`` and ``text.py`` measure; ``bars.py``
compares and prints. The bars of accuracy that need no foreign data run as tests too
(``tests/test_evaluation.py``); those of speed run here alone.
"""
