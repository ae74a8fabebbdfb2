"""The records: what a page printed, what is made of it, and how each is described."""
