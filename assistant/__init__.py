"""From a question to a reply that quotes the articles."""
