"""Page classes: each selects raw strings and links from one kind of page, and cleans nothing.

- Input: ``document`` (text and tree), read by ``parser`` and repaired by ``endtags``, ``flatten``
  and ``quotation_marks``.
- Page classes: ``article``, ``generic``, ``listing``, ``refusal``, ``unknown``, ``feeds``,
  ``worded`` (articles of the platform in any markup) and ``text`` (text captures). All extend
  ``base.Page``.
- Parts of a page: ``ticker``, ``blocks``, ``images``, ``witness`` (metadata), ``paging``,
  ``closing``, ``refresh``.

The order in which the classes are tried, and what each site adds, is declared in
:mod:`newsscraper.sites.page_classes`.
"""
