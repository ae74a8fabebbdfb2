"""Pages stored as plain text, as web archives (WET files) and crawl corpora hold them."""
