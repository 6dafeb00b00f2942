"""Reads what differs per deployment: from the environment and one file; what cannot be right stops the start."""
