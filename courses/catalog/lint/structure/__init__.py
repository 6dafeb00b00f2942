"""Families M and A: what fits together, what is named, and what everybody can use."""
