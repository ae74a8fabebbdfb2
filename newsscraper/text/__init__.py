"""Text: which character set bytes are in, repair of damaged texts, cleaning."""
