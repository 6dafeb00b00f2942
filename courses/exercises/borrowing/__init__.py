"""Exercises about taking a loan."""
