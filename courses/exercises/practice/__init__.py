"""Exercises that train judgement or end in a promise to oneself."""
