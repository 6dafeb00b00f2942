"""Counts over the people of a group: hard questions, gains and totals, never of fewer than five."""
