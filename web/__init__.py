"""The chat page, article pages and the API over one assistant."""
