"""Boxes of exercises: fields, widgets, and how what stands in them is read."""
