"""Families L and T: lengths, terms, tone, typing, translation."""
