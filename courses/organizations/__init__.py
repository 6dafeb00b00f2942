"""Community organisations: who runs them, their groups, joining, assignments and reports."""
