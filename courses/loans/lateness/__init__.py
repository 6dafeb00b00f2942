"""What being late costs, and the ways of getting more time for a debt."""
