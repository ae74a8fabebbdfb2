"""What a page of a crawl costs beside plain Scrapy and other crawlers:
``python -m benchmarks.crawl``."""
