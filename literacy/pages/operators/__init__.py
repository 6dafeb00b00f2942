"""Django's admin as lists to look at, for whoever runs the site: only where ADMIN is on, and behind a second step."""
