"""Rounds of advertisements that a learner kept: what was misjudged comes back on later days."""
