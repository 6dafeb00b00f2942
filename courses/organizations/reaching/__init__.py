"""Reaching the people of a group without e-mail: by telephone, on paper, in the group's chat."""
