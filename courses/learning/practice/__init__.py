"""Practice after a lesson: reviews of questions, and advertisements to judge."""
