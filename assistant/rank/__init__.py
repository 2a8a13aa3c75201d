"""From candidates to evidence: weights, rereading, support, thresholds."""
