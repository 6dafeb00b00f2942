"""What is done to several people of a group at once."""
