"""``python -m newsscraper``."""

from newsscraper.cli import main

if __name__ == "__main__":
    main()
