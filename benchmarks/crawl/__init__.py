"""Compares the cost of a crawl with plain Scrapy and others: ``python -m benchmarks.crawl``."""
