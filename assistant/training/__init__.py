"""How the reader was trained: one command from data to weights, with its figures."""
