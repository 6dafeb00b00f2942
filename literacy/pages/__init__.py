"""Pages that draw on several packages, their frame, and pages about errors."""
