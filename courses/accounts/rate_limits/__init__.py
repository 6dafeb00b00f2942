"""Counting attempts, so that no password or code can be guessed by trying."""
