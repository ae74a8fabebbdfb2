"""Crawling. Only this package, the add-on and the settings import Scrapy."""
