"""Reads content/ as it stands, with the place of everything, before it is checked and rendered."""
