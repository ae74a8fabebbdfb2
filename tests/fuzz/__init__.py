"""Reads changed inputs for as long as wanted, and checks what every reader promises.

``python -m tests.fuzz --help``. A target (:mod:`tests.fuzz.target`) is a reader of foreign bytes
with examples of what it reads; :mod:`tests.fuzz.targets` lists them all.
"""
