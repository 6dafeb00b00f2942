"""A guest's learning added to an account: asked, never silent, and undone within thirty days."""
