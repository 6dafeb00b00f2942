"""Reads names out of files of any kind: bounded in memory and time, and nothing kept but names."""
