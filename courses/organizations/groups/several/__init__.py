"""Actions on several members of a group at once."""
