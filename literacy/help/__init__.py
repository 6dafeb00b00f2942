"""Pages for somebody in trouble, and reference pages."""
