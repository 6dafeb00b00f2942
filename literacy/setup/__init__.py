"""What must hold before the site starts: environment, settings, checks."""
