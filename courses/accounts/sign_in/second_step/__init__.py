"""Checks second steps: stored secrets, codes of apps, and limits of tries."""
