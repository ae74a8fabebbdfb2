"""The raw and the clean records, and the descriptions of their fields."""
