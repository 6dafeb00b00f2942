"""The site as benchmarks start it, and the people on it."""
