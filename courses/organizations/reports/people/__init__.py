"""What is shown of single people in a group: who needs a word first, and one person's results."""
