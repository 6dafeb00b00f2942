"""What a learner plans: a path through the lessons, and steps of their own."""
