"""The sites, a declaration each, and how their addresses are read."""
