"""Fitting weights and thresholds on the fit half."""
