"""What pages are given: dataclasses of words and links."""
