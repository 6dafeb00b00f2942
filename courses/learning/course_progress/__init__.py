"""How far a learner is with their courses, and what comes next."""
