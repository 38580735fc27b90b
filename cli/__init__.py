"""The console script `decision-flow`."""
