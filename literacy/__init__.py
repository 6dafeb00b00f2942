"""The project: wiring, and pages that draw on several packages."""
