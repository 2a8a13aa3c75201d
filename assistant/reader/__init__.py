"""The learned reader: questions and contexts in, relevance and answer spans out."""
