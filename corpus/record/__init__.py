"""The mission record: its file, its names in a text, and its facts as an article."""
