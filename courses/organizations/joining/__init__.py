"""Joining a group, coming back without e-mail, and leaving."""
