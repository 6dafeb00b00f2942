"""Rounds of advertisements that a learner stored; misjudged ones come back on later days."""
