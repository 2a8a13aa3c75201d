"""A page on which an operator judges answers; what is judged becomes a draft case."""
