"""Page classes: each selects raw strings and links from one kind of page, and cleans nothing.

The order in which they are tried, and what each site adds, is declared in
:mod:`newsscraper.sites.page_classes`.
"""
