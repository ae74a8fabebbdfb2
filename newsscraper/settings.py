"""Settings of the project, as Scrapy reads them (scrapy.cfg). Only what differs from Scrapy's
defaults, and why."""

from importlib.util import find_spec

BOT_NAME = "newsscraper"
SPIDER_MODULES = ["newsscraper.crawling.spiders"]
ADDONS = {"newsscraper.addon.NewsscraperAddon": 500}
# A twentieth of a crawl's processor time (measured). There is none for Windows.
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if find_spec("uvloop") is not None else None
LOG_LEVEL = "INFO"
STATS_CLASS = "newsscraper.crawling.scrapy_compat.stats.StatsCollector"
LOG_FORMATTER = "newsscraper.crawling.log.LogFormatter"

# Who asks. NEWSSCRAPER_CONTACT is an address where the site's owner reaches whoever runs the crawl;
# NewsSpider puts it into the user agent. robots.txt is read for this name.
NEWSSCRAPER_CONTACT = ""
ROBOTSTXT_USER_AGENT = "newsscraper"

# Politeness: the aggregators are small. AutoThrottle slows down further where a site answers
# slowly.
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0
CONCURRENT_REQUESTS_PER_DOMAIN = 2
CONCURRENT_REQUESTS = 2  # a crawl is of one site
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
NEWSSCRAPER_BACKOFF = 10.0
NEWSSCRAPER_BACKOFF_MAX = 600.0
NEWSSCRAPER_REFUSALS = 5
NEWSSCRAPER_SILENCES = 8
NEWSSCRAPER_STOP_GRACE = 10.0  # seconds that pages under way are given when the crawl is stopped

# What one page may cost.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 1  # a page that loads itself again after a while is the page, no redirect
URLLENGTH_LIMIT = (
    0  # dropped silently otherwise; the site itself says when an address is too long for it
)
RETRY_TIMES = 3
# Failures of the moment. 52x are the edge's, which does not reach the origin (sudaress, seen: 523);
# Scrapy knows two of them.
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, *range(520, 530)]
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the spider tells it, with the cause
DOWNLOAD_VERIFY_CERTIFICATES = True  # a data set must come from the site it names
COOKIES_ENABLED = False
DOWNLOAD_HANDLERS = dict.fromkeys(
    ("http", "https"), "newsscraper.crawling.scrapy_compat.connections.DownloadHandler"
)

# Every answer reaches the spider, which tells what is wrong with it; which URL was asked for
# already, the spider knows.
HTTPERROR_ALLOW_ALL = True
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# Scrapy starts a worker an item slot for each response: with the default of 100, a third of the
# processor's time.
CONCURRENT_ITEMS = 2
# Pages that are read at once, in bytes as received; a parsed page takes fifty times as much
# (measured).
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 500_000
# It would read and parse a callback's source for each response: a tenth of a crawl's processor time
# (measured).
WARN_ON_GENERATOR_RETURN_VALUE = False

# No port is opened.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsscraper.crawling.middlewares.offsite.OffsiteMiddleware": 50,
    "newsscraper.crawling.middlewares.robots.RobotsMiddleware": 100,
    "newsscraper.crawling.middlewares.backoff.BackoffMiddleware": 560,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newsscraper.crawling.middlewares.metarefresh.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newsscraper.crawling.middlewares.compression.CompressionMiddleware": 590,
    "newsscraper.crawling.middlewares.keeping.KeepingMiddleware": 920,  # behind what unpacks bodies
}
SPIDER_MIDDLEWARES = {
    "newsscraper.crawling.middlewares.leases.LeaseMiddleware": float(
        "-inf"
    ),  # the outermost, whatever else is there
    # Every status reaches the spider, and the ledger knows where a page was found: each would be
    # one more turn per output.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "newsscraper.crawling.middlewares.depth.DepthMiddleware": 900,
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "newsscraper.crawling.pace.Throttle": 0,
    "newsscraper.crawling.progress.Progress": 0,
    "newsscraper.crawling.suspects.Suspects": 0,
}

# Where the records go; empty for nowhere. A mirror that answers for the site; empty for the site
# itself.
NEWSSCRAPER_STORE = "data/newsscraper.db"
NEWSSCRAPER_SUSPECT_PAGES = (
    None  # pages of a layout that has changed: "suspect" beside the store's file; empty for nowhere
)
NEWSSCRAPER_KEEP_PAGES = (
    ""  # folder of the WARC files that every answer is written to; empty for nowhere
)
NEWSSCRAPER_FRESH = False  # a run that was broken off is abandoned, not gone on with
NEWSSCRAPER_BASE_URL = ""
NEWSSCRAPER_PROGRESS = "auto"
NEWSSCRAPER_PROGRESS_SECONDS = 30.0
