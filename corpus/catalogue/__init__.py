"""Covers, stamps and postmarks as data: `corpus/covers/*.toml` → `Catalogue`, and its queries.

Each value keeps the sentences of the articles that tell it.
"""
