"""Rounds of the advertisements of this site."""

PAGE = "/en/exercises/spot-ad/"
