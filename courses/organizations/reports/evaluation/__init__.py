"""The report of a term for whoever pays for the groups, and the same as a file that others can count again."""
