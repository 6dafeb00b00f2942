"""Spaced review: questions of finished lessons come back on later days, at most ten a day."""
