"""Known facts asked of the assistant, scored, kept over time and held to a baseline."""
