"""The crawl: the only room, beside the add-on and the settings, that imports Scrapy."""
