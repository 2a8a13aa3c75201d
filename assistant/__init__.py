"""From a question to a reply that quotes the articles."""

import index  # noqa: F401 - it sets OpenMP, before a module of this package loads torch
