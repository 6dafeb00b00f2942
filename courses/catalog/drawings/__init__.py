"""Drawings of lessons and exercises: the picture, its table and its text come from the same computed figures."""
