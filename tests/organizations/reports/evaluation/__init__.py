"""Reports of a term for whoever pays for the groups."""
