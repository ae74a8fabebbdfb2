"""Crawl, watch, export and status at once, killed at random: ``python -m benchmarks.soak``."""
