"""Backups of the database: made while the site runs, and restored."""
