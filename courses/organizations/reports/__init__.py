"""How a group's learning goes: its list, one person's results, hard questions, change, totals, files."""
