"""Archives: reading, writing, extracting again, fetching parts."""
