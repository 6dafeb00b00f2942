"""Exercises about a household's month."""
