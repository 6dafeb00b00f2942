"""A sign-in while it lasts, how it ends, and what becomes of a form that was sent after its end."""
