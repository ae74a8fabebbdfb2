"""Scrapy settings of the project (named in scrapy.cfg).

Only settings that differ from Scrapy's defaults, each with the reason, and the project's own
(``NEWSSCRAPER_...``), which docs/architecture.md lists.
"""

from importlib.util import find_spec

# Names and components of this project.
BOT_NAME = "newsscraper"
SPIDER_MODULES = ["newsscraper.crawling.spiders"]
# Adds the item pipelines and, if configured, the store and the mirror.
ADDONS = {"newsscraper.addon.NewsscraperAddon": 500}
# uvloop saves a twentieth of a crawl's processor time (measured). It does not support Windows.
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if find_spec("uvloop") is not None else None
# Scrapy logs each page and item at DEBUG; --verbose shows them.
LOG_LEVEL = "INFO"
# Scrapy's collector checks for deprecated arguments some twenty times per page.
STATS_CLASS = "newsscraper.crawling.scrapy_compat.stats.StatsCollector"
# Scrapy logs whole items: an article's text fills pages.
LOG_FORMATTER = "newsscraper.crawling.log.LogFormatter"

# Identification. NEWSSCRAPER_CONTACT is an address at which the site's owner can reach whoever runs
# the crawl; NewsSpider adds it to the user agent.
NEWSSCRAPER_CONTACT = ""
# The name in robots.txt. Scrapy would look for the whole user agent, with version and contact.
ROBOTSTXT_USER_AGENT = "newsscraper"

# Rights. Whether to ask each host once per run for /.well-known/tdmrep.json (TDMRep).
NEWSSCRAPER_TDMREP = True
# Whether to leave out the articles whose use is reserved (--respect-rights).
NEWSSCRAPER_RESPECT_RIGHTS = False

# Politeness: the aggregators are small sites.
# Scrapy ignores robots.txt by default.
ROBOTSTXT_OBEY = True
# One request per second and site; Scrapy waits for nothing by default.
DOWNLOAD_DELAY = 1.0
# Scrapy allows 8 per domain and 16 in total. A crawl is of one site, so both are the same.
CONCURRENT_REQUESTS_PER_DOMAIN = 2
CONCURRENT_REQUESTS = 2
# Slows down further if a site responds slowly; off by default.
AUTOTHROTTLE_ENABLED = True
# Starts with DOWNLOAD_DELAY; Scrapy starts with 5 seconds.
AUTOTHROTTLE_START_DELAY = 1.0
# Scrapy's default too; stated because politeness depends on it.
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
# Seconds of the first pause after a 429 or 503 without Retry-After, doubled each time.
NEWSSCRAPER_BACKOFF = 10.0
# Seconds of the longest pause.
NEWSSCRAPER_BACKOFF_MAX = 600.0
# A host is no longer crawled after this many refusals in a row.
NEWSSCRAPER_REFUSALS = 5
# The same after this many requests in a row without a response, if the host responded before.
NEWSSCRAPER_SILENCES = 8
# Seconds that downloads may still take after the first Ctrl-C or SIGTERM.
NEWSSCRAPER_STOP_GRACE = 10.0

# Limits per page.
# Seconds to wait for a response. Scrapy waits 180.
DOWNLOAD_TIMEOUT = 30
# Bytes. Scrapy accepts 1 GiB; this bounds the memory.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
# Bytes of a page, decompressed, from which on it is read beside the crawl: at three seconds of
# processor time per megabyte at most, others may hold it for less than a second.
NEWSSCRAPER_LARGE_PAGE = 250_000
# No warning for large pages below the limit.
DOWNLOAD_WARNSIZE = 0
# Scrapy follows 20 redirects in a row. More than 5 are taken for a loop.
REDIRECT_MAX_TIMES = 5
# Scrapy follows refreshes of up to 100 seconds. A page that reloads itself after a while is the
# page that was asked for, not a redirect.
METAREFRESH_MAXDELAY = 1
# Scrapy drops longer URLs silently. The site itself reports if a URL is too long for it.
URLLENGTH_LIMIT = 0
# One more than Scrapy's 2.
RETRY_TIMES = 3
# Transient errors. 520 to 529 come from Cloudflare if it cannot reach the site (seen: 523 from
# sudaress); Scrapy retries two of them.
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, *range(520, 530)]
# Scrapy logs an error; the spider logs the failure with its cause.
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
# Scrapy accepts any certificate. A data set must come from the site that it names.
DOWNLOAD_VERIFY_CERTIFICATES = True
# The sites need no cookies to be read.
COOKIES_ENABLED = False
# Scrapy's handlers reject long header lines and padded chunks, which browsers accept, and connect
# to any address. It has handlers for other schemes too, files of this computer among them.
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "newsscraper.crawling.download_handler.DownloadHandler"),
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
# Networks that may be connected to besides the public internet: "10.1.0.0/16,192.168.5.7". What the
# user types is allowed without it. Empty for those in the environment variable of this name.
NEWSSCRAPER_ALLOWED_NETWORKS = ""

