"""Questions watched over all groups."""
