"""A person's own settings and account."""
