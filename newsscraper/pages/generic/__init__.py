"""The reading of any page: blocks of text, their features, and a model that chooses."""

from newsscraper.pages.generic.main_text import MainTextPage
from newsscraper.pages.generic.page import GenericArticlePage
from newsscraper.pages.generic.score import is_article_score

__all__ = ["GenericArticlePage", "MainTextPage", "is_article_score"]
