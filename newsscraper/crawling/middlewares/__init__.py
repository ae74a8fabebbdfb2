"""Downloader middlewares: the mirror, robots.txt, backing off, staying on the site. One a file."""
