"""Sorts Chinese names by pinyin, with the readings that characters have in surnames."""
