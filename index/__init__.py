"""Passages, their words and vectors, and the generation on disk that holds them."""
