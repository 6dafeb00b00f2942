"""Organisations and the people who run them."""
