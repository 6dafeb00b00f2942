"""What a running site does when something breaks: `python -m tests.load.faults` measures it (FIGURES.md)."""
