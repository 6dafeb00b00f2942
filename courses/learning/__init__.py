"""What one learner has done: answers and progress."""