# Every response reaches the spider, which reports what is wrong with it; Scrapy drops errors.
HTTPERROR_ALLOW_ALL = True
# No filter: the ledger knows which URLs were requested, and a redirect must not be dropped silently
# because its target was requested before.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# Scrapy starts this many workers for each response: its default of 100 costs a third of the
# processor time (measured).
CONCURRENT_ITEMS = 2
# Bytes, as received, of the pages that are parsed at the same time. A parsed page takes fifty times
# as much memory (measured). Scrapy allows 5 MB.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 500_000
# Scrapy reads and parses each callback's source code for each response to warn of `return` with a
# value: a tenth of a crawl's processor time (measured).
WARN_ON_GENERATOR_RETURN_VALUE = False

# Scrapy opens ports for remote control by default.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# None removes Scrapy's own component, which one of ours replaces. Each middleware module says why.
DOWNLOADER_MIDDLEWARES = {
    # The last one that gets a response.
    "newsscraper.crawling.middlewares.reading.ReadingMiddleware": 10,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsscraper.crawling.middlewares.addresses.AddressMiddleware": 40,
    "newsscraper.crawling.middlewares.offsite.OffsiteMiddleware": 50,
    "newsscraper.crawling.middlewares.takedowns.TakedownMiddleware": 60,
    "newsscraper.crawling.middlewares.robots.RobotsMiddleware": 100,
    # After robots.txt, which it needs.
    "newsscraper.crawling.middlewares.rights.RightsMiddleware": 110,
    # Between Scrapy's RetryMiddleware (550), which sends the request again, and the downloader.
    "newsscraper.crawling.middlewares.backoff.BackoffMiddleware": 560,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsscraper.crawling.middlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newsscraper.crawling.middlewares.metarefresh.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newsscraper.crawling.middlewares.compression.CompressionMiddleware": 590,
    # Closer to the downloader than what decompresses bodies: responses are kept as received.
    "newsscraper.crawling.middlewares.keeping.KeepingMiddleware": 920,
}
SPIDER_MIDDLEWARES = {
    # The outermost, whatever else a project adds.
    "newsscraper.crawling.middlewares.leases.LeaseMiddleware": float("-inf"),
    # Every status reaches the spider, and the ledger stores where a page was found. Each spider
    # middleware costs time for every item and request.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "newsscraper.crawling.middlewares.depth.DepthMiddleware": 900,
}
EXTENSIONS = {
    # Replaced by one that respects a site's Crawl-delay.
    "scrapy.extensions.throttle.AutoThrottle": None,
    "newsscraper.crawling.pace.Throttle": 0,
    "newsscraper.crawling.progress.Progress": 0,
    "newsscraper.crawling.suspects.Suspects": 0,
}

# The store for records and the state of crawls; empty for none.
NEWSSCRAPER_STORE = "data/newsscraper.db"
# Folder for pages of a layout that has changed; None for "suspect" beside the store's file, empty
# for none.
NEWSSCRAPER_SUSPECT_PAGES = None
# Folder for WARC files with every response; empty for none.
NEWSSCRAPER_KEEP_PAGES = ""
# Whether to start a new run instead of resuming an interrupted one.
NEWSSCRAPER_FRESH = False
# URL of a mirror that replaces the site; empty for the site itself.
NEWSSCRAPER_BASE_URL = ""
# "bar", "line", "none" or "auto": a bar in a terminal, lines elsewhere.
NEWSSCRAPER_PROGRESS = "auto"
# Seconds between two progress lines.
NEWSSCRAPER_PROGRESS_SECONDS = 30.0
