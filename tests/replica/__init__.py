"""The project's own replica of the aggregators: pages made from the corpus, and what records of
them must say.

Nothing here imports the extractor: what is expected comes from the corpus and from docs/schema.md
    alone.
"""
