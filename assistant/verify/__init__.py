"""Holds a question and its evidence against the record and against denials."""
