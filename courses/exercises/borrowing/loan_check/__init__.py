"""Is this loan dangerous? Three boxes answer with price, pattern and what to do."""
