"""The fields of any news page, each with the witness that it is from.

:class:`PageFields` finds all of them; :func:`find_published` the date of publication alone.
"""

from newsscraper.pages.fields.page_fields import PageFields, find_published

__all__ = ["PageFields", "find_published"]
