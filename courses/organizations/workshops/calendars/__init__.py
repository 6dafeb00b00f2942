"""Due dates and workshops in people's own calendars, read at a secret address; and workshops to come."""
