"""Erases a person and records it, so that no restored backup brings them back."""
