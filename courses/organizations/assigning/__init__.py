"""What a group is asked to learn: given to all or to some people, with a day and a note, undone, withdrawn."""
