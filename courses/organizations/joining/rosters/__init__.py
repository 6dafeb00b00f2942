"""Names of many people from a file: read, judged row by row, and put on a group's list in one go."""
