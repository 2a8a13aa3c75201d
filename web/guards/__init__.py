"""What surrounds every request: limits, errors, headers, visitors."""
