"""Signing in and up, second steps and passkeys, on top of allauth."""
