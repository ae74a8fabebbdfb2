"""Jobs over archives: extraction on several processes, re-extraction, filling a store from an
index."""
