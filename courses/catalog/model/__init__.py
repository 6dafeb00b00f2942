"""What content is made of: texts, questions, facts, lessons; frozen values and the closed shapes of the files."""
