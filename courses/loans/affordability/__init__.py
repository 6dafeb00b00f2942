"""A household's month with a loan in it: budget, buffer, and what happens when something goes wrong."""
