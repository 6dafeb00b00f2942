"""A record of calls and messages: put in order, with what is missing in it and what it shows against the rules."""
