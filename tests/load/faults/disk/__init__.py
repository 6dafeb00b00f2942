"""The disk: power cuts and errors while things are written."""
