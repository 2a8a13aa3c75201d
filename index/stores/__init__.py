"""What retrieval asks of whatever holds an index, and the store that is part of this package."""
