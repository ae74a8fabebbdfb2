"""Page classes: each selects raw strings and links from one kind of page, and cleans nothing.

- Input: ``document`` (text and tree), repaired by ``endtags`` and ``flatten``.
- Page classes: ``article``, ``generic``, ``listing``, ``feeds``, ``refusal``, ``unknown``, and
  those that read the platform's articles by their words or from text captures. All extend
  ``base.Page``.
- Parts of a page: ``ticker``, ``blocks``, ``images``, ``witness`` (metadata), ``paging``,
  ``closing``, ``refresh``.

The order in which the classes are tried is declared in :mod:`newsscraper.sites.page_classes`.
"""
