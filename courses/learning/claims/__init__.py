"""Adding a guest's learning to an account: always asked or shown, and undone within thirty days."""
