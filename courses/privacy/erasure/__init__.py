"""Erasing a person, and noting it so that no copy of the database brings them back."""
