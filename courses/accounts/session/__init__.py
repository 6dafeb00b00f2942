"""A session while it lasts, how it ends, and forms that are sent after its end."""
