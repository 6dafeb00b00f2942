"""Exercises about debts under way."""
