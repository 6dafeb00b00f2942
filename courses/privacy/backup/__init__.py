"""Copies of the database: made while people learn, and brought back."""
