"""Everything that depends on Scrapy's or Twisted's internals, one noun per file.

Internals are private names, undocumented behaviour, differences between versions and the texts
of exceptions. No other module of the package touches them
(``tests/crawling/test_scrapy_compat.py`` checks this), so a Scrapy upgrade is reviewed here.

Each public name says in its docstring what it does, then ``Why:`` Scrapy's public API does not
suffice, then ``Upstream:`` the issue or pull request that would make it unnecessary.

Base classes override Scrapy's private methods and call hooks with public names instead. The
modules of :mod:`newsscraper.crawling` subclass them and override the hooks.
"""
