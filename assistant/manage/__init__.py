"""Building, examining and measuring an index, and drafting questions for it."""
