"""Commands for authors, and Django's `check` with the content in it."""
