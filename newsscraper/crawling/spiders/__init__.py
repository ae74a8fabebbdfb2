"""Spiders: which page next. They hold no selector and no cleaning."""
