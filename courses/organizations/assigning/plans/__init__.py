"""Plans of courses and lessons with a day each, given to several groups; and a group copied for the next term."""
