"""Who may do what in an organisation, how staff sign in, and the records of what they did and looked at."""
