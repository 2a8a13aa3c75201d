"""The `evals` command."""
