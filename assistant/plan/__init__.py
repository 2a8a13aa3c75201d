"""From an analysed question to the lookups that answer it."""
