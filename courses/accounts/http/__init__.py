"""Requests and responses as every package reads and makes them."""
