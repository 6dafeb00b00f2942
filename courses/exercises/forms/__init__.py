"""Boxes of exercises: fields, widgets, choices, and how what stands in them is read and said back."""
