"""Input made to take time or memory: every reader of foreign bytes with every kind of repetition.

``python -m tests.hostile`` prints the table; ``tests/test_hostile.py`` holds it.
"""
