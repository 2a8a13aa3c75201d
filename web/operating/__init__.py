"""What an operator does in the browser, by the functions of the command line."""
