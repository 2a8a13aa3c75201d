"""Files of all formats in, articles out."""
