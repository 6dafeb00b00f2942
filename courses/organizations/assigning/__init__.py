"""Assignments: courses and lessons given to a group or some members, with a due day and a note."""
