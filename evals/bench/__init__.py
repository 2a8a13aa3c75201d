"""Other people's question sets, asked of Cachet and of plain methods."""
