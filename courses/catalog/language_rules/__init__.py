"""What the content check knows of each language: one module a language, named in the list of languages in settings."""
