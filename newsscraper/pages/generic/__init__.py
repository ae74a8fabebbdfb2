"""The reading of any news page: blocks of text, their features, and a model that chooses."""

from newsscraper.pages.generic.page import GenericArticlePage

__all__ = ["GenericArticlePage"]
