"""A lesson as one learner reads it: its steps, questions and answers."""
