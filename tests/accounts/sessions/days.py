"""Lengths of time."""

DAY = 86_400
