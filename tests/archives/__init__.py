"""Archives: read, written, extracted anew, fetched in parts."""
