"""The evaluation gate: every bar that dates, languages and text have to reach, measured and compared. ``make eval``."""
