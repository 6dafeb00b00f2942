"""A path of one's own: what matters today and a few questions put courses and lessons in order, with reasons."""
