"""Character sets, repair of damaged text, and cleaning."""
