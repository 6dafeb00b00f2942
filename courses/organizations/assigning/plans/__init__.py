"""Plans of courses and lessons with due days, given to several groups; and copying a group for the next term."""
