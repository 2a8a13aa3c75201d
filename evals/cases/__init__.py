"""Known facts as cases: reading, checking, adding, splitting, matching."""
