"""Attendance: the days on which a group met, who was there, and the sheet of a term."""
