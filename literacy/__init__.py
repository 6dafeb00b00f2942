"""The project: wiring, and pages that draw on several packages. Its version stands here and nowhere else."""

__version__ = "0.1.0"
