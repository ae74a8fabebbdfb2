"""The report of a run, the quality of its records, and tables for the terminal."""
