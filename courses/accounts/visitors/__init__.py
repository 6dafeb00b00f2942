"""Who sent a request: an account, a guest by cookie, or a visitor of whom nothing is stored."""
