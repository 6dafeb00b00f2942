"""Workshops: plans and slides of lessons, questions to a room with its phones and hands, and a pack for paper."""
