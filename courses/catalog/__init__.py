"""Courses, lessons, questions and facts, read once from content/ and held in memory; no database."""
