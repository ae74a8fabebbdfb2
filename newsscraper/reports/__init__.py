"""What a run reports, the quality of what it found, and tables for a terminal."""
