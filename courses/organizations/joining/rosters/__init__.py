"""Importing many names from a file: parsing, a verdict for each row, and adding them to a group's list."""
