"""A course's check, before the course (diagnostic) and after it (passed at 80 %), from one blueprint."""
