"""The languages of the site: the one list in settings, and which of them is shown now."""
