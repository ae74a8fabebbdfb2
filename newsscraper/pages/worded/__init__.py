"""Articles of the platform recognized by their wording alone, whatever their markup.

Start at :mod:`newsscraper.pages.worded.article`.
"""
