"""Exercises done: what the button under a result stores."""
