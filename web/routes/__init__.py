"""The doors: each route takes a request and answers with a page or JSON."""
