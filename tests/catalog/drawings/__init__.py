"""Drawings: what each kind computes, and what all kinds keep."""
