"""Scrapy middlewares, one per file."""
