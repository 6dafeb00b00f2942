"""A learner's own path: goals and a few questions put courses and lessons in order, with reasons."""
