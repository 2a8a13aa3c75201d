"""Asking the cases, scoring the replies, keeping the runs and holding the gate."""
