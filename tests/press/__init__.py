"""Invented press pages in the markup of common publishing systems, with the values to expect.

Each part is a folder: ``articles/*.toml`` (one article each), ``templates/*.html.j2`` (one
publishing system each), ``systems.toml`` (what each system prints) and ``furniture.toml`` (comments
and other text around the article). The pages of ``blind`` were written by someone who had not read
the extractor, so that they judge it fairly.
"""
