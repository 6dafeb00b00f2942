"""Family Q: questions, one by one and together."""
