"""Answering with somebody’s help."""
