"""One module a kind of drawing; each declares its KIND, and the registry finds it here."""
