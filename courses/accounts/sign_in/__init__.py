"""Signing in and up, second steps and passkeys: allauth in this site's manner."""
